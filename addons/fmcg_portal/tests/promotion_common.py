import json

from lxml import html

from odoo.fields import Command
from odoo.tools import mute_logger

from odoo.addons.fmcg_promotion.tests.order_common import MakesPromotions

from .common import PortalCase


class PortalPromotionCase(MakesPromotions, PortalCase):
    """Lake Wholesale offers promotions of tea at 5.00 and cake at 8.00, with mugs and
    spoons as gifts."""

    shared_world = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["channel.promotion"].search([("state", "=", "released")]).action_stop()
        cls.mug = cls.create_product("Mug", list_price=3.0, sale_ok=False)
        cls.spoon = cls.create_product("Spoon", list_price=1.0, sale_ok=False)
        for product in cls.tea + cls.cake + cls.mug + cls.spoon:
            cls.put_in_stock(cls.lake_company, product, 1000)
        cls.lake_company.order_approval_limit = 100000

    def setUp(self):
        super().setUp()
        muted = mute_logger("odoo.http")
        muted.__enter__()
        self.addCleanup(muted.__exit__)
        self.log_in(self.buyer)

    @classmethod
    def one_gift(cls, threshold=50, **values):
        """A mug or two spoons, to be chosen, from an order's value on."""
        return cls.create_promotion(
            "gift",
            [
                {
                    "threshold": threshold,
                    "gift_quantity": 1,
                    "gifts": [(cls.mug, 1), (cls.spoon, 1)],
                }
            ],
            **{"level": "order", "gift_choice": "one", **values},
        )

    @classmethod
    def create_coupon(cls, promotion, code="SPRING", **values):
        return cls.env["channel.coupon"].create(
            {"promotion_id": promotion.id, "code": code, **values}
        )

    @classmethod
    def coupon_off(cls, amount=7, **values):
        """Money off with a coupon."""
        return cls.amount_off(20, amount, coupon_required=True, **values)

    @classmethod
    def percent_off(cls, product, percent=10, **values):
        return cls.create_promotion(
            "line_percent", [{"percent": percent}], product_ids=product.ids, **values
        )

    @classmethod
    def create_budget(cls, promotion, **values):
        """Budgets are entered before the release: a promotion is created as a draft."""
        budget = cls.env["channel.promotion.budget"].create(
            {"promotion_id": promotion.id, **values}
        )
        promotion.action_release()
        return budget

    def orders(self):
        return self.env["sale.order"].search(
            [("partner_id", "=", self.lake_shop.partner_id.id)]
        )

    def quote(self, quantities=None, agreement=None, **params):
        """The review of a cart; of twenty teas if nothing else is said."""
        agreement = agreement or self.agreement
        return self.rpc(
            f"/my/shop/{agreement.id}/quote",
            quantities=self.cart(quantities or {self.tea: 20}),
            **params,
        )["result"]

    def place(self, quantities=None, **params):
        """The order that a submission makes."""
        answer = self.submit(quantities or {self.tea: 20}, **params)
        self.assertIn("result", answer, json.dumps(answer)[:2000])
        return self.env["sale.order"].browse(answer["result"]["order_id"])

    def page(self, url):
        response = self.get(url)
        self.assertEqual(response.status_code, 200)
        return html.fromstring(response.text)

    def shop_page(self, agreement=None):
        return self.page(f"/my/shop/{(agreement or self.agreement).id}")

    def card(self, product, page=None):
        page = self.shop_page() if page is None else page
        return page.find(f".//article[@data-product-id='{product.id}']")

    def badges(self, product, page=None):
        return [
            badge.text_content().strip()
            for badge in self.card(product, page).find_class("o_shop_promotion")
        ]

    @classmethod
    def add_tax(cls, products, included=False):
        tax = cls.env["account.tax"].create(
            {
                "name": f"13 % {included}",
                "amount": 13,
                "company_id": cls.lake_company.id,
                "country_id": cls.lake_company.account_fiscal_country_id.id,
                "price_include_override": "tax_included" if included else "tax_excluded",
                "tax_group_id": cls.env["account.tax.group"]
                .create(
                    {
                        "name": "VAT",
                        "company_id": cls.lake_company.id,
                        "country_id": cls.lake_company.account_fiscal_country_id.id,
                    }
                )
                .id,
            }
        )
        products.taxes_id = [Command.link(tax.id)]
        return tax
