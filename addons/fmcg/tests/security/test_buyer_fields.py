"""What a portal user may read of the records that it sees, field by field.

``buyer_fields.csv`` lists, for every model that portal users have access rights to, the
fields that they read. A field that an add-on or a new version of Odoo brings fails the
test until somebody has judged it: it goes into the list, or into ``_insider_fields`` of
the model (``channel.author.guard``).
"""

import csv
from pathlib import Path

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.fmcg_channel.tests.common import ChannelCase

from .constants import SECRET

TABLE = Path(__file__).with_name("buyer_fields.csv")


def read_table():
    """:return: dict from model to the set of fields that buyers read"""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {
            row["model"]: set(row["fields"].split()) for row in csv.DictReader(file)
        }


@tagged("post_install", "-at_install", "fmcg_security")
class TestBuyerFields(ChannelCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shop = cls.create_node("A shop", "retail", cls.brand)
        cls.create_agreement(cls.company, cls.shop)
        cls.buyer = cls.create_portal_user(cls.shop, "portal_seller")
        cls.order = cls.create_order(
            cls.company,
            cls.shop.partner_id,
            cls.create_product("Tea"),
            state="sent",
            access_token=SECRET,
            intake_key=SECRET,
        )
        cls.env.flush_all()

    def as_buyer(self, model):
        return self.env[model].with_user(self.buyer).with_context(lang="en_US")

    def find_readable(self):
        """:return: dict from model to the set of fields that the buyer may read"""
        found = {}
        for name, model in self.env.registry.items():
            if model._auto and not model._abstract and not model._transient:
                if self.as_buyer(name).has_access("read"):
                    found[name] = set(
                        self.as_buyer(name).fields_get(attributes=["type"])
                    )
        return found

    def test_buyers_read_what_is_listed_and_nothing_else(self):
        listed, readable = read_table(), self.find_readable()
        self.assertFalse(set(readable) - set(listed), "Judge these models")
        self.assertFalse(set(listed) - set(readable), "Not readable any more")
        unjudged = {
            f"{model}.{field}"
            for model, fields in readable.items()
            for field in fields - listed[model]
        }
        self.assertFalse(unjudged, "Judge these fields: buyer_fields.csv")

    def test_no_way_leads_to_a_field_that_is_hidden(self):
        """Reading, domains, groups, orders and exports, for every guarded field."""
        orders = self.as_buyer("sale.order")
        order = orders.browse(self.order.id)
        self.assertTrue(order.read(["name"]), "the buyer sees the order itself")
        hidden = [
            name
            for name in orders._get_guarded_fields()
            if name in orders._fields and not orders._fields[name].groups
        ]
        self.assertIn("write_uid", hidden)
        self.assertIn("validation_status", hidden)
        self.assertIn("access_token", hidden)
        for name in hidden:
            field = orders._fields[name]
            with self.subTest(name):
                self.assertRefused(lambda name=name: order.read([name]))
                # not every portal user may export at all
                self.assertRefused(
                    lambda name=name: order.export_data([name]), UserError
                )
                if not field.store:
                    continue
                self.assertRefused(
                    lambda name=name: orders.search([(name, "!=", False)])
                )
                if field.type not in ("one2many", "binary", "json"):
                    self.assertRefused(lambda name=name: orders.search([], order=name))
                    self.assertRefused(
                        lambda name=name: orders.formatted_read_group(
                            [], [name], ["__count"]
                        )
                    )

    def assertRefused(self, action, error=AccessError):
        with self.assertRaises(error), self.env.cr.savepoint():
            action()

    def test_technical_fields_are_offered_in_no_filter(self):
        """Nor to staff, in the dialogs of custom filters and groups."""
        seller = self.create_staff(self.company, "salesperson")
        orders = self.model_as("sale.order", seller)
        offered = orders.fields_get(["access_token", "intake_key", "name"])
        for name in ("access_token", "intake_key"):
            for key in ("searchable", "sortable", "groupable"):
                self.assertFalse(offered[name].get(key), f"{name} {key}")
        self.assertTrue(offered["name"]["searchable"])

    def test_the_link_to_an_order_is_still_made(self):
        """Core's pages make it as the buyer, who does not read the token."""
        order = self.as_buyer("sale.order").browse(self.order.id)
        self.assertIn(SECRET, order.get_portal_url())
