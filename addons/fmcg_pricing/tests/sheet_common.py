from datetime import timedelta

from odoo import fields
from odoo.fields import Command

from odoo.addons.fmcg_channel.tests.common import ChannelCase


class SheetCase(ChannelCase):
    """A price list with one price of 10.00, a salesperson and two administrators."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.partner_id.tz = "Asia/Shanghai"
        cls.seller = cls.create_staff(cls.company, "salesperson")
        cls.boss = cls.create_staff(cls.company, "enterprise_admin")
        cls.other_boss = cls.create_staff(
            cls.company, "enterprise_admin", login="other-boss@test.example"
        )
        cls.pricelist = cls.create_pricelist(cls.company)
        cls.tea = cls.create_product("Tea", default_code="TEA", standard_price=6.0)
        cls.water = cls.create_product("Water", default_code="WATER")
        cls.case = cls.env["uom.uom"].create(
            {
                "name": "Test case of 24",
                "relative_factor": 24,
                "relative_uom_id": cls.tea.uom_id.id,
            }
        )
        cls.tea.uom_ids = cls.case
        cls.base_rule = cls.create_rule(cls.tea, 10.0)

    @classmethod
    def create_rule(cls, product, price, **values):
        return cls.env["product.pricelist.item"].create(
            {
                "pricelist_id": cls.pricelist.id,
                "applied_on": "1_product",
                "product_tmpl_id": product.product_tmpl_id.id,
                "compute_price": "fixed",
                "fixed_price": price,
                **values,
            }
        )

    @classmethod
    def create_products(cls, count, name="Drink"):
        return cls.env["product.product"].create(
            [
                {"name": f"{name} {i}", "default_code": f"{name}-{i}", "list_price": 5.0}
                for i in range(count)
            ]
        )

    def today(self, days=0):
        return self.company._get_channel_today() + timedelta(days=days)

    def draft(self, *prices, user=None, days=5, **values):
        """A draft sheet of (product, new price or None: it ends) pairs."""
        lines = [
            {
                "product_tmpl_id": product.product_tmpl_id.id,
                "new_price": price or 0.0,
                "ends": price is None,
            }
            for product, price in prices
        ]
        return self.model_as("channel.price.sheet", user or self.seller).create(
            {
                "pricelist_id": self.pricelist.id,
                "date": self.today(days),
                "line_ids": [Command.create(line) for line in lines],
                **values,
            }
        )

    def submitted(self, *prices, **values):
        sheet = self.draft(*prices, **values)
        sheet.action_submit()
        return sheet

    def approved(self, *prices, **values):
        """A sheet that the administrator approved, as the administrator sees it."""
        sheet = self.as_user(self.submitted(*prices, **values), self.boss)
        sheet.action_approve()
        return sheet

    def cancel(self, sheet):
        self.model_as("channel.state.reason", self.boss).create(
            {
                "model": sheet._name,
                "res_ids": sheet.ids,
                "state": "cancelled",
                "reason": "A mistake",
            }
        ).action_apply()

    def price(self, product, days=0, **options):
        """What the list says at noon of the day in ``days`` days, in China."""
        moment = self.company._channel_day_start(self.today(days)) + timedelta(hours=12)
        return self.pricelist._get_product_price(
            product, options.pop("quantity", 1.0), date=moment, **options
        )

    def rules(self, product):
        return self.env["product.pricelist.item"].search(
            [
                ("pricelist_id", "=", self.pricelist.id),
                ("product_tmpl_id", "=", product.product_tmpl_id.id),
            ],
            order="date_start, id",
        )

    def now(self):
        return fields.Datetime.now()
