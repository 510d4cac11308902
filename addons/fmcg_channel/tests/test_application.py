from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from odoo.addons.mail.tests.common import MockEmail

from .common import EnterpriseCase


@tagged("post_install", "-at_install")
class TestApplication(EnterpriseCase, MockEmail):
    open_enterprises = ("lake", "coast")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lake_company = cls.lake.company_id
        cls.admin = cls.enterprise_admins[cls.lake]
        cls.seller = cls.create_staff(cls.lake_company, "salesperson")
        cls.foreign_admin = cls.enterprise_admins[cls.coast]
        cls.foreign_seller = cls.create_staff(cls.coast.company_id, "salesperson")
        cls.grade = cls.create_grade(cls.lake_company)

    def prepare_values(self, **values):
        return {
            "name": "Sunny Shop",
            "licence_number": "91440101MA5SUNNY",
            "contact_name": "Li Na",
            "phone": "13800000000",
            "email": "li.na@sunny.example",
            "street": "1 Main Street",
            "territory_id": self.district.id,
            "grade_id": self.grade.id,
            **values,
        }

    def apply(self, submit=True, user=None, **values):
        application = self.model_as("channel.application", user or self.seller).create(
            self.prepare_values(**values)
        )
        if submit:
            application.action_submit()
        return application.with_env(self.env)

    def approve(self, application, user=None):
        with self.mock_invitations() as invited:
            self.as_user(application, user or self.admin).action_approve()
        return invited

    # applying

    def test_a_salesperson_applies_in_the_form(self):
        form = Form(self.model_as("channel.application", self.seller))
        for name, value in self.prepare_values().items():
            if name == "territory_id":
                value = self.district
            elif name == "grade_id":
                value = self.grade
            setattr(form, name, value)
        self.assertRecordValues(
            form.save(),
            [
                {
                    "company_id": self.lake_company.id,
                    "user_id": self.seller.id,
                    "tier_id": self.tier("retail").id,
                    "state": "draft",
                }
            ],
        )

    def test_submitting_waits_for_approval(self):
        self.assertEqual(self.apply().state, "submitted")

    def test_an_application_is_submitted_once(self):
        with self.assertRaisesRegex(UserError, "submitted already"):
            self.apply().action_submit()

    # duplicates

    def test_a_new_customer_has_no_warning(self):
        self.assertFalse(self.apply().duplicate_warning)

    def test_a_known_licence_number_links_the_known_node(self):
        self.coast_shop.licence_number = "91440101MA5SUNNY"
        self.assertEqual(self.apply().existing_node_id, self.coast_shop)

    def test_a_licence_number_is_compared_without_case_and_blanks(self):
        self.coast_shop.licence_number = "91440101MA5SUNNY"
        application = self.apply(licence_number=" 91440101ma5sunny ")
        self.assertEqual(application.existing_node_id, self.coast_shop)

    def test_a_licence_number_with_wildcards_finds_nothing(self):
        self.coast_shop.licence_number = "91440101MA5SUNNY"
        self.assertFalse(self.apply(licence_number="9144%").existing_node_id)

    def test_a_name_with_wildcards_finds_nothing(self):
        self.coast_shop.territory_id = self.district
        self.assertFalse(self.apply(name="Coast%").duplicate_warning)

    def test_a_known_licence_number_is_warned_of(self):
        self.coast_shop.licence_number = "91440101MA5SUNNY"
        self.assertIn(
            "Same licence number: Coast Corner Shop", self.apply().duplicate_warning
        )

    def test_the_same_name_in_the_same_district_is_warned_of(self):
        self.create_node(
            "Sunny Shop", "retail", self.coast, territory_id=self.district.id
        )
        self.assertEqual(
            self.apply().duplicate_warning,
            "Same name in the same district: Sunny Shop",
        )

    def test_the_same_name_alone_links_no_node(self):
        self.create_node(
            "Sunny Shop", "retail", self.coast, territory_id=self.district.id
        )
        self.assertFalse(self.apply().existing_node_id)

    def test_the_same_name_in_another_district_is_no_warning(self):
        elsewhere = self.env.ref("fmcg_channel.territory_cn_440103")
        self.create_node("Sunny Shop", "retail", self.coast, territory_id=elsewhere.id)
        self.assertFalse(self.apply().duplicate_warning)

    def test_an_archived_node_is_warned_of_too(self):
        self.coast_shop.write({"licence_number": "91440101MA5SUNNY", "active": False})
        self.assertIn("Same licence number", self.apply().duplicate_warning)

    def test_another_open_application_is_warned_of(self):
        self.apply()
        twin = self.apply(name="Sunny Shop 2", email="two@sunny.example")
        self.assertEqual(
            twin.duplicate_warning, "Another application is open: Sunny Shop"
        )

    def test_a_rejected_application_is_no_warning(self):
        first = self.apply()
        self.as_user(first, self.admin)._set_state("rejected", "Unreadable")
        self.assertFalse(self.apply().duplicate_warning)

    def test_an_open_application_at_another_seller_stays_secret(self):
        self.apply(user=self.foreign_seller, grade_id=False)
        self.assertFalse(self.apply().duplicate_warning)

    def test_an_application_is_not_its_own_twin(self):
        application = self.apply()
        application.invalidate_recordset()
        self.assertFalse(application.duplicate_warning)

    def test_the_warning_shows_while_typing(self):
        self.coast_shop.licence_number = "91440101MA5SUNNY"
        form = Form(self.model_as("channel.application", self.seller))
        form.licence_number = "91440101MA5SUNNY"
        self.assertIn("Same licence number", form.duplicate_warning)

    # who decides

    def test_the_enterprise_administrator_approves(self):
        application = self.apply()
        self.approve(application)
        self.assertEqual(application.state, "approved")

    def test_a_salesperson_cannot_approve(self):
        with self.assertRaisesRegex(UserError, "Only an enterprise administrator"):
            self.approve(self.apply(), self.seller)

    def test_a_salesperson_cannot_write_the_state_approved(self):
        application = self.as_user(self.apply(), self.seller)
        with self.assertRaisesRegex(UserError, "Only an enterprise administrator"):
            application.write({"state": "approved"})

    def test_a_salesperson_cannot_create_an_approved_application(self):
        with self.assertRaises(AccessError):
            self.apply(submit=False, state="approved")

    def test_the_administrator_of_another_enterprise_cannot_approve(self):
        with self.assertRaises(AccessError):
            self.approve(self.apply(), self.foreign_admin)

    def test_a_draft_cannot_be_approved(self):
        with self.assertRaisesRegex(UserError, "is not waiting for approval"):
            self.approve(self.apply(submit=False))

    # who sees it

    def test_a_salesperson_of_another_enterprise_cannot_read_it(self):
        with self.assertRaises(AccessError):
            self.as_user(self.apply(), self.foreign_seller).read(["name"])

    def test_a_salesperson_of_another_enterprise_does_not_find_it(self):
        self.assertFalse(self.seen_by(self.foreign_seller, self.apply()))

    def test_a_salesperson_cannot_apply_for_another_enterprise(self):
        with self.assertRaises(AccessError):
            self.apply(company_id=self.coast.company_id.id, grade_id=False)

    def test_an_application_cannot_be_pushed_to_another_enterprise(self):
        application = self.apply(grade_id=False)
        with self.assertRaises(AccessError):
            self.as_user(application, self.seller).company_id = self.coast.company_id

    def test_a_colleague_reads_an_application(self):
        colleague = self.create_staff(
            self.lake_company, "salesperson", login="colleague@test.example"
        )
        self.assertTrue(self.seen_by(colleague, self.apply()))

    def test_a_colleague_cannot_change_an_application(self):
        colleague = self.create_staff(
            self.lake_company, "salesperson", login="colleague@test.example"
        )
        with self.assertRaises(AccessError):
            self.as_user(self.apply(), colleague).name = "Mine"

    def test_an_approved_application_is_closed_to_its_salesperson(self):
        application = self.apply()
        self.approve(application)
        with self.assertRaises(AccessError):
            self.as_user(application, self.seller).name = "Changed"

    def test_the_administrator_opens_papers_added_before_saving(self):
        # the web client uploads files of an unsaved form without a record
        paper = self.model_as("ir.attachment", self.seller).create(
            {"name": "licence.png", "raw": b"x", "res_model": "channel.application"}
        )
        self.apply(attachment_ids=[Command.set(paper.ids)])
        self.assertEqual(
            self.as_user(paper, self.admin).read(["name"])[0]["id"], paper.id
        )

    def test_papers_of_others_are_not_taken_over(self):
        paper = self.model_as("ir.attachment", self.foreign_seller).create(
            {"name": "secret.png", "raw": b"x", "res_model": "channel.application"}
        )
        with self.assertRaises(AccessError):
            self.apply(attachment_ids=[Command.set(paper.ids)])
            self.as_user(paper, self.admin).read(["raw"])

    # approving

    def test_approval_creates_the_node_under_the_seller(self):
        application = self.apply()
        self.approve(application)
        self.assertRecordValues(
            application.node_id,
            [
                {
                    "name": "Sunny Shop",
                    "parent_id": self.lake.id,
                    "tier_id": self.tier("retail").id,
                    "territory_id": self.district.id,
                    "licence_number": "91440101MA5SUNNY",
                    "state": "active",
                }
            ],
        )

    def test_approval_writes_the_address_of_the_legal_entity(self):
        application = self.apply()
        self.approve(application)
        self.assertRecordValues(
            application.node_id.partner_id,
            [
                {
                    "street": "1 Main Street",
                    "street2": "Tianhe District",
                    "city": "Guangzhou",
                    "country_id": self.env.ref("base.cn").id,
                    "company_id": False,
                }
            ],
        )

    def test_approval_creates_an_active_agreement(self):
        application = self.apply()
        self.approve(application)
        self.assertRecordValues(
            application.agreement_id,
            [
                {
                    "company_id": self.lake_company.id,
                    "node_id": application.node_id.id,
                    "grade_id": self.grade.id,
                    "user_id": self.seller.id,
                    "state": "active",
                }
            ],
        )

    def test_after_approval_the_customer_may_order(self):
        application = self.apply()
        self.approve(application)
        self.assertFalse(application.agreement_id._order_blocker())

    def portal_user(self):
        return self.env["res.users"].search([("login", "=", "li.na@sunny.example")])

    def test_approval_creates_a_portal_user_of_the_legal_entity(self):
        application = self.apply()
        self.approve(application)
        self.assertEqual(
            self.portal_user().commercial_partner_id, application.node_id.partner_id
        )

    def test_the_portal_user_is_in_the_portal_groups_only(self):
        self.approve(self.apply())
        role = self.role("portal_buyer").group_id
        self.assertEqual(
            self.portal_user().all_group_ids - role,
            self.env.ref("fmcg_channel.group_portal_buyer").all_implied_ids,
        )

    def test_the_portal_user_is_no_internal_user(self):
        self.approve(self.apply())
        self.assertTrue(self.portal_user().share)

    def test_the_portal_user_is_invited(self):
        self.assertEqual(self.approve(self.apply()), ["li.na@sunny.example"])

    def test_the_invitation_is_a_mail_to_the_contact(self):
        application = self.as_user(self.apply(), self.admin)
        with self.mock_mail_gateway():
            application.action_approve()
        self.assertIn("li.na@sunny.example", str([m["email_to"] for m in self._mails]))

    def test_a_second_approval_is_refused(self):
        application = self.apply()
        self.approve(application)
        with self.assertRaisesRegex(UserError, "is not waiting for approval"):
            self.approve(application)

    def test_an_approved_application_cannot_be_submitted_again(self):
        application = self.apply()
        self.approve(application)
        with self.assertRaisesRegex(UserError, "submitted already"):
            application.action_submit()

    def test_a_known_node_gets_an_agreement_instead_of_a_twin(self):
        self.coast_shop.licence_number = "91440101MA5SUNNY"
        application = self.apply()
        self.approve(application)
        self.assertRecordValues(
            application,
            [
                {
                    "node_id": self.coast_shop.id,
                    "agreement_id": self.coast_shop._get_seller_agreement(
                        self.lake_company
                    ).id,
                }
            ],
        )

    def test_a_known_node_keeps_its_upstream(self):
        self.coast_shop.licence_number = "91440101MA5SUNNY"
        self.approve(self.apply())
        self.assertEqual(self.coast_shop.parent_id, self.coast)

    def test_a_known_node_with_an_open_agreement_is_refused(self):
        self.lake_shop.licence_number = "91440101MA5SUNNY"
        with self.assertRaisesRegex(
            ValidationError, "Lake Corner Shop already buys from Lake Wholesale"
        ):
            self.approve(self.apply())

    def test_a_known_node_with_a_closed_agreement_gets_a_new_one(self):
        self.lake_shop.licence_number = "91440101MA5SUNNY"
        closed = self.agreement_of(self.lake_shop)
        closed._set_state("closed", "Moved")
        application = self.apply()
        self.approve(application)
        self.assertNotEqual(application.agreement_id, closed)

    def test_a_login_of_the_same_legal_entity_is_kept(self):
        self.lake_shop.licence_number = "91440101MA5SUNNY"
        self.agreement_of(self.lake_shop)._set_state("closed", "Moved")
        self.create_portal_user(self.lake_shop, login="li.na@sunny.example")
        self.assertFalse(self.approve(self.apply()))

    def test_a_login_of_someone_else_is_refused(self):
        self.create_portal_user(self.coast_shop, login="li.na@sunny.example")
        with self.assertRaisesRegex(ValidationError, "is taken"):
            self.approve(self.apply())

    def test_a_refused_approval_leaves_no_node(self):
        self.create_portal_user(self.coast_shop, login="li.na@sunny.example")
        with self.assertRaises(ValidationError):
            self.approve(self.apply())
        self.assertFalse(self.env["channel.node"].search([("name", "=", "Sunny Shop")]))

    # rejecting

    def test_rejecting_asks_for_the_reason(self):
        action = self.as_user(self.apply(), self.admin).action_reject()
        self.assertEqual(action["res_model"], "channel.state.reason")

    def test_a_rejected_application_keeps_the_reason(self):
        application = self.apply()
        action = self.as_user(application, self.admin).action_reject()
        form = Form(
            self.model_as("channel.state.reason", self.admin).with_context(
                **action["context"]
            )
        )
        form.reason = "The licence is unreadable"
        form.save().action_apply()
        self.assertRecordValues(
            application,
            [{"state": "rejected", "reject_reason": "The licence is unreadable"}],
        )

    def test_a_salesperson_cannot_reject(self):
        with self.assertRaisesRegex(UserError, "Only an enterprise administrator"):
            self.as_user(self.apply(), self.seller).action_reject()

    def test_a_rejected_application_is_submitted_again(self):
        application = self.apply()
        self.as_user(application, self.admin)._set_state("rejected", "Unreadable")
        self.as_user(application, self.seller).action_submit()
        self.assertRecordValues(
            application, [{"state": "submitted", "reject_reason": False}]
        )

    def test_an_approved_application_cannot_be_rejected(self):
        application = self.apply()
        self.approve(application)
        with self.assertRaisesRegex(UserError, "is not waiting for approval"):
            self.as_user(application, self.admin).action_reject()
