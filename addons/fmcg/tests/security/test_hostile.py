"""What a competitor might try that no single cell of the matrix says."""

from odoo.tests import tagged

from .actors import SECRET, SecurityCase
from .probes import REFUSALS, tried


@tagged("post_install", "-at_install", "fmcg_security")
class TestHostile(SecurityCase):
    """A sibling (hill) reaches for what is lake's, and staff for what is not theirs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shared_shop = cls.create_node("Shared Market", "retail", cls.lake)
        cls.create_agreement(cls.lake_company, cls.shared_shop)
        cls.create_agreement(cls.hill.company_id, cls.shared_shop)

    def setUp(self):
        super().setUp()
        self.spy = self.env_of(self.actor("enterprise_admin", "sibling"))
        self.hill_company = self.hill.company_id

    def assertRefused(self, action):
        self.assertFalse(tried(self, action), "This went through")

    # -- companies named in the context ------------------------------------------

    def test_forged_companies_are_refused(self):
        forged = {"allowed_company_ids": [self.lake_company.id]}
        env = self.env_of(self.actor("enterprise_admin", "sibling"), **forged)
        for model in ("sale.order", "stock.quant", "account.move", "res.partner"):
            with self.subTest(model):
                self.assertRefused(lambda m=model: env[m].search([]))
        partner = env["res.partner"].browse(self.shared_shop.partner_id.id)
        self.assertRefused(lambda: partner.read(["credit_limit"]))

    def test_company_dependent_values_are_the_own_companys(self):
        partner = self.shared_shop.partner_id
        partner.with_company(self.lake_company).write(
            {"use_partner_credit_limit": True, "credit_limit": 4321.0}
        )
        mine = self.spy["res.partner"].browse(partner.id)
        finance = self.env_of(self.actor("finance", "sibling"))
        self.assertNotEqual(mine.with_env(finance).credit_limit, 4321.0)
        found = finance["res.partner"].search(
            [("credit_limit", "=", 4321.0), ("id", "=", partner.id)]
        )
        self.assertFalse(found)

    # -- shared retailers ---------------------------------------------------------

    def test_sellers_do_not_read_each_other_in_a_shared_customers_chatter(self):
        partner = self.shared_shop.partner_id
        message = partner.with_company(self.lake_company).message_post(body=SECRET)
        self.env.flush_all()
        Message = self.spy["mail.message"]
        self.assertTrue(self.spy["res.partner"].browse(partner.id).name)
        self.assertFalse(Message.search([("body", "ilike", SECRET)]))
        self.assertRefused(lambda: Message.browse(message.id).read(["body"]))

    def test_seller_cannot_read_rivals_sales_through_a_portal_user_of_its_own(self):
        """An application with a known licence number and one's own email."""
        order = self.create_order(
            self.lake_company, self.shared_shop.partner_id, self.tea
        )
        self.shared_shop.partner_id.company_registry = "91440106SHARED"
        self.shared_shop.agreement_ids.filtered(
            lambda a: a.company_id == self.hill_company
        )._set_state("closed", "Starts anew")
        application = self.spy["channel.application"].create(
            {
                "name": "Shared Market",
                "licence_number": "91440106SHARED",
                "territory_id": self.district.id,
                "contact_name": "A spy",
                "phone": "10086",
                "email": "spy@test.example",
                "street": "1 Hill Road",
            }
        )
        application.action_submit()
        application.action_approve()
        agreement = self.shared_shop._get_seller_agreement(self.lake_company)
        agreement._set_state("suspended", "For a while")
        agreement.action_resume()
        user = self.env["res.users"].search([("login", "=", "spy@test.example")])
        self.assertEqual(user.company_ids, self.hill_company)
        env = self.env(user=user, context={})
        self.assertFalse(env["sale.order"].search([("id", "=", order.id)]))
        self.assertRefused(lambda: env["sale.order"].browse(order.id).read(["name"]))

    def test_seller_names_a_known_login_and_vouches_for_it(self):
        user = self.create_portal_user(self.shared_shop, login="real@test.example")
        self.assertIn(self.hill_company, user.company_ids)
        self.assertIn(self.lake_company, user.company_ids)

    # -- references to what is hidden ----------------------------------------------

    def test_contacts_are_not_hung_on_foreign_legal_entities(self):
        Partner = self.spy["res.partner"]
        parent = self.lake_shop.partner_id.id
        values = {"name": "X", "parent_id": parent, "company_id": self.hill_company.id}
        self.assertRefused(lambda: Partner.create(values))
        own = Partner.create({"name": "X"})
        self.assertRefused(lambda: own.write({"parent_id": parent}))

    def test_foreign_records_are_not_named_by_id(self):
        partner = self.lake_shop.partner_id.id
        own = self.create_order(
            self.hill_company, self.hill_shop.partner_id, self.tea
        ).with_env(self.spy)
        tries = {
            "order for a foreign customer": lambda: self.spy["sale.order"].create(
                {"partner_id": partner}
            ),
            "order moved to one": lambda: own.write({"partner_id": partner}),
            "agreement of another": lambda: own.write(
                {"agreement_id": self.agreement.id}
            ),
            "node of another": lambda: own.write({"buyer_node_id": self.lake_shop.id}),
            "agreement with a stranger": lambda: self.spy["channel.agreement"].create(
                {"node_id": self.lake_shop.id}
            ),
            "foreign price list": lambda: own.write({"pricelist_id": self.pricelist.id}),
            "wizard on a foreign node": lambda: self.spy["channel.node.move"]
            .create(
                {
                    "node_id": self.lake_shop.id,
                    "parent_id": self.hill.id,
                    "reason": "X",
                }
            )
            .read(["current_id", "has_agreement"]),
            "node on a foreign partner": lambda: self.spy["channel.node"].create(
                {
                    "partner_id": self.loose_contact.id,
                    "tier_id": self.tier("retail").id,
                    "parent_id": self.hill.id,
                }
            ),
            "stock of a foreign location": lambda: self.spy["stock.quant"]
            .with_context(inventory_mode=True)
            .create(
                {
                    "product_id": self.tea.id,
                    "location_id": self.warehouse.lot_stock_id.id,
                    "inventory_quantity_auto_apply": 0,
                }
            ),
        }
        for title, action in tries.items():
            with self.subTest(title):
                self.assertRefused(action)

    def test_forms_do_not_fill_in_foreign_customers(self):
        """What a form asks for before anything is saved."""
        partner = self.lake_shop.partner_id
        name = {"fields": {"display_name": {}}}
        asked = {"partner_id": name, "partner_invoice_id": name, "pricelist_id": name}
        Order = self.spy["sale.order"]
        with_default = Order.with_context(default_partner_id=partner.id)
        for ask in (
            lambda: Order.onchange({"partner_id": partner.id}, ["partner_id"], asked),
            lambda: with_default.onchange({}, [], asked),
        ):
            try:
                result = ask()
            except REFUSALS:
                continue
            self.assertNotIn(partner.name, str(result))
            self.assertNotIn(SECRET, str(result))

    def test_derived_fields_are_not_set_by_hand(self):
        env = self.env_of(self.actor("salesperson", "own"))
        order = env["sale.order"].browse(self.held_order.id)
        for values in (
            {"channel_stage": "settled"},
            {"approval_required": False},
            {"agreement_id": False},
            {"seller_node_id": self.hill.id},
            {"buyer_node_id": self.kiosk.id},
        ):
            with self.subTest(values):
                self.assertRefused(lambda v=values: order.write(v))

    def test_no_program_goes_around_the_gate(self):
        self.agreement._set_state("suspended", "Did not pay")
        env = self.env_of(self.actor("salesperson", "own"))
        order = env["sale.order"].browse(self.orders["draft"].id)
        values = {"partner_id": order.partner_id.id, "user_id": self.seller.id}
        self.assertRefused(lambda: order.write({"state": "sale"}))
        self.assertRefused(lambda: order.action_confirm())
        self.assertRefused(lambda: order.create({**values, "state": "sale"}))

    def test_authors_do_not_approve_their_orders(self):
        env = self.env_of(self.actor("salesperson", "own"))
        order = env["sale.order"].browse(self.held_order.id)
        review = order.review_ids
        self.assertRefused(lambda: review.write({"status": "approved"}))
        self.assertRefused(lambda: review.write({"res_id": self.orders["draft"].id}))
        self.assertRefused(lambda: order.write({"state": "sale"}))

        def remove():
            review.unlink()
            order.action_confirm()

        self.assertRefused(remove)

    # -- oracles and side doors ------------------------------------------------------

    def test_searches_through_hidden_models_find_nothing(self):
        asked = {
            "res.partner": [
                [("sale_order_ids.amount_total", ">", 0)],
                [("invoice_ids.amount_total", ">", 0)],
                [("bank_ids.acc_number", "ilike", "6222")],
            ],
            "product.product": [
                [("stock_quant_ids.location_id", "=", self.warehouse.lot_stock_id.id)],
                [("stock_move_ids.company_id", "=", self.lake_company.id)],
            ],
            "product.template": [
                [("seller_ids.price", "=", 2.5)],
            ],
        }
        for model, domains in asked.items():
            for domain in domains:
                with self.subTest(domain):
                    try:
                        found = self.spy[model].search(domain)
                    except REFUSALS:
                        continue
                    self.assertFalse(found & self.known[model].with_env(self.spy))

    @property
    def known(self):
        return {
            "res.partner": self.lake_shop.partner_id,
            "product.product": self.tea,
            "product.template": self.tea.product_tmpl_id,
        }

    def test_stock_of_a_foreign_place_is_not_counted(self):
        places = {
            "location": self.warehouse.lot_stock_id.id,
            "warehouse_id": self.warehouse.id,
        }
        for key, value in places.items():
            with self.subTest(key):
                tea = self.spy["product.product"].browse(self.tea.id)
                try:
                    quantity = tea.with_context(**{key: value}).qty_available
                except REFUSALS:
                    continue
                self.assertFalse(quantity)

    def test_shared_sales_teams_do_not_add_up_others_invoices(self):
        team = self.invoice.team_id
        if not team:
            self.skipTest("orders have no team")
        team = self.spy["crm.team"].browse(team.id)
        self.assertFalse(team.invoiced)

    def test_followers_and_notifications_name_no_foreign_partners(self):
        foreign = self.lake_shop.partner_id
        order = self.orders["paid"]
        order.message_subscribe(foreign.ids)
        order.message_post(
            body=SECRET, partner_ids=foreign.ids, subtype_xmlid="mail.mt_comment"
        )
        for model, field in (
            ("mail.followers", "partner_id"),
            ("mail.notification", "res_partner_id"),
        ):
            with self.subTest(model):
                self.assertFalse(self.spy[model].search([(field, "=", foreign.id)]))

    def test_mentions_and_invitations_offer_no_foreign_people(self):
        Partner = self.spy["res.partner"]
        names = ["Lake Corner", "salesperson of Lake", "Buyer of Lake"]
        for name in names:
            with self.subTest(name):
                offered = str(Partner.get_mention_suggestions(name))
                self.assertNotIn(name, offered)
                offered = str(Partner.search_for_channel_invite(name))
                self.assertNotIn(name, offered)

    def test_roles_and_external_ids_are_not_listed(self):
        for model in ("res.users.role", "res.users.role.line", "ir.model.data"):
            with self.subTest(model):
                self.assertRefused(lambda m=model: self.spy[m].search([]))

    def test_warehouse_sees_no_stock_outside_the_enterprise(self):
        customers = self.env.ref("stock.stock_location_customers")
        keeper = self.env_of(self.actor("warehouse", "sibling"))
        found = keeper["stock.quant"].search([("location_id", "=", customers.id)])
        self.assertFalse(found)

    # -- the portal's token -----------------------------------------------------------

    def test_portal_token_opens_its_own_order_only(self):
        own, other = self.orders["paid"], self.orders["invoiced"]
        token = own._portal_ensure_token()
        self.env.flush_all()
        public = self.actor("public", "public")
        self.assertTrue(
            self.gets(public, f"/my/orders/{own.id}?access_token={token}", own.name)
        )
        for route in (
            f"/my/orders/{other.id}?access_token={token}",
            f"/my/orders/{own.id}?access_token=",
            f"/my/orders/{own.id}?access_token={token[:-1]}",
            f"/my/orders/{own.id}",
            f"/my/invoices/{self.invoice.id}?access_token={token}",
        ):
            with self.subTest(route.split("?")[0]):
                self.assertFalse(self.gets(public, route, SECRET))
                self.assertFalse(self.gets(public, route, other.name))

    def test_portal_pages_of_others_are_closed(self):
        order, invoice = self.orders["paid"], self.invoice
        for relation in ("sibling", "competitor", "upstream", "downstream"):
            for role in ("portal_buyer", "portal_seller"):
                actor = self.actor(role, relation)
                for route, text in (
                    (f"/my/orders/{order.id}", order.name),
                    (f"/my/invoices/{invoice.id}", invoice.name),
                    ("/my/orders", order.name),
                    ("/my/invoices", invoice.name),
                    (f"/my/picking/pdf/{self.picking.id}", self.picking.name),
                ):
                    with self.subTest(f"{actor} {route}"):
                        self.assertFalse(self.gets(actor, route, text))
