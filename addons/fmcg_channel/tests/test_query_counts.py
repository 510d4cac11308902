from functools import partial
from unittest.mock import patch

from odoo.sql_db import Cursor
from odoo.tests import tagged
from odoo.tools import SQL

from .common import ChannelCase, EnterpriseCase


class CountsQueries:
    """Counts the queries of a call that starts with nothing in memory."""

    def count_queries(self, function):
        return len(self.collect_queries(function))

    def collect_queries(self, function):
        """The beginnings of the queries, for a message that says which were too many."""
        self.env.flush_all()
        self.env.invalidate_all()
        queries = []

        def execute(cursor, query, params=None, log_exceptions=None):
            if cursor is self.env.cr:
                queries.append(query.code if isinstance(query, SQL) else query)
            return real_execute(cursor, query, params, log_exceptions)

        real_execute = Cursor.execute
        with patch.object(Cursor, "execute", execute):
            function()
            self.env.flush_all()
        return [" ".join(query.split())[:160] for query in queries]


@tagged("post_install", "-at_install")
class TestTradeBetweenEnterprises(EnterpriseCase):
    open_enterprises = ("lake", "south", "north")

    def locations(self, partner, company):
        partner = partner.with_company(company)
        return partner.property_stock_customer | partner.property_stock_supplier

    def test_goods_pass_the_transit_location_where_an_agreement_is(self):
        """North was opened last, when its agreements were not made yet."""
        transit = self.env.ref("stock.stock_location_inter_company")
        north, lake = self.north.company_id, self.lake.company_id
        self.assertEqual(self.locations(lake.partner_id, north), transit)
        self.assertEqual(self.locations(north.partner_id, lake), transit)

    def test_strangers_keep_the_standard_locations(self):
        transit = self.env.ref("stock.stock_location_inter_company")
        south, lake = self.south.company_id, self.lake.company_id
        self.assertNotIn(transit, self.locations(lake.partner_id, south))

    def test_a_buyer_that_opens_later_passes_the_transit_location(self):
        transit = self.env.ref("stock.stock_location_inter_company")
        north = self.north.company_id
        self.assertNotIn(transit, self.locations(self.hill.partner_id, north))
        hill = self.open_enterprise(self.hill)
        self.assertEqual(self.locations(self.hill.partner_id, north), transit)
        self.assertEqual(self.locations(north.partner_id, hill), transit)

    def test_a_location_chosen_by_hand_stays(self):
        north = self.north.company_id
        partner = self.hill.partner_id.with_company(north)
        chosen = self.env["stock.location"].create(
            {"name": "Ramp", "usage": "customer", "company_id": north.id}
        )
        partner.property_stock_customer = chosen
        self.open_enterprise(self.hill)
        self.assertEqual(partner.property_stock_customer, chosen)


