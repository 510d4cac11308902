"""Prices, costs and margins: not for the warehouse, on no model and by no way."""

import re

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .actors import SecurityCase
from .probes import tried

SUSPECT = re.compile(
    "price|cost|amount|margin|discount|value|total|credit|debit|balance|revenue"
    "|invoiced|residual|rate$|fee|paid",
)
TYPES = ("float", "integer", "monetary", "json")

# Suspect by their names, and no price of anything.
HARMLESS = {
    "account.account.related_taxes_amount": "a number of taxes",
    "account.payment.term.discount_days": "days",
    "account.payment.term.discount_percentage": "terms, of no product or customer",
    "account.payment.term.example_amount": "a fixed example",
    "account.payment.term.line.value_amount": "terms",
    "account.tax.amount": "the law's percentage",
    "digest.digest.*": "computed for those who may read the documents",
    "product.pricelist.item.*": "no record is visible (matrix)",
    "product.supplierinfo.*": "no record is visible (matrix)",
    "product.product.sales_count": "a quantity",
    "product.template.sales_count": "a quantity",
    "product.template.attribute.line.value_count": "a number of values",
    "res.company.order_approval_limit": "a setting",
    "purchase.order.line.qty_invoiced": "quantities",
    "purchase.order.line.qty_invoiced_at_date": "quantities",
    "purchase.order.on_time_rate": "how often a supplier is on time",
    "res.company.po_double_validation_amount": "a setting",
    "res.partner.on_time_rate": "how often a supplier is on time",
    "res.users.on_time_rate": "how often a supplier is on time",
    "res.currency.*": "exchange rates",
    "res.currency.rate.*": "exchange rates",
    "resource.calendar.work_time_rate": "working time",
    "res.partner.days_sales_outstanding": "days",
    "res.users.days_sales_outstanding": "days",
    "sale.order.line.qty_invoiced": "quantities",
    "sale.order.line.qty_invoiced_at_date": "quantities",
    "sale.order.line.qty_invoiced_posted": "quantities",
    "stock.move.procurement_values": "what the warehouse has to do",
}


