import re

from lxml import etree

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import ChannelCase

# Numbers and texts whose name sounds like money, readable by the warehouse on purpose.
HARMLESS = {
    # how goods and documents are counted, not what they are worth
    ("account.analytic.account", "invoice_count"),
    ("product.attribute.custom.value", "custom_value"),
    ("product.template.attribute.line", "value_count"),
    ("res.partner", "invoice_edi_format_store"),
    ("res.partner", "supplier_invoice_count"),
    ("res.users", "invoice_edi_format_store"),
    ("res.users", "supplier_invoice_count"),
    ("sale.order", "invoice_count"),
    ("purchase.order", "invoice_count"),
    ("purchase.order.line", "qty_invoiced"),
    ("purchase.order.line", "qty_invoiced_at_date"),
    ("purchase.order.line", "qty_to_invoice"),
    ("sale.order.line", "qty_invoiced"),
    ("sale.order.line", "qty_invoiced_at_date"),
    ("sale.order.line", "qty_invoiced_posted"),
    ("sale.order.line", "qty_to_invoice"),
    ("stock.move", "procurement_values"),
}
# Models that a record rule closes as a whole, or that hold settings, not prices.
CLOSED_OR_SETTINGS = {
    "account.account",
    "account.fiscal.position",
    "account.payment.term",
    "account.payment.term.line",
    "account.tax",
    "account.tax.group",
    "digest.digest",
    "ir.default",
    "product.pricelist.item",
    "product.supplierinfo",
    "report.paperformat",
    "res.company",
}
MONEY = re.compile(
    "price|cost|value|amount|margin|total|discount|subtotal|tax|revenue|invoic|credit"
)
GUARDED = (
    "sale.order",
    "sale.order.line",
    "product.template",
    "product.product",
    "stock.move",
    "stock.move.line",
    "stock.picking",
    "stock.quant",
    "stock.lot",
)


