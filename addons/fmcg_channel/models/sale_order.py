from odoo import api, models
from odoo.exceptions import AccessError


class SaleOrder(models.Model):
    """Who makes bills of orders: finance and the administrator, in an enterprise."""

    _inherit = "sale.order"

    @api.model
    def _may_bill(self):
        """Whether the user makes bills; dialog, buttons and guard ask this.

        Core lets everybody bill who may write an order: the bill is made past the user's
        rights, who then cannot open it.
        """
        if self.env.su or not self.env.user._channel_is_confined():
            return True
        return self.env["account.move"].has_access("create")

    @api.model
    def _get_buttons_left_out(self):
        left_out = super()._get_buttons_left_out()
        if not self._may_bill():
            dialog = self.env.ref("sale.action_view_sale_advance_payment_inv")
            left_out |= {str(dialog.id)}
        if not self.env.user._channel_sees_prices():
            left_out |= {"action_quotation_send"}  # its mail quotes them
        return left_out

    def _check_may_bill(self):
        if not self._may_bill():
            raise AccessError(
                self.env._("Only finance makes bills. Ask a colleague of finance.")
            )

    def _get_invoiced(self):
        """The warehouse opens orders, and may read no bills that core counts here."""
        readable = self.env["account.move"].has_access("read")
        orders = self if readable else self.sudo()
        return super(SaleOrder, orders)._get_invoiced()

    def _create_invoices(self, *args, **kwargs):
        self._check_may_bill()
        return super()._create_invoices(*args, **kwargs)
