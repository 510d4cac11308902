from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import EnterpriseCase


@tagged("post_install", "-at_install")
class TestIdentityChange(EnterpriseCase):
    """What a buyer asks to change of itself, and who decides."""

    open_enterprises = ("lake", "coast")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.entity = cls.lake_shop.partner_id
        cls.entity.write({"street": "Old Street 1", "city": "Lake", "phone": "1"})
        cls.buyer = cls.create_portal_user(cls.lake_shop)
        cls.boss = cls.enterprise_admins[cls.lake]

    def ask(self, kind="entity", values=None, partner=None, user=None):
        Change = self.env["channel.identity.change"].with_user(user or self.buyer)
        if kind == "entity":
            partner = self.entity
        return Change._ask(self.lake_shop, kind, values, partner).with_env(self.env)

    def approve(self, change, user=None):
        self.as_user(change, user or self.boss).action_approve()

    def refuse(self, change, reason="No", user=None):
        self.as_user(change, user or self.boss)._set_state("refused", reason)

    def test_nothing_changes_until_the_administrator_agrees(self):
        change = self.ask(values={"name": "New Name", "street": "New Street 2"})
        self.assertEqual(self.entity.name, "Lake Corner Shop")
        self.assertEqual(change.company_id, self.lake.company_id)
        self.assertEqual(change.activity_ids.user_id, self.boss)
        self.assertIn("Lake Corner Shop → New Name", change.summary)
        self.approve(change)
        self.assertEqual(self.entity.name, "New Name")
        self.assertEqual(self.entity.street, "New Street 2")
        self.assertEqual(self.lake_shop.name, "New Name")
        self.assertTrue(change.applied_date)
        self.assertFalse(change.activity_ids)

    def test_a_refusal_leaves_everything_and_tells_why(self):
        change = self.ask(values={"vat": "X1"})
        self.refuse(change, "Send the licence first")
        self.assertFalse(self.entity.vat)
        self.assertEqual(change.state, "refused")
        told = self.env["mail.message"].search([], order="id desc", limit=1)
        self.assertIn("Send the licence first", told.body)
        self.assertEqual(told.notified_partner_ids, self.buyer.partner_id)

    def test_every_seller_has_to_agree(self):
        self.create_agreement(self.coast.company_id, self.lake_shop)
        changes = self.ask(values={"name": "New Name"})
        self.assertEqual(
            changes.company_id, self.lake.company_id | self.coast.company_id
        )
        lake, coast = changes.sorted(lambda one: one.company_id != self.lake.company_id)
        self.approve(lake)
        self.assertEqual(self.entity.name, "Lake Corner Shop")
        self.approve(coast, self.enterprise_admins[self.coast])
        self.assertEqual(self.entity.name, "New Name")

    def test_one_refusal_is_enough(self):
        self.create_agreement(self.coast.company_id, self.lake_shop)
        lake, coast = self.ask(values={"name": "New Name"}).sorted(
            lambda one: one.company_id != self.lake.company_id
        )
        self.refuse(lake)
        self.assertEqual(coast.state, "withdrawn")
        self.assertEqual(self.entity.name, "Lake Corner Shop")

    def test_a_rivals_request_is_invisible(self):
        self.create_agreement(self.coast.company_id, self.lake_shop)
        changes = self.ask(values={"name": "New Name"})
        seen = self.seen_by(self.boss, changes)
        self.assertEqual(seen.company_id, self.lake.company_id)
        with mute_logger("odoo.addons.base.models.ir_rule"):
            with self.assertRaises(AccessError):
                self.as_user(changes - seen, self.boss).action_approve()

    def test_only_the_administrator_decides(self):
        change = self.ask(values={"name": "New Name"})
        sales = self.create_staff(self.lake.company_id, "salesperson", "finance")
        with self.assertRaises(AccessError):
            self.as_user(change, sales).action_approve()
        self.assertFalse(self.as_user(change, sales).can_decide)
        self.assertTrue(self.as_user(change, self.boss).can_decide)

    def test_what_was_asked_is_never_rewritten(self):
        change = self.ask(values={"name": "New Name"})
        for values in ({"content": {"name": "X"}}, {"state": "approved"}):
            with self.assertRaises(UserError):
                self.as_user(change, self.boss).write(values)
        with self.assertRaises(UserError):
            change.sudo().write({"content": {"name": "X"}})
        with self.assertRaises(UserError):
            change.sudo().unlink()

    def test_a_decision_is_taken_once(self):
        change = self.ask(values={"name": "New Name"})
        self.refuse(change)
        with self.assertRaisesRegex(UserError, "decided already"):
            self.approve(change)

    def test_a_new_request_takes_the_place_of_the_open_one(self):
        first = self.ask(values={"name": "First"})
        second = self.ask(values={"name": "Second"})
        self.assertEqual(first.state, "withdrawn")
        self.assertEqual(second.state, "asked")

    def test_the_same_values_ask_nothing(self):
        self.assertFalse(self.ask(values={"name": "Lake Corner Shop ", "phone": "1"}))

    def test_bad_values_are_named(self):
        with self.assertRaisesRegex(UserError, "Name: please fill it in"):
            self.ask(values={"name": " "})
        with self.assertRaisesRegex(UserError, "Street: more than 200 characters"):
            self.ask(values={"street": "x" * 201})

    def test_requests_are_no_flood(self):
        for number in range(20):
            self.ask("address_new", {"name": str(number), "street": "S"})
        with self.assertRaisesRegex(UserError, "waiting for approval"):
            self.ask("address_new", {"name": "more", "street": "S"})

    def test_a_new_address_opens_to_the_seller_that_agreed(self):
        coast = self.create_agreement(self.coast.company_id, self.lake_shop)
        lake = self.agreement_of(self.lake_shop)
        changes = self.ask("address_new", {"name": "Back door", "street": "Quay 3"})
        self.assertEqual(lake._get_delivery_addresses(), self.entity)
        self.approve(changes.filtered(lambda one: one.company_id == lake.company_id))
        address = lake._get_delivery_addresses() - self.entity
        self.assertEqual((address.name, address.street), ("Back door", "Quay 3"))
        self.assertEqual(address.commercial_partner_id, self.entity)
        self.assertEqual(coast._get_delivery_addresses(), self.entity)
        self.assertEqual(lake._get_usual_address(lake._get_delivery_addresses()), address)

    def test_an_address_goes_when_it_is_agreed(self):
        address = self.entity.create(
            {"name": "Yard", "type": "delivery", "parent_id": self.entity.id}
        )
        lake = self.agreement_of(self.lake_shop)
        self.assertIn(address, lake._get_delivery_addresses())
        self.approve(self.ask("address_removal", None, address))
        self.assertNotIn(address, lake._get_delivery_addresses())

    # -- whichever way they come -----------------------------------------------------

    def test_portal_users_change_their_own_details_only(self):
        me = self.buyer.with_user(self.buyer)
        me.write({"name": "Zhang", "phone": "123", "email": "z@test.example"})
        self.assertEqual(self.buyer.partner_id.name, "Zhang")
        partner = self.buyer.partner_id.with_user(self.buyer).sudo()
        for values in (
            {"street": "Elsewhere 1"},
            {"vat": "X1"},
            {"parent_id": False},
            {"type": "delivery"},
        ):
            with self.subTest(values), self.assertRaises(UserError):
                partner.write(values)

    def test_portal_users_do_not_write_the_legal_entity(self):
        entity = self.entity.with_user(self.buyer).sudo()
        for values in ({"name": "X"}, {"phone": "2"}, {"active": False}):
            with self.subTest(values), self.assertRaises(UserError):
                entity.write(values)
        entity.write({"name": "Lake Corner Shop"})  # what changes nothing passes
        with self.assertRaises(UserError):
            entity.create({"name": "X", "parent_id": entity.id, "type": "delivery"})
        colleague = self.create_portal_user(self.lake_shop, login="c@test.example")
        with self.assertRaises(UserError):
            colleague.partner_id.with_user(self.buyer).sudo().email = "x@test.example"

    def test_a_user_that_is_the_legal_entity_does_not_rename_it(self):
        user = self.env["res.users"]._create_channel_portal_user(
            self.entity, "entity@test.example", self.role("portal_buyer")
        )
        with self.assertRaisesRegex(UserError, "Company Details"):
            user.with_user(user).write({"name": "X"})
        user.with_user(user).write({"lang": "en_US"})
