from odoo import api, fields, models


class AccountMove(models.Model):
    _inherit = ["account.move", "channel.write.guard"]
    _name = "account.move"

    upstream_move_id = fields.Many2one(
        "account.move",
        string="Supplier's Bill",
        readonly=True,
        copy=False,
        index="btree_not_null",
        groups="base.group_system",
    )

    _upstream_move_unique = models.UniqueIndex(
        "(upstream_move_id) WHERE upstream_move_id IS NOT NULL AND state <> 'cancel'",
        "A supplier's bill stands in the buyer's books once.",
    )

    @api.model
    def _get_derived_fields(self):
        return super()._get_derived_fields() | {"upstream_move_id"}

    def _post(self, soft=True):
        posted = super()._post(soft)
        posted._ask_purchases()
        return posted

    def button_draft(self):
        result = super().button_draft()
        self._ask_purchases()
        return result

    def button_cancel(self):
        result = super().button_cancel()
        self._ask_purchases()
        return result

    def _ask_purchases(self):
        self.sudo().line_ids.sale_line_ids.order_id._ask_purchase("bills")
