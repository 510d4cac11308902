"""Read the books: what the documents, the ledger and the stock say, from their tables.

Plain SQL on purpose: figures that the product derives for itself (delivered, invoiced,
paid) are not trusted here but counted again from the documents.
"""

from decimal import Decimal

from .reconcile import Check

ORDERED = """
    SELECT o.partner_id, l.product_id, sum(l.product_uom_qty)
      FROM sale_order_line l JOIN sale_order o ON o.id = l.order_id
     WHERE o.state = 'sale' GROUP BY 1, 2"""
PREPARED = """
    SELECT o.partner_id, m.product_id, sum(m.quantity)
      FROM stock_move m
      JOIN stock_picking_type t ON t.id = m.picking_type_id AND t.code = 'internal'
      JOIN stock_move_move_rel r ON r.move_orig_id = m.id
      JOIN stock_move d ON d.id = r.move_dest_id
      JOIN sale_order_line l ON l.id = d.sale_line_id
      JOIN sale_order o ON o.id = l.order_id
     WHERE m.state = 'done' GROUP BY 1, 2"""
SHIPPED = """
    SELECT o.partner_id, m.product_id, sum(m.quantity)
      FROM stock_move m
      JOIN stock_location c ON c.id = m.location_dest_id AND c.usage = 'customer'
      JOIN sale_order_line l ON l.id = m.sale_line_id
      JOIN sale_order o ON o.id = l.order_id
     WHERE m.state = 'done' {} GROUP BY 1, 2"""
RECEIVED = SHIPPED.format(
    "AND EXISTS (SELECT 1 FROM channel_receipt r WHERE r.order_id = o.id)"
)
INVOICED = """
    SELECT i.commercial_partner_id, a.product_id, sum({})
      FROM account_move_line a
      JOIN account_move i ON i.id = a.move_id AND i.move_type = 'out_invoice'
     WHERE i.state = 'posted' AND a.display_type = 'product' {} GROUP BY 1, 2"""
PAID = "AND i.payment_state = 'paid' AND i.amount_residual = 0"
LINE_AMOUNTS = """
    SELECT o.partner_id, l.product_id, sum({})
      FROM sale_order_line l JOIN sale_order o ON o.id = l.order_id
     WHERE o.state = 'sale' GROUP BY 1, 2"""
ORDER_TOTALS = "SELECT intake_key, amount_total FROM sale_order WHERE state = 'sale'"
INVOICES = """
    WITH invoice AS (
        SELECT DISTINCT o.intake_key, a.move_id
          FROM sale_order o
          JOIN sale_order_line l ON l.order_id = o.id
          JOIN sale_order_line_invoice_rel r ON r.order_line_id = l.id
          JOIN account_move_line a ON a.id = r.invoice_line_id)"""
INVOICE_TOTALS = f"""{INVOICES}
    SELECT n.intake_key, sum(i.amount_total)
      FROM invoice n JOIN account_move i ON i.id = n.move_id
     WHERE i.state = 'posted' GROUP BY 1"""
CLAIMED = f"""{INVOICES}
    SELECT n.intake_key, sum(a.balance)
      FROM invoice n JOIN account_move_line a ON a.move_id = n.move_id
      JOIN account_account c ON c.id = a.account_id
     WHERE c.account_type = 'asset_receivable' AND a.parent_state = 'posted' GROUP BY 1"""
PAYMENTS = f"""{INVOICES}
    SELECT n.intake_key, sum(p.amount)
      FROM invoice n JOIN account_move_line a ON a.move_id = n.move_id
      JOIN account_partial_reconcile p ON p.debit_move_id = a.id
      JOIN account_move_line b ON b.id = p.credit_move_id
      JOIN account_payment y ON y.move_id = b.move_id
     WHERE b.parent_state = 'posted' GROUP BY 1"""
PAYMENTS_OF_STORES = """
    SELECT partner_id, sum(amount) FROM account_payment
     WHERE state IN ('in_process', 'paid') GROUP BY 1"""
TOTALS_OF_STORES = """
    SELECT partner_id, sum(amount_total) FROM sale_order WHERE state = 'sale' GROUP BY 1"""
RECEIVABLE = """
    SELECT a.partner_id, sum(a.balance) FROM account_move_line a
      JOIN account_account c ON c.id = a.account_id
     WHERE c.account_type = 'asset_receivable' AND a.parent_state = 'posted' GROUP BY 1"""
LEDGERS = """
    SELECT company_id, sum({}) FROM account_move_line
     WHERE parent_state = 'posted' GROUP BY 1"""
MOVED = """
    SELECT m.company_id, m.product_id, sum(m.quantity) FROM stock_move m
      JOIN stock_location c ON c.id = m.{} AND c.usage = '{}'
     WHERE m.state = 'done' GROUP BY 1, 2"""
ON_HAND = """
    SELECT q.company_id, q.product_id, sum(q.{}) FROM stock_quant q
      JOIN stock_location c ON c.id = q.location_id AND c.usage = 'internal'
     GROUP BY 1, 2"""
STAGES = "SELECT intake_key, channel_stage FROM sale_order"


