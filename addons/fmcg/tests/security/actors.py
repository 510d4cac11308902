"""The world of the security tests: a channel, its people, and one enterprise's documents.

::

    brand
    ├── north (province)                 upstream
    │   ├── lake (city)                  the subject: all documents are its own
    │   │   ├── lake_shop, kiosk         its outlets
    │   │   └── pond (sub) ── pond_shop  downstream
    │   └── hill (city) ── hill_shop     sibling
    └── south (province)
        └── coast (city) ── coast_shop   competitor

``Actor`` is a person seen from the subject's documents: a role and a relation. The
relations of portal users are those of the shop that bought (``lake_shop``): a
colleague works for the same shop, a sibling for another shop of the same seller.
"""

from dataclasses import dataclass

from odoo.fields import Command
from odoo.tests import HttpCase

from odoo.addons.fmcg_channel.tests.common import EnterpriseCase

STAFF_ROLES = (
    "enterprise_admin",
    "salesperson",
    "customer_service",
    "warehouse",
    "finance",
)
FOREIGN = ("sibling", "competitor", "upstream", "downstream")
RELATIONS = {
    "system_admin": ("owner", "upstream"),
    "enterprise_admin": ("owner", *FOREIGN),
    "salesperson": ("own", "colleague", *FOREIGN),
    "customer_service": ("owner", *FOREIGN),
    "warehouse": ("owner", *FOREIGN),
    "finance": ("owner", *FOREIGN),
    "portal_buyer": ("owner", "colleague", *FOREIGN),
    "portal_seller": ("owner", *FOREIGN),
    "public": ("public",),
}
PASSWORD = "a-Secret-1"
PICTURE = (  # the smallest PNG there is
    b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    b"AABJRU5ErkJggg=="
)
SECRET = "subject-secret"  # stands in every text that a stranger must not read


@dataclass(frozen=True)
class Actor:
    role: str
    relation: str
    user: object  # res.users
    is_staff: bool = True

    def __str__(self):
        return f"{self.role}/{self.relation}"


