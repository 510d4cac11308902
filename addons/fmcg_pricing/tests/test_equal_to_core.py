import random

from odoo.tests import tagged

from odoo.addons.product.models.product_pricelist import ProductPricelist as Core

from .common import PricingCase

QUANTITIES = (0, 1, 2, 4.5, 5, 10, 24, 100)
BASES = ("list_price", "list_price", "standard_price", "pricelist")


@tagged("post_install", "-at_install")
class TestEqualToCore(PricingCase):
    """What core can express, costs the same to the last digit, by the same rule."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.chance = random.Random(20261124)
        cls.categories = cls.create_categories()
        cls.products = cls.env["product.product"].create(
            [
                {
                    "name": f"Product {number}",
                    "list_price": cls.chance.choice([0, 1, 9.99, 12.345, 100]),
                    "standard_price": cls.chance.choice([0, 0.7, 33.333]),
                    "categ_id": cls.chance.choice(cls.categories).id,
                }
                for number in range(40)
            ]
        )
        cls.other = cls.create_list(
            "Other",
            item_ids=[
                (0, 0, {"compute_price": "percentage", "percent_price": 7}),
                (0, 0, {"compute_price": "fixed", "fixed_price": 3.33, "min_quantity": 5}),
            ],
        )
        cls.pricelist = cls.create_list("Random")
        cls.env["product.pricelist.item"].create(
            [cls.prepare_random_rule() for _number in range(400)]
        )

    @classmethod
    def create_categories(cls):
        found = cls.env["product.category"]
        for number in range(8):
            parent = found and cls.chance.choice([*found, found.browse()])
            found |= found.create({"name": f"C{number}", "parent_id": parent and parent.id})
        return found

    @classmethod
    def prepare_random_rule(cls):
        choice = cls.chance.choice
        product = choice(cls.products)
        base = choice(BASES)
        target = choice(
            [
                {"applied_on": "1_product", "product_tmpl_id": product.product_tmpl_id.id},
                {"applied_on": "0_product_variant", "product_id": product.id},
                {
                    "applied_on": "2_product_category",
                    "categ_id": choice(cls.categories).id,
                },
                {"applied_on": "3_global"},
            ]
        )
        return {
            "pricelist_id": cls.pricelist.id,
            "min_quantity": choice([0, 0, 1, 2, 5, 10, 24, 100]),
            "compute_price": choice(["fixed", "percentage", "formula"]),
            "fixed_price": cls.chance.randint(1, 9999) / 100,
            "percent_price": cls.chance.randint(-500, 5000) / 100,
            "price_discount": cls.chance.randint(-10, 40),
            "price_surcharge": choice([0, 0.5, -0.1]),
            "price_round": choice([0, 0, 0.05, 1]),
            "price_min_margin": choice([0, 0, 0.3]),
            "price_max_margin": choice([0, 0, 2.0]),
            "base": base,
            "base_pricelist_id": base == "pricelist" and cls.other.id,
            "date_start": choice([False, False, "2026-01-01", "2026-12-01"]),
            "date_end": choice([False, False, "2026-11-30", "2027-01-01"]),
            **target,
        }

    def test_products_in_their_own_unit(self):
        for quantity in QUANTITIES:
            self.compare(self.products, quantity, date="2026-11-24 10:00:00")

    def test_products_in_another_unit(self):
        for quantity in (1, 2, 4.5):
            self.compare(
                self.products, quantity, uom=self.case, date="2026-11-24 10:00:00"
            )

    def test_templates(self):
        for quantity in (1, 5, 100):
            self.compare(
                self.products.product_tmpl_id, quantity, date="2026-12-05 10:00:00"
            )

    def test_in_another_currency(self):
        euro = self.env.ref("base.EUR")
        euro.active = True
        self.env["res.currency.rate"].create(
            {
                "name": "2020-01-01",
                "currency_id": euro.id,
                "company_id": self.env.company.id,
                "company_rate": 0.1273,
            }
        )
        self.compare(self.products, 5, currency=euro, date="2026-11-24 10:00:00")

    def test_without_a_list(self):
        empty = self.env["product.pricelist"]
        ours = empty._compute_price_rule(self.products, 1.0)
        self.assertEqual(ours, Core._compute_price_rule(empty, self.products, 1.0))

    def compare(self, products, quantity, **options):
        options["date"] = self.env["product.pricelist.item"]._fields[
            "date_start"
        ].convert_to_cache(options["date"], self.env["product.pricelist.item"])
        ours = self.pricelist._compute_price_rule(products, quantity, **options)
        core = Core._compute_price_rule(self.pricelist, products, quantity, **options)
        self.assertEqual(ours, core)
        self.assertTrue(any(rule for _price, rule in ours.values()))
