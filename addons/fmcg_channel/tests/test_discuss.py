from odoo.tests import tagged

from .common import ChannelCase


@tagged("post_install", "-at_install")
class TestDiscuss(ChannelCase):
    """The list of channels opens for everybody, whoever made #general."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.keeper = cls.create_staff(cls.company, "warehouse")
        # who opens an enterprise belongs to it
        cls.admin = cls.create_system_admin(cls.company)
        channels = cls.env["discuss.channel"].with_user(cls.admin)
        cls.of_all = channels.create({"name": "Of all", "channel_type": "channel"})
        cls.colleague = cls.create_staff(cls.company, "salesperson")
        channels = cls.env["discuss.channel"].with_user(cls.colleague)
        cls.own = channels.create({"name": "Ours", "channel_type": "channel"})

    def test_what_is_found_can_be_read(self):
        channels = self.model_as("discuss.channel", self.keeper)
        spec = {"name": {}, "is_member": {}, "avatar_128": {}, "group_ids": {}}
        found = channels.web_search_read([("channel_type", "=", "channel")], spec)
        names = {record["name"] for record in found["records"]}
        self.assertIn("Ours", names)
        self.assertNotIn("Of all", names)

    def test_system_administrators_are_no_colleagues_in_searches(self):
        """Core's "not in" of all groups means: in some other group."""
        rules = self.env["ir.rule"].with_user(self.keeper)
        rules = rules.with_context(allowed_company_ids=self.company.ids)
        staff = self.env["res.users"].search(rules._get_staff_domain())
        self.assertIn(self.colleague, staff)
        self.assertNotIn(self.admin, staff)