class SecurityCase(EnterpriseCase, HttpCase):
    """Builds the world once; every probe works in a savepoint of its own."""

    open_enterprises = ()

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.refusals = []
        cls.build_channel()
        cls.build_people()
        cls.build_masters()
        cls.build_catalog()
        cls.build_prices()
        cls.build_orders()
        cls.build_papers()
        cls.build_wizards()
        cls.build_correspondence()
        cls.env.flush_all()
        cls.env.invalidate_all()

    # -- who ---------------------------------------------------------------------

    @classmethod
    def build_channel(cls):
        cls.pond = cls.create_node("Pond Depot", "sub", cls.lake)
        cls.kiosk = cls.create_node("Lake Kiosk", "retail", cls.lake)
        cls.pond_shop = cls.create_node("Pond Corner Shop", "retail", cls.pond)
        cls.brook = cls.create_node("Brook Depot", "sub", cls.lake)
        cls.strays = cls.create_node("A Stray Shop", "retail", cls.pond)
        for node in (cls.north, cls.lake, cls.hill, cls.south, cls.coast, cls.pond):
            cls.open_enterprise(node)
        cls.lake_company = cls.lake.company_id
        for node in (cls.lake, cls.hill, cls.coast, cls.pond, cls.lake_shop) + (
            cls.kiosk,
            cls.hill_shop,
            cls.coast_shop,
            cls.pond_shop,
        ):
            cls.create_agreement(node.parent_id.company_id, node)

    @classmethod
    def build_people(cls):
        enterprises = {
            "owner": cls.lake,
            "sibling": cls.hill,
            "competitor": cls.coast,
            "upstream": cls.north,
            "downstream": cls.pond,
        }
        shops = {
            "owner": cls.lake_shop,
            "colleague": cls.lake_shop,
            "sibling": cls.kiosk,
            "competitor": cls.coast_shop,
            "upstream": cls.north,
            "downstream": cls.pond_shop,
        }
        cls.actors = {}
        for role, relations in RELATIONS.items():
            for relation in relations:
                if role == "system_admin":
                    user = cls.make_system_admin(relation)
                elif role == "portal_buyer":
                    user = cls.make_portal(shops[relation], role, relation)
                elif role == "portal_seller":
                    user = cls.make_portal(enterprises[relation], role, relation)
                elif role == "public":
                    user = cls.env.ref("base.public_user")
                else:
                    node = enterprises.get(relation, cls.lake)
                    user = cls.make_staff(node, role, relation)
                is_staff = role not in ("portal_buyer", "portal_seller", "public")
                cls.actors[role, relation] = Actor(role, relation, user, is_staff)
        cls.seller = cls.actors["salesperson", "own"].user

    @classmethod
    def make_staff(cls, node, role, relation):
        login = f"{role}-{relation}@test.example"
        return cls.create_staff(node.company_id, role, login=login, password=PASSWORD)

    @classmethod
    def make_system_admin(cls, relation):
        """Upstream: one who works in the brand's company only."""
        user = cls.create_staff(
            cls.company,
            "system_admin",
            login=f"system-{relation}@test.example",
            password=PASSWORD,
        )
        if relation == "owner":
            user.write(
                {
                    "company_ids": [Command.link(cls.lake_company.id)],
                    "company_id": cls.lake_company.id,
                }
            )
        return user

    @classmethod
    def make_portal(cls, node, role, relation):
        user = cls.create_portal_user(
            node, role, login=f"{role}-{relation}@test.example"
        )
        user.password = PASSWORD
        return user

    # -- what --------------------------------------------------------------------

    @classmethod
    def build_masters(cls):
        company = cls.lake_company
        cls.tea = cls.create_product("Tea", invoice_policy="delivery")
        cls.tea.with_company(company).standard_price = 3.0
        cls.warehouse = cls.put_in_stock(company, cls.tea, 1000)
        cls.pricelist = cls.create_pricelist(company, f"Prices {SECRET}")
        cls.price_rule = cls.env["product.pricelist.item"].create(
            {
                "pricelist_id": cls.pricelist.id,
                "applied_on": "1_product",
                "product_tmpl_id": cls.tea.product_tmpl_id.id,
                "compute_price": "fixed",
                "fixed_price": 4.5,
            }
        )
        cls.supplierinfo = cls.env["product.supplierinfo"].create(
            {
                "partner_id": cls.north.partner_id.id,
                "product_tmpl_id": cls.tea.product_tmpl_id.id,
                "price": 2.5,
                "company_id": company.id,
            }
        )
        cls.grade = cls.create_grade(
            company, code="KA", name=f"Grade {SECRET}", pricelist_id=cls.pricelist.id
        )
        cls.loose_grade = cls.create_grade(company, code="LOOSE")
        cls.agreement = cls.agreement_of(cls.lake_shop)
        cls.agreement.write(
            {
                "grade_id": cls.grade.id,
                "user_id": cls.seller.id,
                "pricelist_id": cls.pricelist.id,
                "credit_limit": 5000.0,
            }
        )
        cls.loose_node = cls.create_node("Lake Draft Shop", "retail", cls.lake)
        cls.loose_agreement = cls.create_agreement(
            company, cls.loose_node, state="draft"
        )
        cls.strays.parent_id = cls.lake  # leaves one change of upstream behind
        cls.bank = cls.env["res.partner.bank"].create(
            {"partner_id": cls.lake_shop.partner_id.id, "acc_number": "6222 0000 1111"}
        )
        cls.lot = cls.env["stock.lot"].create(
            {"name": SECRET, "product_id": cls.tea.id, "company_id": company.id}
        )
        cls.application = cls.make_application(f"Applicant {SECRET}", "91440106NEW")
        cls.loose_application = cls.make_application("Loose", "91440106LOOSE")

    @classmethod
    def build_catalog(cls):
        """The enterprise's own product, and what it says about its catalogue."""
        company = cls.lake_company
        cls.mint, cls.loose_product = (
            cls.create_product(name, default_code=code, company_id=company.id)
            for name, code in ((f"Mint {SECRET}", "MINT-77"), ("Loose", "LOOSE-77"))
        )
        owned = {"company_id": company.id}
        of_mint = {**owned, "product_tmpl_id": cls.mint.product_tmpl_id.id}
        cls.case_of_24 = cls.env["uom.uom"].create(
            {
                "name": "Case of 24",
                "relative_factor": 24,
                "relative_uom_id": cls.mint.uom_id.id,
            }
        )
        cls.mint.uom_ids = cls.case_of_24
        cls.case_barcode = cls.env["product.uom"].create(
            {
                "product_id": cls.mint.id,
                "uom_id": cls.case_of_24.id,
                "barcode": "6901234567892",
            }
        )
        cls.product_brand = cls.env["product.brand"].create({"name": "A brand"})
        cls.image = cls.env["channel.product.image"].create(
            {
                "name": SECRET,
                "product_tmpl_id": cls.mint.product_tmpl_id.id,
                "image_1920": PICTURE,
            }
        )
        cls.listing = cls.env["channel.listing"].create({**of_mint, "note": SECRET})
        cls.quantity_rule = cls.env["channel.quantity.rule"].create(
            {**of_mint, "maximum": 50}
        )
        cls.quota = cls.env["channel.quota"].create(
            {
                **owned,
                "product_tmpl_id": cls.tea.product_tmpl_id.id,
                "quantity": 100000,
            }
        )
        cls.must_stock = cls.env["channel.must.stock"].create(
            {
                **owned,
                "name": f"Must {SECRET}",
                "line_ids": [Command.create({"product_id": cls.mint.id})],
            }
        )

    @classmethod
    def build_prices(cls):
        """A draft of new prices, and what the price rule said before."""
        cls.tea.with_company(cls.lake_company).floor_price = 3.25
        cls.sheet = cls.env["channel.price.sheet"].create(
            {
                "company_id": cls.lake_company.id,
                "pricelist_id": cls.pricelist.id,
                "reason": SECRET,
                "line_ids": [
                    Command.create(
                        {
                            "product_tmpl_id": cls.tea.product_tmpl_id.id,
                            "new_price": 4.75,
                        }
                    )
                ],
            }
        )
        # as the rule itself writes it, but for rules that nobody has seen yet
        cls.version = cls.env["channel.price.version"].create(
            {
                "rule_number": cls.price_rule.id,
                "company_id": cls.lake_company.id,
                "pricelist_id": cls.pricelist.id,
                "applied_on": "1_product",
                "product_tmpl_id": cls.tea.product_tmpl_id.id,
                "fixed_price": 4.4,
                "valid_to": "2026-01-01",
            }
        )

    @classmethod
    def make_application(cls, name, licence):
        return cls.env["channel.application"].create(
            {
                "name": name,
                "licence_number": licence,
                "company_id": cls.lake_company.id,
                "user_id": cls.seller.id,
                "territory_id": cls.district.id,
                "contact_name": "Ms Li",
                "phone": "10086",
                "email": f"{licence}@test.example",
                "street": "1 Lake Road",
            }
        )

    @classmethod
    def enter_order(cls, quantity=10, **values):
        order = cls.create_order(
            cls.lake_company,
            cls.lake_shop.partner_id,
            cls.tea,
            quantity,
            client_order_ref=SECRET,
            user_id=cls.seller.id,
            **values,
        )
        return order

    @classmethod
    def build_orders(cls):
        """One order at each step of the way; the paid one comes first."""
        cls.lake_company.order_approval_limit = 10000.0
        cls.orders = {}
        for stage in ("paid", "invoiced", "shipped", "confirmed", "draft"):
            order = cls.orders[stage] = cls.enter_order()
            if stage == "draft":
                break
            order._submit()
            if stage == "confirmed":
                continue
            cls.ship(order)
            if stage == "shipped":
                continue
            invoice = order._create_invoices(final=True)
            invoice.action_post()
            if stage == "paid":
                cls.pay(invoice)
        paid = cls.orders["paid"]
        paid._confirm_receipt("Mr Zhang", SECRET)
        cls.invoice = paid.invoice_ids
        cls.payment = cls.invoice.matched_payment_ids
        cls.loose_order = cls.enter_order()
        cls.loose_order.order_line.name = "Loose"
        cls.held_order = cls.enter_order(quantity=9000)
        cls.held_order._submit()

    @classmethod
    def ship(cls, order):
        for code in ("internal", "outgoing"):
            order.picking_ids.filtered(
                lambda p, c=code: p.picking_type_id.code == c and p.state != "done"
            ).button_validate()

    @classmethod
    def pay(cls, invoice):
        cls.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=invoice.ids
        ).create({})._create_payments()

    @classmethod
    def build_papers(cls):
        """``subject``: model -> records, the main one first; ``loose``: model -> one
        record that nothing but the law keeps from being changed or deleted."""
        Move, orders = cls.env["account.move"], cls.orders
        cls.loose_invoice = Move.create(
            {
                "move_type": "out_invoice",
                "partner_id": cls.lake_shop.partner_id.id,
                "invoice_user_id": cls.seller.id,
                "journal_id": cls.invoice.journal_id.id,
                "invoice_line_ids": [
                    Command.create({"product_id": cls.tea.id, "price_unit": 4.0})
                ],
            }
        )
        cls.loose_payment = cls.payment.copy({"memo": "Loose"})
        all_orders = cls.env["sale.order"].union(*orders.values())
        invoices = all_orders.invoice_ids
        outgoing = orders["paid"].picking_ids.filtered(
            lambda p: p.picking_type_id.code == "outgoing"
        )
        pickings = outgoing | all_orders.picking_ids
        loose_picking = orders["confirmed"].picking_ids[:1]
        cls.picking, cls.loose_picking = outgoing, loose_picking
        quants = cls.env["stock.quant"].search(
            [("location_id", "=", cls.warehouse.lot_stock_id.id)]
        )
        cls.loose_contact = cls.env["res.partner"].create(
            {"name": "Loose", "company_id": cls.lake_company.id}
        )
        cls.loose_warehouse = cls.warehouse
        cls.subject = {
            "channel.tier": cls.env.ref("fmcg_channel.tier_retail"),
            "channel.territory": cls.district,
            "channel.grade": cls.grade,
            "channel.node": cls.lake_shop,
            "channel.node.transfer": cls.strays.transfer_ids,
            "channel.agreement": cls.agreement,
            "channel.application": cls.application,
            "channel.receipt": orders["paid"].receipt_ids,
            "sale.order": orders["paid"] | all_orders | cls.held_order,
            "sale.order.line": orders["paid"].order_line | all_orders.order_line,
            "sale.report": cls.env["sale.report"].search(
                [("company_id", "=", cls.lake_company.id)], order="id"
            ),
            "stock.picking": pickings,
            "stock.move": outgoing.move_ids | pickings.move_ids,
            "stock.move.line": outgoing.move_line_ids | pickings.move_line_ids,
            "stock.quant": quants,
            "stock.lot": cls.lot,
            "stock.warehouse": cls.warehouse,
            "stock.location": cls.warehouse.lot_stock_id,
            "stock.picking.type": cls.warehouse.out_type_id,
            "stock.reference": loose_picking.move_ids.reference_ids,
            "account.move": cls.invoice | invoices,
            "account.move.line": cls.invoice.invoice_line_ids | invoices.line_ids,
            "account.payment": cls.payment,
            "account.journal": cls.invoice.journal_id,
            "account.invoice.report": cls.env["account.invoice.report"].search(
                [("move_id", "in", invoices.ids)]
            ),
            "product.pricelist": cls.pricelist,
            "product.pricelist.item": cls.price_rule,
            "product.supplierinfo": cls.supplierinfo,
            **cls.get_catalog_papers(),
            "channel.price.sheet": cls.sheet,
            "channel.price.sheet.line": cls.sheet.line_ids,
            "channel.price.version": cls.version,
            "res.partner": cls.lake_shop.partner_id,
            "res.partner.bank": cls.bank,
            "res.users": cls.seller,
            "res.company": cls.lake_company,
            "tier.review": cls.held_order.review_ids,
        }
        cls.loose = {
            "channel.grade": cls.loose_grade,
            "channel.node": cls.loose_node,
            "channel.agreement": cls.loose_agreement,
            "channel.application": cls.loose_application,
            "sale.order": cls.loose_order,
            "sale.order.line": cls.loose_order.order_line,
            "stock.picking": loose_picking,
            "stock.move": loose_picking.move_ids,
            "stock.move.line": loose_picking.move_line_ids,
            "account.move": cls.loose_invoice,
            "account.move.line": cls.loose_invoice.invoice_line_ids,
            "account.payment": cls.loose_payment,
            "res.partner": cls.lake_shop.partner_id,
            "product.template": cls.loose_product.product_tmpl_id,
            "product.product": cls.loose_product,
        }

    @classmethod
    def get_catalog_papers(cls):
        usages = cls.quota.usage_ids
        return {
            "product.template": cls.mint.product_tmpl_id,
            "product.product": cls.mint,
            "product.uom": cls.case_barcode,
            "product.brand": cls.product_brand,
            "channel.product.image": cls.image,
            "channel.listing": cls.listing,
            "channel.quantity.rule": cls.quantity_rule,
            "channel.quota": cls.quota,
            "channel.quota.usage": usages,
            "channel.quota.entry": usages.entry_ids,
            "channel.must.stock": cls.must_stock,
            "channel.must.stock.line": cls.must_stock.line_ids,
            "channel.must.stock.gap": cls.env["channel.must.stock.gap"].search(
                [("agreement_id", "=", cls.agreement.id)]
            ),
        }

    @classmethod
    def build_wizards(cls):
        """Dialogs that two people of the subject have open; they are theirs alone."""
        admin = cls.actors["enterprise_admin", "owner"].user
        sheet = {"sheet_id": cls.sheet.id}
        for user, model, values in (
            (
                admin,
                "channel.listing.wizard",
                {"product_tmpl_ids": cls.mint.product_tmpl_id.ids, "note": SECRET},
            ),
            (admin, "channel.product.import", {"file_name": SECRET}),
            (
                cls.seller,
                "channel.price.check",
                {"agreement_id": cls.agreement.id, "product_id": cls.tea.id},
            ),
            (cls.seller, "channel.price.sheet.fill", sheet),
            (cls.seller, "channel.price.sheet.import", sheet),
            (cls.seller, "channel.must.stock.add", {"order_id": cls.loose_order.id}),
            (
                cls.seller,
                "channel.spreadsheet.file",
                {"name": SECRET, "content": PICTURE},
            ),
        ):
            own = cls.env[model].with_user(user)
            own = own.with_context(allowed_company_ids=user.company_ids.ids)
            wizard = own.create(values)
            own.env.flush_all()  # its lines are its user's as well
            cls.subject[model] = wizard.with_env(cls.env)
        cls.subject["channel.must.stock.add.line"] = cls.subject[
            "channel.must.stock.add"
        ].line_ids

    @classmethod
    def build_correspondence(cls):
        """On each main document: a file, a comment and an internal note."""
        cls.attachments, cls.comments, cls.notes = {}, {}, {}
        Attachment = cls.env["ir.attachment"].with_company(cls.lake_company)
        for name, records in cls.subject.items():
            record = records[:1]
            if not record._auto or record._transient or name in ("res.users", "res.company"):
                continue
            cls.attachments[name] = Attachment.create(
                {
                    "name": f"{SECRET}.txt",
                    "raw": SECRET.encode(),
                    "mimetype": "text/plain",
                    "res_model": name,
                    "res_id": record.id,
                }
            )
            if "message_ids" not in record._fields:
                continue
            record = record.with_company(cls.lake_company)
            comment, note = f"Comment {SECRET}", f"Note {SECRET}"
            cls.comments[name] = record.message_post(
                body=comment,
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
            )
            cls.notes[name] = record.message_post(
                body=note, subtype_xmlid="mail.mt_note"
            )

    # -- seen by -----------------------------------------------------------------

    def env_of(self, actor, **context):
        """The environment that a client of ``actor`` works in.

        The web client names the companies that it shows; the portal names none.
        """
        context = {"lang": "en_US", "no_reset_password": True, **context}
        if actor.is_staff:
            context.setdefault("allowed_company_ids", actor.user.company_ids.ids)
        return self.env(user=actor.user, context=context)

    def actor(self, role, relation="owner"):
        return self.actors[role, relation]

    def gets(self, actor, route, text):
        """Whether a page answers the actor with ``text`` in it."""
        self.log_in(actor)
        response = self.url_open(route, allow_redirects=False)
        return response.status_code == 200 and text.encode() in response.content

    def log_in(self, actor):
        if self.logged_in != actor:
            public = actor.role == "public"
            login = None if public else actor.user.login
            self.authenticate(login, None if public else PASSWORD)
            self.logged_in = actor

    logged_in = None
