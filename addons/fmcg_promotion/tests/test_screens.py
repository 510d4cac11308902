from lxml import etree

from odoo.tests import tagged

from .common import PromotionCase

PERCENT = ("percent", "share", "ratio")


@tagged("post_install", "-at_install")
class TestScreens(PromotionCase):
    """What lists add up, and how figures are written."""

    def test_percentages_are_never_added_up(self):
        added = []
        for name, model in self.env.registry.items():
            if not name.startswith("channel.") or model._abstract or model._transient:
                continue
            for field in model._fields.values():
                is_percent = field.type == "float" and (
                    any(word in field.name for word in PERCENT)
                    or "%" in (field.string or "")
                )
                if is_percent and field.store and field.aggregator == "sum":
                    added.append(f"{name}.{field.name}")
        self.assertFalse(added)

    def test_budgets_are_written_without_zeros_at_the_end(self):
        found = 0
        models = ("channel.promotion", "channel.promotion.budget", "channel.promotion.usage")
        for model in models:
            for view_type in ("list", "form"):
                view = self.env[model].get_view(view_type=view_type)
                arch = etree.fromstring(view["arch"])
                for field in arch.iter("field"):
                    if self.shows_a_limit(model, field):
                        found += 1
                        self.assertIn("hide_trailing_zeros", field.get("options", ""))
        self.assertGreater(found, 5)

    def test_gifts_are_counted_without_zeros_at_the_end(self):
        found = 0
        for model in ("channel.promotion.usage", "channel.promotion.entry"):
            for view_type in ("list", "form"):
                view = self.env[model].get_view(view_type=view_type)
                arch = etree.fromstring(view["arch"])
                for field in arch.xpath("//field[@name='gift_quantity']"):
                    found += 1
                    self.assertIn("hide_trailing_zeros", field.get("options", ""))
        self.assertGreaterEqual(found, 3)

    def test_the_beginning_of_all_days_is_not_shown(self):
        """What has no periods is counted from 1970 on; nobody wants to read that."""
        usage = "channel.promotion.usage"
        for model, view_type in (
            (usage, "list"),
            (usage, "form"),
            ("channel.promotion.entry", "form"),
        ):
            arch = etree.fromstring(self.env[model].get_view(view_type=view_type)["arch"])
            (field,) = arch.xpath("//field[@name='period_start']")
            self.assertIn("1971-01-01", field.get("invisible", ""))

    def shows_a_limit(self, model, node):
        if node.get("name") not in ("limit", "used", "left"):
            return False
        parents = [one.get("name") for one in node.iterancestors("field")]
        return parents[:1] != ["coupon_ids"]

    def test_dates_with_a_time_have_no_widget_for_days(self):
        """The client warns of it, and shows what it likes."""
        views = self.env["ir.ui.view"].search(
            [("model", "!=", False), ("arch_db", "like", 'widget="date"')]
        )
        wrong = []
        for view in views:
            if not (view.xml_id or "").startswith("fmcg_"):
                continue
            fields = self.env[view.model]._fields
            for node in etree.fromstring(view.arch).xpath("//field[@widget='date']"):
                field = fields.get(node.get("name"))
                if not field or field.type == "datetime":
                    wrong.append((view.xml_id, node.get("name")))
        self.assertFalse(wrong)
