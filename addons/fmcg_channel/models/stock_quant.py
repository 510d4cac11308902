from odoo import api, models


class StockQuant(models.Model):
    _inherit = "stock.quant"

    @api.model
    def action_view_inventory(self):
        """Core shows the warehouse only what somebody told them to count: without such
        tasks an empty list that says the stock is empty."""
        action = super().action_view_inventory()
        if self.env.user._channel_is_confined():
            action["context"].pop("search_default_my_count", None)
            action["name"] = self.env._("Stocktake")
        return action

    @api.model_create_multi
    def create(self, vals_list):
        """Count stock in visible locations only.

        Core enters a counted quantity as superuser, wherever the location is: any
        stock user could set, and apply, the stock of another company. Who may count
        in all companies has them all; people outside of our roles keep core's way.
        """
        is_ours = self.env.user.has_group("fmcg_channel.group_channel_user")
        if is_ours and not self.env.su:
            ids = {vals["location_id"] for vals in vals_list if vals.get("location_id")}
            self.env["stock.location"].browse(ids).check_access("read")
        return super().create(vals_list)
