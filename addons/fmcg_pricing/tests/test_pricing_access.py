from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import PricingCase


@tagged("post_install", "-at_install")
class TestPricingAccess(PricingCase):
    """No list, rule or price of another enterprise, by any route."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.secret = cls.create_list(
            "Secret", "merge", [(cls.tea, 1.11)], company=cls.north.company_id
        )
        cls.shared = cls.create_list("Shared", "merge", [(cls.tea, 1.11)])
        cls.shared.company_id = False
        cls.buyer = cls.create_portal_user(cls.lake_shop)

    def test_lists_and_rules_of_others_are_not_found(self):
        for pricelist in (self.secret, self.shared):
            for user in (self.seller, self.enterprise_admins[self.lake]):
                self.assertFalse(self.seen_by(user, pricelist))
                self.assertFalse(self.seen_by(user, pricelist.item_ids))
                with self.assertRaises(AccessError):
                    self.as_user(pricelist, user).read(["name"])

    def test_the_engine_answers_nobody_about_lists_of_others(self):
        for user in (self.seller, self.buyer):
            with self.assertRaises(AccessError):
                self.as_user(self.secret, user)._get_product_price(self.tea, 1.0)

    def test_the_report_of_a_list_is_refused(self):
        report = self.model_as("report.product.report_pricelist", self.seller)
        with self.assertRaises(AccessError):
            report.get_html(
                {
                    "pricelist_id": self.secret.id,
                    "active_model": "product.product",
                    "active_ids": self.tea.ids,
                }
            )

    def test_the_form_of_an_order_does_not_price_by_it(self):
        order = self.model_as("sale.order", self.seller)
        with self.assertRaises(AccessError):
            order.onchange(
                {"partner_id": self.lake_shop.partner_id.id, "pricelist_id": self.secret.id},
                ["pricelist_id"],
                {"pricelist_id": {}},
            )
        with self.assertRaises(AccessError):
            self.create_sale([(self.tea, 1)], pricelist_id=self.secret.id)

    def test_portal_buyers_read_no_lists(self):
        for model in ("product.pricelist", "product.pricelist.item", "channel.price.check"):
            with self.subTest(model=model), self.assertRaises(AccessError):
                self.model_as(model, self.buyer).search([])

    def test_salespeople_change_no_lists(self):
        own = self.create_list("Own", "merge", [(self.tea, 4.0)])
        for record, values in (
            (own, {"chain_mode": "stop"}),
            (own.item_ids, {"fixed_price": 1.0}),
        ):
            with self.assertRaises(AccessError):
                self.as_user(record, self.seller).write(values)

    def test_an_administrator_keeps_the_enterprise_s_lists(self):
        boss = self.enterprise_admins[self.lake]
        own = self.model_as("product.pricelist", boss).create({"name": "Own"})
        own.is_base_pricelist = True
        self.assertEqual(self.lake_company.base_pricelist_id, own)
        own.is_base_pricelist = False
        self.assertFalse(self.lake_company.base_pricelist_id)
