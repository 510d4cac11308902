from lxml import etree

from odoo.fields import Command
from odoo.tests import Form, tagged

from odoo.addons.fmcg_channel.tests import test_views

from .common import PromotionCase


@tagged("post_install", "-at_install")
class TestViews(PromotionCase):
    """Every screen opens for everyone who finds it in the menu."""

    spec = test_views.TestViews.spec

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.promotion = cls.create_gift(
            gifts=[(cls.tea, 1)],
            coupon_required=True,
            budget_ids=[Command.create({"limit": 10})],
            release=True,
        )
        usage = cls.create_usage(cls.promotion.budget_ids)
        funding = {"partner_id": cls.company.partner_id.id, "share": 100, "amount": 1}
        cls.env["channel.promotion.entry"].create(
            {
                "promotion_id": cls.promotion.id,
                "amount": 1,
                "uses": 1,
                "usage_ids": [Command.link(usage.id)],
                "funding_ids": [Command.create(funding)],
            }
        )
        cls.env["channel.coupon"].create(
            {"promotion_id": cls.promotion.id, "code": "ONE"}
        )
        cls.env["channel.promotion.group"].create({"name": "Only one"})
        cls.create_order(cls.company, cls.shop.partner_id, cls.tea)

    def actions(self, user):
        visible = self.model_as("ir.ui.menu", user).load_menus(False).keys()
        ours = self.env["ir.model.data"].search(
            [("module", "=", "fmcg_promotion"), ("model", "=", "ir.ui.menu")]
        )
        menus = self.env["ir.ui.menu"].browse(set(ours.mapped("res_id")) & visible)
        return [menu.action for menu in menus if menu.action]

    def test_who_finds_which_menu(self):
        for role, number in (
            ("enterprise_admin", 8),
            ("salesperson", 7),
            ("customer_service", 5),
            ("finance", 7),
            ("warehouse", 0),
        ):
            user = self.create_staff(self.company, role)
            with self.subTest(role=role):
                self.assertEqual(len(self.actions(user)), number)
            self.check_screens(user)

    def check_screens(self, user):
        for action in self.actions(user):
            model = self.model_as(action.res_model, user)
            if model._transient:  # opens empty, and is tested by what it does
                continue
            views = model.get_views([*action.views, (False, "search")])
            for view_type in ("list", "form"):
                arch = etree.fromstring(views["views"][view_type]["arch"])
                spec = self.spec(arch, views["models"], action.res_model)
                with self.subTest(user=user.name, action=action.name, view=view_type):
                    self.assertTrue(model.search([], limit=5).web_read(spec))

    def test_filters(self):
        model = self.env["channel.promotion"]
        view = model.get_views([(False, "search")])["views"]["search"]["arch"]
        self.assertIn("Running Today", view)
        self.assertIn(
            self.promotion, model.search([("gift_ids.product_id", "ilike", "Tea")])
        )

    def test_a_promotion_is_entered_in_the_form(self):
        boss = self.create_staff(self.company, "enterprise_admin")
        with Form(self.model_as("channel.promotion", boss)) as form:
            form.name = "Half price"
            form.kind = "nth"
            form.uom_id = self.unit
            form.product_ids.add(self.cola)
            with form.step_ids.new() as step:
                step.threshold = 2
                step.percent = 50
            self.assertIn("one is 50% cheaper", form.summary)
        self.assertEqual(form.record.measure, "quantity")
        form.record.action_release()

    def test_gifts_are_entered_in_the_form(self):
        boss = self.create_staff(self.company, "enterprise_admin")
        with Form(self.model_as("channel.promotion", boss)) as form:
            form.name = "Ten and one"
            form.kind = "gift"
            with form.step_ids.new() as step:
                step.threshold = 100
                with step.gift_ids.new() as gift:
                    gift.product_id = self.tea
                    self.assertEqual(gift.value, 3.0)
        self.assertEqual(form.record.gift_ids.uom_id, self.unit)
        form.record.action_release()