class PriceCase(ChannelCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.keeper = cls.create_staff(cls.company, "warehouse")
        cls.service = cls.create_staff(cls.company, "customer_service")
        cls.seller = cls.create_staff(cls.company, "salesperson")
        cls.shop = cls.create_node("Shop", "retail", cls.brand)
        cls.agreement = cls.create_agreement(cls.company, cls.shop)
        cls.product = cls.create_product(standard_price=3.0)
        cls.order = cls.create_order(
            cls.company, cls.shop.partner_id, cls.product, user_id=cls.seller.id
        )
        cls.line = cls.order.order_line


@tagged("post_install", "-at_install")
class TestPricesNotRead(PriceCase):
    """Warehouse staff see no prices, costs and margins, by whatever way they ask."""

    def assertHidden(self, record, *names):
        for name in names:
            with self.subTest(field=name), self.assertRaises(AccessError):
                self.as_user(record, self.keeper).read([name])

    def test_prices_of_an_order_line_are_hidden(self):
        self.assertHidden(
            self.line, "price_unit", "price_subtotal", "price_total", "discount"
        )

    def test_totals_of_an_order_are_hidden(self):
        self.assertHidden(
            self.order, "amount_total", "amount_untaxed", "tax_totals", "amount_paid"
        )

    def test_prices_and_costs_of_a_product_are_hidden(self):
        self.assertHidden(self.product, "list_price", "lst_price", "standard_price")

    def test_prices_and_costs_of_a_template_are_hidden(self):
        self.assertHidden(self.product.product_tmpl_id, "list_price", "standard_price")

    def test_the_value_of_stock_is_hidden(self):
        self.put_in_stock(self.company, self.product)
        quant = self.env["stock.quant"].search(
            [("product_id", "=", self.product.id)], limit=1
        )
        self.assertHidden(quant, "value")

    def test_the_value_of_a_move_is_hidden(self):
        self.order.action_confirm()
        self.assertHidden(
            self.order.picking_ids.move_ids[0], "price_unit", "value", "standard_price"
        )

    def test_the_sales_price_of_a_packed_line_is_hidden(self):
        self.put_in_stock(self.company, self.product)
        self.order.action_confirm()
        self.assertHidden(self.order.picking_ids.move_line_ids[0], "sale_price")

    def test_price_lists_are_not_found(self):
        self.create_pricelist(self.company)
        self.assertFalse(self.model_as("product.pricelist", self.keeper).search([]))

    def test_price_rules_are_not_found(self):
        self.create_pricelist(self.company).item_ids = [
            Command.create({"fixed_price": 4, "compute_price": "fixed"})
        ]
        self.assertFalse(
            self.model_as("product.pricelist.item", self.keeper).search([])
        )

    def test_purchase_prices_are_not_found(self):
        self.env["product.supplierinfo"].create(
            {
                "partner_id": self.brand.partner_id.id,
                "product_tmpl_id": self.product.product_tmpl_id.id,
                "price": 2,
            }
        )
        self.assertFalse(self.model_as("product.supplierinfo", self.keeper).search([]))

    def test_prices_are_not_guessed_by_a_search(self):
        with self.assertRaises(AccessError):
            self.model_as("sale.order.line", self.keeper).search(
                [("price_unit", ">", 3)]
            )

    def test_costs_are_not_guessed_by_a_search_through_a_relation(self):
        with self.assertRaises(AccessError):
            self.model_as("stock.move", self.keeper).search(
                [("product_id.standard_price", ">", 2)]
            )

    def test_prices_do_not_order_a_search(self):
        with self.assertRaises(AccessError):
            self.model_as("sale.order.line", self.keeper).search([], order="price_unit")

    def test_prices_are_not_summed_up(self):
        with self.assertRaises(AccessError):
            self.model_as("sale.order", self.keeper).formatted_read_group(
                [], ["partner_id"], ["amount_total:sum"]
            )

    def test_prices_do_not_group(self):
        with self.assertRaises(AccessError):
            self.model_as("sale.order", self.keeper).formatted_read_group(
                [], ["amount_total"], ["__count"]
            )

    def allow_export(self):
        # someone may grant it; the warehouse role does not
        self.env.ref("fmcg_channel.group_warehouse").implied_ids |= self.env.ref(
            "base.group_allow_export"
        )

    def test_the_warehouse_exports_nothing(self):
        with self.assertRaisesRegex(UserError, "rights to export"):
            self.as_user(self.line, self.keeper).export_data(["name"])

    def test_prices_are_not_copied(self):
        self.order.action_confirm()
        picking = self.order.picking_ids[0]
        picking.carrier_price = 12
        copied = self.as_user(picking, self.keeper).copy_data()[0]
        self.assertNotIn("carrier_price", copied)

    def test_prices_are_not_exported(self):
        self.allow_export()
        with self.assertRaises(AccessError):
            self.as_user(self.line, self.keeper).export_data(["price_unit"])

    def test_prices_are_not_exported_through_a_relation(self):
        self.allow_export()
        with self.assertRaises(AccessError):
            self.as_user(self.order, self.keeper).export_data(["order_line/price_unit"])

    def test_the_printed_order_is_refused(self):
        report = self.env["ir.actions.report"].with_user(self.keeper)
        with self.assertRaises(Exception) as caught:
            report._render_qweb_html("sale.report_saleorder", self.order.ids)
        self.assertIn("do not have enough rights", str(caught.exception))

    def test_no_other_field_that_sounds_like_money_is_readable(self):
        env = self.env(user=self.keeper.id)
        readable = {
            (model._name, name)
            for model in map(env.__getitem__, env.registry)
            if not model._abstract
            and not model._transient
            and model._name not in CLOSED_OR_SETTINGS
            and model.has_access("read")
            for name, field in model._fields.items()
            if model._has_field_access(field, "read")
            and (
                field.type == "monetary"
                or (
                    field.type in ("float", "integer", "char", "text", "html", "json")
                    and MONEY.search(name)
                )
            )
        }
        self.assertFalse(readable - HARMLESS)

    def test_views_show_the_warehouse_no_hidden_field(self):
        wrong = []
        for model in GUARDED:
            records = self.model_as(model, self.keeper)
            views = records.get_views([(False, "list"), (False, "form")])
            known = views["models"]
            for view in views["views"].values():
                arch = etree.fromstring(view["arch"])
                wrong += [
                    (model, node.get("name"))
                    for node in arch.iter("field")
                    if not any(up.tag == "field" for up in node.iterancestors())
                    and node.get("name") not in known[model]["fields"]
                ]
        self.assertFalse(wrong)

    def test_no_words_about_a_hidden_field_are_left(self):
        """No "Price: " on a card, no "per bottle" in the column of labels."""
        products = self.model_as("product.template", self.keeper)
        card = etree.fromstring(products.get_view(view_type="kanban")["arch"])
        self.assertNotIn("Price:", " ".join(card.itertext()))
        form = etree.fromstring(products.get_view(view_type="form")["arch"])
        self.assertFalse(form.xpath("//div[@name='list_price_uom']"))
        self.assertFalse(form.xpath("//div[@name='standard_price_uom']"))
        own = self.env["product.template"].get_view(view_type="form")["arch"]
        self.assertTrue(etree.fromstring(own).xpath("//div[@name='list_price_uom']"))

    def test_who_works_in_the_office_too_sees_prices(self):
        both = self.create_staff(self.company, "warehouse", "finance")
        self.assertEqual(self.as_user(self.line, both).price_unit, 4.0)

    def test_customer_service_sees_prices(self):
        self.assertEqual(self.as_user(self.line, self.service).price_unit, 4.0)

    def test_a_salesperson_sees_prices(self):
        self.assertEqual(self.as_user(self.line, self.seller).price_unit, 4.0)

    def test_people_outside_of_the_channel_are_not_touched(self):
        user = self.env["res.users"].create(
            {
                "name": "Plain",
                "login": "plain",
                "group_ids": [
                    Command.link(self.env.ref("sales_team.group_sale_manager").id)
                ],
            }
        )
        self.assertEqual(self.order.order_line.with_user(user).price_unit, 4.0)


@tagged("post_install", "-at_install")
class TestPricesNotWritten(PriceCase):
    """Who does not sell does not decide prices and terms."""

    def assertRefused(self, record, **values):
        for role, user in (("service", self.service), ("warehouse", self.keeper)):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.as_user(record, user).write(values)

    def test_the_unit_price_is_not_changed(self):
        self.assertRefused(self.line, price_unit=1)

    def test_the_discount_is_not_changed(self):
        self.assertRefused(self.line, discount=50)

    def test_the_taxes_of_a_line_are_not_changed(self):
        self.assertRefused(self.line, tax_ids=[Command.clear()])

    def test_prices_are_not_changed_through_the_order(self):
        self.assertRefused(
            self.order, order_line=[Command.update(self.line.id, {"price_unit": 1})]
        )

    def test_the_pricelist_of_an_order_is_not_changed(self):
        self.assertRefused(
            self.order, pricelist_id=self.create_pricelist(self.company).id
        )

    def test_the_payment_term_of_an_order_is_not_changed(self):
        self.assertRefused(self.order, payment_term_id=False)

    def test_the_price_of_a_product_is_not_changed(self):
        self.assertRefused(self.product, list_price=1)

    def test_the_cost_of_a_product_is_not_changed(self):
        self.assertRefused(self.product, standard_price=1)

    def test_price_lists_are_not_created(self):
        for user in (self.service, self.keeper):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.model_as("product.pricelist", user).create({"name": "Cheap"})

    def test_orders_are_not_created(self):
        for user in (self.service, self.keeper):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.model_as("sale.order", user).create(
                    {"partner_id": self.shop.partner_id.id}
                )

    def test_terms_of_an_agreement_are_not_changed(self):
        self.assertRefused(self.agreement, credit_limit=1)

    def test_customer_service_registers_no_payment(self):
        self.assertFalse(
            self.model_as("account.payment", self.service).has_access("create")
        )

    def test_customer_service_changes_no_invoice(self):
        self.assertFalse(
            self.model_as("account.move", self.service).has_access("write")
        )

    def test_customer_service_writes_a_note_on_an_order(self):
        self.as_user(self.order, self.service).note = "Call before delivery"
        self.assertIn("Call before", self.order.note)

    def test_a_salesperson_changes_the_price(self):
        self.as_user(self.line, self.seller).price_unit = 3.5
        self.assertEqual(self.line.price_unit, 3.5)
