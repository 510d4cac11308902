from odoo import fields, models


class StockWarehouse(models.Model):
    _inherit = "stock.warehouse"

    channel_territory_ids = fields.Many2many(
        "channel.territory",
        string="Serves",
        help="Customers of these territories, and of those within them, are served from "
        "here where their agreement names no warehouse.",
    )

    def _get_closeness(self, territory):
        """How closely the warehouse serves a territory: the depth of its own one that
        contains it, 0 where none does."""
        self.ensure_one()
        path = territory.parent_path or ""
        return max(
            (
                own.parent_path.count("/")
                for own in self.channel_territory_ids
                if path.startswith(own.parent_path)
            ),
            default=0,
        )
