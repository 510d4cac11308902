from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import GuardCase


@tagged("post_install", "-at_install")
class TestAccess(GuardCase):
    """Nobody but programs makes, changes or drops a turn."""

    def try_all(self, user, row):
        mine = row.with_user(user)
        values = {"warehouse_id": self.south.id, "product_id": self.tea.id}
        for name, change in {
            "create": lambda: mine.create(values),
            "write": lambda: mine.write({"product_id": self.tea.id}),
            "unlink": mine.unlink,
        }.items():
            self.env.invalidate_all()
            with self.subTest(name), self.assertRaises(AccessError):
                change()

    def test_the_warehouse_neither_reads_nor_changes_turns(self):
        user = new_test_user(self.env, "guard-stock", "stock.group_stock_manager")
        row = self.env["channel.stock.turn"].search([("product_id", "=", self.tea.id)])
        self.try_all(user, row)
        with self.assertRaises(AccessError):
            row.with_user(user).read(["product_id"])

    def test_a_system_administrator_reads_turns_only(self):
        user = new_test_user(
            self.env, "guard-admin", "fmcg_channel.group_system_admin"
        )
        row = self.env["channel.stock.turn"].search([("product_id", "=", self.tea.id)])
        self.env.invalidate_all()
        self.assertEqual(row.with_user(user).product_id.id, self.tea.id)
        self.try_all(user, row)
