from odoo import api, models


class StockQuant(models.Model):
    _inherit = "stock.quant"

    @api.model_create_multi
    def create(self, vals_list):
        """Count stock in visible locations only.

        Core enters a counted quantity as superuser, wherever the location is: any
        stock user could set, and apply, the stock of another company.
        """
        if not self.env.su and self.env.user._channel_is_confined():
            ids = {vals["location_id"] for vals in vals_list if vals.get("location_id")}
            self.env["stock.location"].browse(ids).check_access("read")
        return super().create(vals_list)
