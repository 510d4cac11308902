from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .common import EnterpriseCase


@tagged("post_install", "-at_install")
class TestNodeMove(EnterpriseCase):
    open_enterprises = ("north", "lake", "south")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.north_admin = cls.enterprise_admins[cls.north]
        cls.south_admin = cls.enterprise_admins[cls.south]
        cls.lake_admin = cls.enterprise_admins[cls.lake]

    def move(self, node, upstream, reason="New boundaries", user=None, **values):
        wizard = (
            self.model_as("channel.node.move", user)
            if user
            else self.env["channel.node.move"]
        ).create(
            {
                "node_id": node.id,
                "parent_id": upstream.id,
                "reason": reason,
                **values,
            }
        )
        wizard.action_move()
        return wizard

    def test_the_wizard_moves_the_node(self):
        self.move(self.lake, self.south)
        self.assertEqual(self.lake.parent_id, self.south)

    def test_a_move_leaves_its_history_with_the_reason(self):
        self.move(self.lake, self.south, reason="Boundaries of 2026")
        self.assertRecordValues(
            self.lake.transfer_ids,
            [
                {
                    "from_node_id": self.north.id,
                    "to_node_id": self.south.id,
                    "reason": "Boundaries of 2026",
                    "user_id": self.env.uid,
                }
            ],
        )

    def test_each_move_adds_to_the_history(self):
        self.move(self.lake, self.south)
        self.move(self.lake, self.north)
        self.assertEqual(len(self.lake.transfer_ids), 2)

    def test_a_plain_write_of_the_upstream_leaves_history_too(self):
        self.lake.parent_id = self.south
        self.assertEqual(self.lake.transfer_ids.to_node_id, self.south)

    def test_writing_the_same_upstream_leaves_no_history(self):
        self.lake.parent_id = self.north
        self.assertFalse(self.lake.transfer_ids)

    def test_the_history_tells_who_moved_the_node(self):
        sub = self.create_node("Sub", "sub", self.lake)
        self.move(self.lake_shop, sub, user=self.lake_admin)
        self.assertEqual(self.lake_shop.transfer_ids.user_id, self.lake_admin)

    def test_history_cannot_be_written_by_hand(self):
        self.move(self.lake, self.south)
        transfer = self.as_user(self.lake.transfer_ids, self.south_admin)
        with self.assertRaises(AccessError):
            transfer.reason = "Forged"

    def test_a_node_cannot_stand_under_its_own_subtree(self):
        with self.assertRaisesRegex(
            ValidationError, "North Trading cannot be moved under Lake Wholesale"
        ):
            self.north.parent_id = self.lake

    def test_a_node_cannot_stand_under_itself(self):
        with self.assertRaisesRegex(ValidationError, "cannot be moved under"):
            self.north.parent_id = self.north

    def test_the_wizard_refuses_a_cycle_with_the_same_message(self):
        with self.assertRaisesRegex(ValidationError, "outside of its own subtree"):
            self.move(self.north, self.lake)

    def test_the_present_upstream_is_refused(self):
        with self.assertRaisesRegex(UserError, "is the upstream already"):
            self.move(self.lake, self.north)

    def test_a_refused_move_leaves_no_history(self):
        with self.assertRaises(ValidationError):
            self.north.parent_id = self.lake
        self.assertFalse(self.north.transfer_ids)

    def test_the_new_upstream_sees_the_whole_subtree_at_once(self):
        self.assertFalse(self.seen_by(self.south_admin, self.lake + self.lake_shop))
        self.move(self.lake, self.south)
        self.assertEqual(
            self.seen_by(self.south_admin, self.lake + self.lake_shop),
            self.lake + self.lake_shop,
        )

    def test_the_old_upstream_loses_the_whole_subtree_at_once(self):
        self.agreement_of(self.lake).unlink()
        self.assertEqual(len(self.seen_by(self.north_admin, self.lake_shop)), 1)
        self.move(self.lake, self.south)
        self.assertFalse(self.seen_by(self.north_admin, self.lake + self.lake_shop))

    def test_the_new_upstream_sees_the_partners_of_the_subtree_at_once(self):
        self.assertFalse(self.seen_by(self.south_admin, self.lake_shop.partner_id))
        self.move(self.lake, self.south)
        self.assertTrue(self.seen_by(self.south_admin, self.lake_shop.partner_id))

    def test_the_old_upstream_loses_the_partners_of_the_subtree_at_once(self):
        self.assertTrue(self.seen_by(self.north_admin, self.lake_shop.partner_id))
        self.move(self.lake, self.south)
        self.assertFalse(self.seen_by(self.north_admin, self.lake_shop.partner_id))

    def test_an_administrator_moves_inside_the_own_subtree(self):
        sub = self.create_node("Sub", "sub", self.lake)
        self.move(self.lake_shop, sub, user=self.lake_admin)
        self.assertEqual(self.lake_shop.parent_id, sub)

    def test_an_administrator_cannot_move_a_node_to_another_enterprise(self):
        with self.assertRaisesRegex(AccessError, "your part of the channel"):
            self.as_user(self.lake, self.north_admin).parent_id = self.south

    def test_an_administrator_cannot_take_a_node_of_another_enterprise(self):
        with self.assertRaises(AccessError):
            self.as_user(self.coast_shop, self.north_admin).parent_id = self.north

    def test_an_administrator_cannot_cut_the_own_enterprise_loose(self):
        with self.assertRaisesRegex(AccessError, "upstream"):
            self.as_user(self.lake, self.lake_admin).parent_id = False

    def test_an_administrator_cannot_cut_a_node_of_the_subtree_loose(self):
        with self.assertRaisesRegex(AccessError, "upstream"):
            self.as_user(self.lake_shop, self.lake_admin).parent_id = False

    def test_an_administrator_cannot_create_under_another_enterprise(self):
        with self.assertRaisesRegex(AccessError, "your part of the channel"):
            self.model_as("channel.node", self.north_admin).create(
                {
                    "name": "Spy",
                    "tier_id": self.tier("city").id,
                    "parent_id": self.south.id,
                }
            )

    def test_an_administrator_cannot_create_a_node_without_upstream(self):
        with self.assertRaises(AccessError):
            self.model_as("channel.node", self.north_admin).create(
                {"name": "Free", "tier_id": self.tier("city").id}
            )

    def test_a_salesperson_cannot_move_nodes(self):
        seller = self.create_staff(self.lake.company_id, "salesperson")
        sub = self.create_node("Sub", "sub", self.lake)
        with self.assertRaises(AccessError):
            self.as_user(self.lake_shop, seller).parent_id = sub

    def test_the_agreement_stays_unless_asked(self):
        agreement = self.agreement_of(self.lake)
        self.move(self.lake, self.south)
        self.assertEqual(agreement.state, "active")

    def test_the_wizard_closes_the_agreement_with_the_reason(self):
        agreement = self.agreement_of(self.lake)
        self.move(self.lake, self.south, reason="Moves south", close_agreement=True)
        self.assertRecordValues(
            agreement, [{"state": "closed", "state_reason": "Moves south"}]
        )

    def test_the_wizard_knows_that_there_is_an_agreement(self):
        form = Form(
            self.env["channel.node.move"].with_context(default_node_id=self.lake.id)
        )
        self.assertTrue(form.has_agreement)

    def test_the_wizard_ignores_a_closed_agreement(self):
        self.agreement_of(self.lake)._set_state("closed", "Over")
        form = Form(
            self.env["channel.node.move"].with_context(default_node_id=self.lake.id)
        )
        self.assertFalse(form.has_agreement)

    def test_an_upstream_cannot_close_an_agreement_of_another_seller(self):
        target = self.create_node("New City", "city", self.north)
        with self.assertRaises(AccessError):
            self.move(
                self.lake_shop, target, user=self.north_admin, close_agreement=True
            )
