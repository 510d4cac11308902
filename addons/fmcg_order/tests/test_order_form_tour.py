from odoo.tests import HttpCase, tagged

from .common import OrderCase


@tagged("post_install", "-at_install")
class TestOrderFormTour(OrderCase, HttpCase):
    """The columns of an order beside its chatter."""

    browser_size = "1400x900"

    def test_no_column_is_cut(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.seller.write({"password": "a-Secret-1", "lang": "zh_CN"})
        order = self.confirmed_order()
        self.start_tour(
            f"/odoo/action-fmcg_order.channel_order_action/{order.id}",
            "fmcg_order_form_columns",
            login=self.seller.login,
        )
