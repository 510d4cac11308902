import re

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import EnterpriseCase


@tagged("post_install", "-at_install")
class TestAccessWords(EnterpriseCase):
    """Who may not do something reads why in the own language."""

    open_enterprises = ("north",)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.keeper = cls.create_staff(cls.north.company_id, "warehouse")
        cls.keeper.lang = "zh_CN"

    def refusal(self, model, action):
        record = self.model_as(model, self.keeper).with_context(lang="zh_CN")
        with mute_logger("odoo.addons.base.models.ir_model", "odoo.models", "odoo.orm"):
            with self.assertRaises(AccessError) as raised:
                action(record)
        return str(raised.exception)

    def test_a_field_that_is_not_theirs(self):
        text = self.refusal("res.users", lambda users: users.search([]).read(["totp_secret"]))
        self.assertIn("权限", text)
        self.assertNotIn("Groups", text)
        self.assertNotIn("enough rights", text)

    def test_a_model_that_is_not_theirs(self):
        text = self.refusal(
            "channel.agreement", lambda agreements: agreements.check_access("create")
        )
        groups = re.findall(r"- (.*)", text)
        self.assertTrue(groups)
        for group in groups:
            self.assertRegex(group, "[\u4e00-\u9fff]")