@tagged("post_install", "-at_install", "fmcg_security")
class TestPrices(SecurityCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.keeper = cls.actors["warehouse", "owner"]
        cls.service = cls.actors["customer_service", "owner"]

    def as_keeper(self, records):
        return self.env_of(self.keeper)[records._name].browse(records.ids)

    def assertNotRead(self, action):
        with self.assertRaises(AccessError):
            action()

    def test_no_readable_field_looks_like_a_price(self):
        env = self.env_of(self.keeper)
        found = []
        for name in sorted(self.env.registry):
            Model = env[name]
            if Model._abstract or Model._transient or not Model.has_access("read"):
                continue
            if f"{name}.*" in HARMLESS or name.startswith(("ir.", "report.", "iap.")):
                continue
            found += [
                f"{name}.{field.name}"
                for field in Model._fields.values()
                if field.type in TYPES
                and (field.type == "monetary" or SUSPECT.search(field.name))
                and f"{name}.{field.name}" not in HARMLESS
                and Model._has_field_access(field, "read")
            ]
        self.assertFalse(found, "The warehouse reads these")

    def test_prices_are_neither_read_nor_searched_nor_summed(self):
        """Ordering and searching by a price tell it as well."""
        order = self.orders["confirmed"]
        for records, name in (
            (order, "amount_total"),
            (order, "amount_untaxed"),
            (order.order_line, "price_unit"),
            (order.order_line, "price_subtotal"),
            (order.order_line, "discount"),
            (self.tea, "standard_price"),
            (self.tea, "lst_price"),
            (self.tea.product_tmpl_id, "list_price"),
            (self.picking.move_ids, "price_unit"),
            (self.picking.move_ids, "value"),
            (self.subject["stock.quant"], "value"),
            (self.lot, "standard_price"),
        ):
            with self.subTest(f"{records._name}.{name}"):
                self.try_all_ways(self.as_keeper(records), name)

    def try_all_ways(self, records, name):
        mine = [("id", "in", records.ids)]
        self.assertNotRead(lambda: records.read([name]))
        self.assertNotRead(lambda: records.web_read({name: {}}))
        self.assertNotRead(lambda: records.search([*mine, (name, ">", 0)]))
        self.assertNotRead(lambda: records.search(mine, order=name).ids)
        self.assertNotRead(
            lambda: records.formatted_read_group(mine, [], [f"{name}:sum"])
        )
        self.assertNotRead(lambda: records.formatted_read_group(mine, [name], []))
        self.assertNotIn(name, records.fields_get())

    def test_prices_are_not_reached_over_other_records(self):
        move = self.as_keeper(self.picking.move_ids[:1])
        picking = self.as_keeper(self.picking)
        for records, path in (
            (picking, "sale_id.amount_total"),
            (picking, "move_ids.sale_line_id.price_unit"),
            (move, "sale_line_id.price_unit"),
            (move, "product_id.standard_price"),
            (move, "product_id.product_tmpl_id.list_price"),
        ):
            with self.subTest(path):
                self.assertNotRead(lambda r=records, p=path: r.search([(p, ">", 0)]))
                self.assertNotRead(lambda r=records, p=path: r.web_read(spec(p)))
        # core orders by the other model's own order only
        mine = [("id", "in", picking.ids)]
        with self.assertRaises(ValueError):
            picking.search(mine, order="sale_id.amount_total")

    def test_export_over_other_records(self):
        export = self.env.ref("base.group_allow_export")
        self.env.ref("fmcg_channel.group_warehouse").implied_ids += export
        picking = self.as_keeper(self.picking)
        for path in ("sale_id/amount_total", "move_ids/sale_line_id/price_unit"):
            with self.subTest(path), self.assertRaises(AccessError):
                picking.export_data([path])

    def test_defaults_and_onchange_name_no_price(self):
        line = self.as_keeper(self.orders["confirmed"].order_line)
        defaults = line.default_get(["price_unit", "discount"])
        self.assertFalse(defaults.get("price_unit"))
        try:
            result = line.onchange(
                {"product_uom_qty": 5}, ["product_uom_qty"], {"price_unit": {}}
            )
        except AccessError:
            return
        self.assertNotIn("price_unit", result.get("value", {}))

    def test_chatter_tells_no_amounts(self):
        order = self.orders["draft"].with_context(tracking_disable=False)
        order.order_line.price_unit = 77.25
        self.env.flush_all()
        env = self.env_of(self.keeper)
        messages = env["mail.message"].search(
            [("model", "=", "sale.order"), ("res_id", "=", order.id)]
        )
        self.assertFalse(messages)

    def test_customer_service_sets_no_prices(self):
        env = self.env_of(self.service)
        order = env["sale.order"].browse(self.loose_order.id)
        line = order.order_line
        for record, values in (
            (line, {"price_unit": 1.0}),
            (line, {"discount": 50.0}),
            (line, {"tax_ids": [Command.clear()]}),
            (order, {"pricelist_id": False}),
            (order, {"payment_term_id": False}),
            (order, {"order_line": [Command.update(line.id, {"price_unit": 1.0})]}),
            (env["res.partner"].browse(self.lake_shop.partner_id.id), {"name": "X"}),
            (env["product.product"].browse(self.tea.id), {"lst_price": 1.0}),
        ):
            with self.subTest(values), self.assertRaises(AccessError):
                record.write(values)

    def test_customer_service_touches_no_payments(self):
        env = self.env_of(self.service)
        invoice = env["account.move"].browse(self.invoice.id)
        for action in (
            lambda: env["account.payment"].search([]),
            lambda: invoice.write({"payment_reference": "X"}),
            lambda: invoice.button_draft(),
            lambda: env["account.payment.register"]
            .with_context(active_model="account.move", active_ids=invoice.ids)
            .create({}),
        ):
            self.assertFalse(tried(self, action))


def spec(path):
    """The nested specification of ``web_read`` for a dotted path."""
    head, _dot, rest = path.partition(".")
    return {head: {"fields": spec(rest)} if rest else {}}
