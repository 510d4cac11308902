from psycopg2.errors import UniqueViolation

from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ChannelCase


@tagged("post_install", "-at_install")
class TestTier(ChannelCase):
    def test_tiers_stand_in_the_order_of_the_channel(self):
        codes = ["brand", "province", "city", "sub", "retail"]
        tiers = self.env["channel.tier"].search([("code", "in", codes)])
        self.assertEqual(tiers.mapped("code"), codes)

    def test_only_retail_may_not_sell(self):
        codes = ["brand", "province", "city", "sub", "retail"]
        tiers = self.env["channel.tier"].search([("code", "in", codes)])
        self.assertEqual(
            tiers.filtered(lambda t: not t.can_sell).mapped("code"), ["retail"]
        )

    def test_the_code_of_a_tier_is_unique(self):
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            self.env["channel.tier"].create({"name": "Twin", "code": "city"})

    def test_a_node_cannot_be_created_under_a_later_tier(self):
        shop = self.create_node("Shop", "retail", self.brand)
        with self.assertRaisesRegex(ValidationError, "earlier tier"):
            self.create_node("City", "city", shop)

    def test_the_refusal_names_both_nodes_and_both_tiers(self):
        shop = self.create_node("Corner Shop", "retail", self.brand)
        with self.assertRaisesRegex(
            ValidationError,
            r"Big City \(City Distributor\).*Corner Shop \(Retail Outlet\)",
        ):
            self.create_node("Big City", "city", shop)

    def test_a_node_cannot_be_moved_under_a_later_tier(self):
        city = self.create_node("City", "city", self.brand)
        province = self.create_node("Province", "province", self.brand)
        with self.assertRaisesRegex(ValidationError, "earlier tier"):
            province.parent_id = city

    def test_a_node_cannot_be_given_an_earlier_tier_than_its_upstream(self):
        province = self.create_node("Province", "province", self.brand)
        city = self.create_node("City", "city", province)
        with self.assertRaisesRegex(ValidationError, "earlier tier"):
            city.tier_id = self.tier("brand")

    def test_a_node_cannot_be_given_a_later_tier_than_its_downstream(self):
        province = self.create_node("Province", "province", self.brand)
        self.create_node("City", "city", province)
        with self.assertRaisesRegex(ValidationError, "earlier tier"):
            province.tier_id = self.tier("retail")

    def test_a_tier_may_stand_under_the_same_tier(self):
        city = self.create_node("City", "city", self.brand)
        self.assertEqual(self.create_node("Other", "city", city).parent_id, city)

    def test_a_tier_may_be_left_out(self):
        shop = self.create_node("Flagship Shop", "retail", self.brand)
        self.assertEqual(shop.parent_id, self.brand)
