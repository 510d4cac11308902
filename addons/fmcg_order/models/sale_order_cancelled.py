from odoo import fields, models


class SaleOrder(models.Model):
    """When an order was cancelled, and by whom."""

    _inherit = "sale.order"

    cancelled_date = fields.Datetime(readonly=True, copy=False)
    cancelled_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, groups="base.group_user"
    )

    def _keep_cancelled(self):
        """sudo: nobody says by hand who cancelled an order"""
        self.sudo().write(
            {"cancelled_date": fields.Datetime.now(), "cancelled_by_id": self.env.uid}
        )

    def _forget_cancelled(self):
        self.sudo().write({"cancelled_date": False, "cancelled_by_id": False})

    def _get_timeline_of_cancelling(self):
        return [
            {
                "code": "cancelled",
                "date": self.state == "cancel" and self.cancelled_date,
                "who": self.cancelled_by_id,
                "what": self.env._("Order cancelled"),
            }
        ]
