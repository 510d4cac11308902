from lxml import etree

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import EnterpriseCase

FIGURES = (
    ("sale.order", ("list", "kanban", "pivot", "graph")),
    ("sale.report", ("list", "pivot", "graph")),
    ("account.move", ("list",)),
    ("stock.picking", ("list",)),
)


@tagged("post_install", "-at_install")
class TestSalesManager(EnterpriseCase):
    """Who leads a sales team sees its orders and figures, and none of another
    enterprise."""

    open_enterprises = ("north", "south")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        company = cls.north.company_id
        cls.manager = cls.create_staff(company, "sales_manager")
        cls.one = cls.create_staff(company, "salesperson", login="one@test.example")
        cls.two = cls.create_staff(company, "salesperson", login="two@test.example")
        cls.product = cls.create_product()
        cls.orders = cls.order_of(cls.lake, cls.one) | cls.order_of(cls.hill, cls.two)
        cls.foreign = cls.create_order(
            cls.south.company_id, cls.coast.partner_id, cls.product
        )

    @classmethod
    def order_of(cls, node, user):
        return cls.create_order(
            cls.north.company_id, node.partner_id, cls.product, user_id=user.id
        )

    def test_the_teams_orders_are_seen_and_worked_on(self):
        seen = self.seen_by(self.manager, self.orders | self.foreign)
        self.assertEqual(seen, self.orders)
        for order in self.orders:
            self.as_user(order, self.manager).client_order_ref = "By the manager"

    def test_another_enterprise_stays_hidden(self):
        with self.assertRaises(AccessError):
            self.as_user(self.foreign, self.manager).read(["name"])

    def test_the_report_counts_the_whole_team(self):
        self.env.flush_all()
        report = self.model_as("sale.report", self.manager)
        groups = report._read_group([], ["user_id"], ["price_subtotal:sum"])
        self.assertEqual(
            {user.id: amount for user, amount in groups},
            {self.one.id: 40.0, self.two.id: 40.0},
        )

    def test_agreements_and_customers_are_read(self):
        agreement = self.agreement_of(self.hill)
        self.assertEqual(self.seen_by(self.manager, agreement), agreement)
        self.assertTrue(self.as_user(agreement.partner_id, self.manager).name)
        with self.assertRaises(AccessError):
            self.as_user(agreement, self.manager).credit_limit = 1

    def test_applications_of_the_team_are_corrected_and_not_decided(self):
        application = self.env["channel.application"].create(
            {
                "name": "Sunrise",
                "company_id": self.north.company_id.id,
                "user_id": self.one.id,
                "territory_id": self.district.id,
                "licence_number": "1",
                "contact_name": "Ms Li",
                "phone": "1",
                "email": "li@test.example",
                "street": "1",
                "state": "submitted",
            }
        )
        mine = self.as_user(application, self.manager)
        mine.note = "Visited"
        with self.assertRaises(UserError):
            mine.action_approve()

    def test_the_role_is_granted_by_the_invitation(self):
        boss = self.enterprise_admins[self.north]
        with self.mock_invitations():
            self.model_as("channel.staff.invite", boss).create(
                {
                    "name": "New",
                    "email": "new@test.example",
                    "is_sales_manager": True,
                }
            ).action_invite()
        user = self.env["res.users"].search([("login", "=", "new@test.example")])
        self.assertTrue(user.has_group("fmcg_channel.group_sales_manager"))
        self.assertFalse(user.has_group("fmcg_channel.group_enterprise_admin"))

    def test_nobody_is_shown_invented_figures(self):
        for model, kinds in FIGURES:
            for kind in kinds:
                with self.subTest(model=model, kind=kind):
                    view = self.model_as(model, self.manager).get_view(view_type=kind)
                    self.assertNotIn("sample", etree.fromstring(view["arch"]).attrib)