class Books:
    """The figures of one database, under the names that the data has for things."""

    on_hand = ON_HAND.format("quantity")

    def __init__(self, cr, world, journey):
        self.cr = cr
        self.journey = journey
        self.products = {product_id: key for key, product_id in world.products.items()}
        self.enterprises = {city.company_id: city.name for city in world.enterprises}
        self.shares = {s: city.name for city in world.enterprises for s in city.outlets}
        self.stores = {
            outlet.partner_id: f"store {store}"
            for city in world.enterprises
            for store, outlet in city.outlets.items()
        }

    def read(self, query, *names):
        """Dict from the named key to the figure in the last column, zeros left out."""
        self.cr.execute(query)
        return {
            key: figure
            for *ids, value in self.cr.fetchall()
            if (figure := to_decimal(value))
            and (key := self.name(ids, names)) is not None
        }

    @staticmethod
    def name(ids, names):
        """The key of a row; a row about something unknown keeps its numbers."""
        told = [
            kind.get(i, i) if kind else i for i, kind in zip(ids, names, strict=True)
        ]
        return tuple(told) if len(told) > 1 else told[0]

    def checks(self):
        return [
            self.check_pieces(),
            self.check_line_amounts(),
            self.check_line_totals(),
            self.check_orders(),
            self.check_stores(),
            self.check_ledgers(),
            self.check_stock(),
            self.check_free_stock(),
            self.check_stages(),
        ]

    def check_pieces(self):
        by = (self.stores, self.products)
        columns = {
            "data": self.expected(),
            "ordered": self.read(ORDERED, *by),
            "prepared": self.read(PREPARED, *by),
            "shipped": self.read(SHIPPED.format(""), *by),
            "received": self.read(RECEIVED, *by),
            "invoiced": self.read(INVOICED.format("a.quantity", ""), *by),
            "paid": self.read(INVOICED.format("a.quantity", PAID), *by),
        }
        return Check("pieces per store and product", columns, unit="pieces")

    def expected(self, amounts=False):
        """What the data says per store and product: pieces, or their value."""
        found = {}
        for order in self.journey.orders:
            for product, quantity in order.lines:
                key = (f"store {order.store}", product)
                price = self.journey.products[product].price if amounts else 1
                found[key] = found.get(key, Decimal(0)) + quantity * price
        return found

    def check_line_amounts(self):
        by = (self.stores, self.products)
        priced = "l.product_uom_qty * l.price_unit"
        columns = {
            "data": self.expected(amounts=True),
            "ordered": self.read(LINE_AMOUNTS.format(priced), *by),
            "invoiced": self.read(
                INVOICED.format("a.quantity * a.price_unit", ""), *by
            ),
        }
        return Check("prices times pieces per store and product", columns, unit="CNY")

    def check_line_totals(self):
        by = (self.stores, self.products)
        columns = {
            "ordered": self.read(LINE_AMOUNTS.format("l.price_total"), *by),
            "invoiced": self.read(INVOICED.format("a.price_total", ""), *by),
            "paid": self.read(INVOICED.format("a.price_total", PAID), *by),
        }
        return Check("amounts per store and product, with tax", columns, unit="CNY")

    def check_orders(self):
        columns = {
            "ordered": self.read(ORDER_TOTALS, None),
            "invoiced": self.read(INVOICE_TOTALS, None),
            "receivable": self.read(CLAIMED, None),
            "paid": self.read(PAYMENTS, None),
        }
        return Check("amounts per order, with tax", columns, unit="CNY")

    def check_stores(self):
        open_amounts = self.read(RECEIVABLE, self.stores)
        ordered = self.read(TOTALS_OF_STORES, self.stores)
        left = {
            key: ordered.get(key, 0) - open_amounts.get(key, 0)
            for key in ordered.keys() | open_amounts.keys()
        }
        columns = {
            "ordered": ordered,
            "payments": self.read(PAYMENTS_OF_STORES, self.stores),
            "ordered less receivable balance": left,
        }
        return Check("amounts per store, with tax", columns, unit="CNY")

    def check_ledgers(self):
        columns = {
            "debit": self.read(LEDGERS.format("debit"), self.enterprises),
            "credit": self.read(LEDGERS.format("credit"), self.enterprises),
        }
        return Check("ledger of each enterprise", columns, unit="CNY")

    def check_stock(self):
        by = (self.enterprises, self.products)
        needed = {}
        for order in self.journey.orders:
            for product, quantity in order.lines:
                key = (self.shares[order.store], product)
                needed[key] = needed.get(key, Decimal(0)) + quantity
        received = self.read(MOVED.format("location_id", "supplier"), *by)
        on_hand = self.read(self.on_hand, *by)
        columns = {
            "data": needed,
            "shipped": self.read(MOVED.format("location_dest_id", "customer"), *by),
            "received from the supplier less on hand": {
                key: received.get(key, 0) - on_hand.get(key, 0)
                for key in received.keys() | on_hand.keys()
            },
        }
        return Check("stock per enterprise and product", columns, unit="pieces")

    def check_free_stock(self):
        by = (self.enterprises, self.products)
        columns = {
            "on hand less free": self.read(ON_HAND.format("reserved_quantity"), *by),
            "nothing": {},
        }
        return Check("stock still reserved", columns, unit="pieces")

    def get_stages(self):
        self.cr.execute(STAGES)
        return dict(self.cr.fetchall())

    def check_stages(self):
        columns = {
            "in the database": self.get_stages(),
            "settled": {order.key: "settled" for order in self.journey.orders},
        }
        return Check("stage of each order", columns, missing="absent")


def to_decimal(value):
    """A column's figure, exact: floats of the database are cut at a millionth."""
    return round(Decimal(str(value or 0)), 6).normalize() + 0