@tagged("post_install", "-at_install")
class TestTreeQueries(CountsQueries, EnterpriseCase):
    open_enterprises = ("lake",)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.staff = cls.enterprise_admins[cls.lake]
        cls.sub = cls.create_node("Lake West", "sub", cls.lake)

    def grow_channel(self):
        """Nodes that belong to others: ten times as many as there were."""
        for city in (self.hill, self.coast):
            self.env["channel.node"].create(
                [
                    {
                        "name": f"Shop {number} of {city.name}",
                        "tier_id": self.tier("retail").id,
                        "parent_id": city.id,
                    }
                    for number in range(50)
                ]
            )

    def read_tree(self):
        return self.model_as("channel.node", self.staff).hierarchy_read(
            [("parent_id", "=", False)],
            {"name": {}, "tier_id": {"fields": {"display_name": {}}}, "child_ids": {}},
            "parent_id",
            "child_ids",
        )

    def test_tree_of_staff_starts_at_their_enterprise(self):
        names = {box["name"] for box in self.read_tree()}
        self.assertLessEqual({"Lake Wholesale", "Lake Corner Shop", "Lake West"}, names)
        self.assertNotIn(self.brand.name, names)
        self.assertNotIn("Hill Wholesale", names)

    def test_tree_of_the_system_administrator_starts_at_the_top(self):
        admin = self.create_system_admin()
        boxes = self.model_as("channel.node", admin).hierarchy_read(
            [("parent_id", "=", False)], {"name": {}}, "parent_id", "child_ids"
        )
        self.assertIn(self.brand.name, {box["name"] for box in boxes})

    def test_one_box_whose_upstream_is_hidden(self):
        boxes = self.model_as("channel.node", self.staff).hierarchy_read(
            [("id", "=", self.lake.id)], {"name": {}}, "parent_id", "child_ids"
        )
        self.assertIn("Lake Wholesale", {box["name"] for box in boxes})

    def test_opening_the_tree_does_not_depend_on_other_nodes(self):
        self.read_tree()
        few = self.count_queries(self.read_tree)
        self.grow_channel()
        self.assertLessEqual(self.count_queries(self.read_tree), few)

    def test_moving_a_node_does_not_depend_on_other_nodes(self):
        node = self.as_user(self.lake_shop, self.staff)
        counts = []
        for grow in (lambda: None, self.grow_channel):
            grow()
            node.parent_id = self.sub
            counts.append(
                self.count_queries(lambda: node.write({"parent_id": self.lake.id}))
            )
        self.assertLessEqual(counts[1], counts[0])


@tagged("post_install", "-at_install")
class TestSubtreeQueries(CountsQueries, ChannelCase):
    def test_moving_a_subtree_is_one_update_of_its_paths(self):
        """Queries do not grow with the nodes below the one that moves."""
        here = self.create_node("Here", "city", self.brand)
        there = self.create_node("There", "city", self.brand)
        sub = self.create_node("Sub", "sub", here)
        counts = []
        for target in (there, here, there):
            move = partial(sub.write, {"parent_id": target.id})
            counts.append(self.count_queries(move))
            for number in range(20):
                self.create_node(f"Shop {number} {target.name}", "retail", sub)
        self.assertLessEqual(counts[2], counts[1], counts)

    def test_paths_follow_nodes_that_move_together(self):
        """Also one that stands under another one that moves."""
        here = self.create_node("Here", "city", self.brand)
        there = self.create_node("There", "city", self.brand)
        sub = self.create_node("Sub", "sub", here)
        shop = self.create_node("Shop", "retail", sub)
        nested = self.create_node("Nested", "retail", shop)
        (shop | sub).parent_id = there
        self.env.invalidate_all()
        self.assertEqual(sub.parent_path, f"{there.parent_path}{sub.id}/")
        self.assertEqual(nested.parent_path, f"{shop.parent_path}{nested.id}/")
        self.assertEqual(shop.parent_path, f"{there.parent_path}{shop.id}/")
        self.assertIn(
            nested, self.env["channel.node"].search([("id", "child_of", there.id)])
        )

    def test_a_search_finds_what_the_rule_says(self):
        """The rule on contacts, as PostgreSQL is asked and as records are looked at."""
        city = self.create_node("City", "city", self.brand)
        shop = self.create_node("Shop", "retail", city)
        self.create_agreement(self.company, shop)
        stranger = self.env["res.partner"].create({"name": "A stranger"})
        staff = self.create_staff(self.company, "salesperson")
        rules = self.as_user(self.env["ir.rule"], staff)
        for name in ("res.partner", "channel.node"):
            everything = self.env[name].sudo().with_context(active_test=False)
            domain = rules._compute_domain(name, "read")
            found = everything.search(domain)
            self.assertEqual(found, everything.search([]).filtered_domain(domain))
        self.assertIn(shop, found)
        seen = self.model_as("res.partner", staff).search([])
        self.assertIn(shop.partner_id, seen.with_env(self.env))
        self.assertNotIn(stranger, seen.with_env(self.env))
