import re
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.fmcg_channel.models import channel_application_public as public

from .common import EnterpriseCase

FORM = {
    "name": "Sunrise Store",
    "licence_number": "91440106",
    "contact_name": "Ms Li",
    "phone": "13800138000",
    "email": "li@sunrise.example",
    "district": "天河区",
    "street": "Main Street 1",
}
PHOTO = b"\xff\xd8\xff photo"


@tagged("post_install", "-at_install")
class TestApply(HttpCase, EnterpriseCase):
    """Nobody registers; anybody may apply, and no robot floods anybody."""

    open_enterprises = ("lake",)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lake_company = cls.lake.company_id
        cls.env["res.company"].search([]).channel_open_applications = False
        cls.lake_company.channel_open_applications = True
        cls.classPatch(public, "LEAST_SECONDS", 0)

    def applications(self):
        return self.env["channel.application"].search(
            [("company_id", "=", self.lake_company.id)]
        )

    def apply(self, files=None, **changes):
        page = self.url_open("/apply").text
        hidden = {
            name: re.search(rf'name="{name}" value="([^"]+)"', page).group(1)
            for name in ("csrf_token", "proof")
        }
        return self.url_open("/apply", data={**hidden, **FORM, **changes}, files=files)

    @mute_logger("odoo.http")
    def test_sign_up_leads_to_the_application(self):
        for scope in ("b2c", "b2b"):
            self.env["ir.config_parameter"].set_param(
                "auth_signup.invitation_scope", scope
            )
            with self.subTest(scope):
                response = self.url_open("/web/signup")
                self.assertTrue(response.url.endswith("/apply"))
                data = {"login": "x@x.example", "name": "X", "password": "a-Secret-1"}
                self.url_open("/web/signup", data=data)
                self.assertNotIn("/web/signup", self.url_open("/web/login").text)
                with self.assertRaisesRegex(Exception, "not allowed"):
                    self.env["res.users"].sudo().signup(dict(data))
        self.assertFalse(self.env["res.users"].search([("login", "=", "x@x.example")]))

    def test_invitations_and_forgotten_passwords_go_on(self):
        buyer = self.create_portal_user(self.lake_shop, login="buyer@apply.example")
        buyer.partner_id.email = "buyer@apply.example"
        buyer.partner_id.signup_prepare(signup_type="reset")
        url = buyer.partner_id._get_signup_url()
        page = self.url_open(url[url.index("/web/") :])
        self.assertIn("confirm_password", page.text)
        token = buyer.partner_id._generate_signup_token()
        page = self.url_open(f"/web/signup?token={token}")
        self.assertIn("confirm_password", page.text)
        self.assertEqual(self.url_open("/web/reset_password").status_code, 200)

    def test_an_application_waits_for_the_administrator(self):
        page = self.apply(files=[("papers", ("licence.jpg", PHOTO, "image/jpeg"))])
        self.assertIn("Your application has arrived", page.text)
        application = self.applications()
        self.assertEqual(application.state, "submitted")
        self.assertTrue(application.is_public)
        self.assertFalse(application.user_id)
        self.assertEqual(application.territory_id, self.district)
        self.assertEqual(application.attachment_ids.raw, PHOTO)
        boss = self.enterprise_admins[self.lake]
        self.assertEqual(application.activity_ids.user_id, boss)
        with self.mock_invitations() as invited:
            self.as_user(application, boss).action_approve()
        self.assertEqual(invited, ["li@sunrise.example"])

    def test_robots_get_a_thank_you_and_nothing_else(self):
        page = self.apply(website="http://spam.example")
        self.assertIn("Your application has arrived", page.text)
        self.assertFalse(self.applications())

    def test_a_form_that_was_not_given_out_is_refused(self):
        for proof in ("", "x", "x" * 300):
            with self.subTest(proof):
                self.assertIn("too old", self.apply(proof=proof).text)
        self.assertFalse(self.applications())

    def test_nobody_types_that_fast(self):
        with patch.object(public, "LEAST_SECONDS", 60):
            page = self.apply().text
        self.assertIn("That was quick", page)
        self.assertIn('value="Sunrise Store"', page)  # nothing to type again
        self.assertFalse(self.applications())

    def test_one_address_does_not_flood(self):
        Parameter = self.env["ir.config_parameter"]
        Parameter.set_param("fmcg_channel.applications_per_address", "2")
        for _number in range(3):
            page = self.apply()
        self.assertIn("Too many applications today", page.text)
        self.assertEqual(len(self.applications()), 2)

    def test_all_together_do_not_flood(self):
        Guard = self.env["channel.application.guard"]
        self.env["ir.config_parameter"].set_param(
            "fmcg_channel.applications_per_day", "3"
        )
        for number in range(3):
            Guard._count(f"10.0.0.{number}")
        with self.assertRaisesRegex(UserError, "Too many"):
            Guard._count("10.0.0.9")
        self.assertFalse(Guard.search([("key", "like", "10.0")]), "an address is kept")

    def test_signs_that_nobody_sees_are_left_out(self):
        response = self.apply(name="New\x00 \u202eShop\u2066", street="Road\x00 1\t\n2")
        self.assertEqual(response.status_code, 200)
        (application,) = self.applications()
        self.assertEqual((application.name, application.street), ("New Shop", "Road 1 2"))

    def test_bad_values_are_named(self):
        page = self.apply(email="nobody", street="x" * 201, phone="").text
        self.assertIn("Email: this is no mail address.", page)
        self.assertIn("Street: more than 200 characters", page)
        self.assertIn("Phone: please fill it in.", page)

    def test_files_are_what_they_say(self):
        page = self.apply(files=[("papers", ("x.jpg", b"<script>", "image/jpeg"))]).text
        self.assertIn("x.jpg is no photo", page)
        files = [("papers", (f"{n}.jpg", PHOTO, "image/jpeg")) for n in range(4)]
        self.assertIn("at most 3 files", self.apply(files=files).text)
        self.assertFalse(self.applications())

    def test_only_who_wants_applications_gets_them(self):
        self.lake_company.channel_open_applications = False
        page = self.url_open("/apply").text
        self.assertIn("by invitation", page)
        self.assertNotIn("<form action", page.split("o_apply")[1])
