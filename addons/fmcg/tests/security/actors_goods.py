"""What the subject sells, to whom, and at which prices."""

from odoo.fields import Command

from .constants import PICTURE, SECRET


class GoodsWorld:
    """Part of ``SecurityCase``: masters, catalogue and prices of the subject."""

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
        cls.build_requests()
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
                "valid_to": "2020-01-01",
            }
        )

    @classmethod
    def build_requests(cls):
        """The shop asks for a change of its details; somebody used the public page."""
        buyer = cls.actors["portal_buyer", "owner"].user
        Change = cls.env["channel.identity.change"].with_user(buyer)
        details = {"street2": SECRET}
        asked = Change._ask(cls.lake_shop, "entity", details, cls.lake_shop.partner_id)
        cls.identity_change = asked.with_env(cls.env)
        Guard = cls.env["channel.application.guard"]
        Guard._count("192.0.2.1")
        cls.application_guard = Guard.search([])

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
