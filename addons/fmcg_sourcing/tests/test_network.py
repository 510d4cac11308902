import contextlib
import os
from collections import Counter
from decimal import Decimal

from odoo.tests import tagged

from odoo.addons.fmcg_channel.quantities import to_quantity

from .network import NetworkCase

# all of them with RACES=full, as in tests/outside
IS_FULL = os.environ.get("RACES") == "full"
SEEDS = range(1, 41) if IS_FULL else (3, 11)
STEPS = 60 if IS_FULL else 18


class Played(Exception):
    """The next one starts as this one did."""


@tagged("post_install", "-at_install")
class TestNetwork(NetworkCase):
    """Whatever happens in whatever order: after every step goods are where they are once,
    what was ordered is accounted for, the two books of each hop agree, and looking again
    changes nothing."""

    takes_long = True

    def oversold(self, company, product):
        """What is reserved beyond what is there."""
        quants = self.env["stock.quant"].search(
            [
                ("company_id", "=", company.id),
                ("product_id", "=", product.id),
                ("location_id.usage", "=", "internal"),
            ]
        )
        return max(sum(quants.mapped("reserved_quantity")) - sum(quants.mapped("quantity")), 0)

    def test_random_ways(self):
        for seed in SEEDS:
            with self.subTest(seed=seed), contextlib.suppress(Played):
                with self.env.cr.savepoint():
                    self.walk(seed)
                    raise Played

    def walk(self, seed):
        self.begin(seed)
        self.first = self.count_stock()
        done = []
        try:
            for _step in range(STEPS):
                done.append(self.act())
                self.check()
            self.finish()
            self.check()
            self.check_all_served()
        except AssertionError as error:
            raise AssertionError(f"after {' '.join(done)}: {error}") from error

    # --- what holds ---

    def check(self):
        self.check_goods()
        self.check_free()
        for order in self.orders:
            if order.state == "sale":
                self.check_promised(order)
        for purchase in self.get_purchases():
            self.check_hop(purchase)
        self.check_rest()

    def get_purchases(self):
        return self.env["purchase.order"].search([("company_id", "in", self.buyers.ids)])

    def count_stock(self):
        """Counter of what lies in each seller's warehouses, by (seller, product)."""
        return Counter(
            {
                (company, product): to_quantity(self.on_hand(company, product))
                for company in self.sellers
                for product in self.goods
            }
        )

    def check_goods(self):
        """In each seller's books goods in are goods out and what is there; between the
        enterprises lies what was shipped and has not been received."""
        stock, between = Counter(self.first), Counter()
        bought = self.get_purchases().order_line
        sold = (self.orders | self.get_purchases().sudo().upstream_order_id).order_line
        for line in bought:
            stock[line.company_id, line.product_id] += to_quantity(line.qty_received)
            between[line.product_id] -= to_quantity(line.qty_received)
        for line in sold:
            stock[line.company_id, line.product_id] -= to_quantity(line.qty_delivered)
            if line.order_id not in self.orders:
                between[line.product_id] += to_quantity(line.qty_delivered)
        for key, found in self.count_stock().items():
            self.assertEqual(stock[key], found, key)
        for product in self.goods:
            self.assertEqual(between[product], to_quantity(self.in_transit(product)))

    def check_free(self):
        quants = self.env["stock.quant"].search(
            [
                ("product_id", "in", self.goods.ids),
                ("location_id.usage", "in", ("internal", "transit")),
            ]
        )
        for quant in quants:
            self.assertGreaterEqual(quant.quantity, quant.reserved_quantity)
            self.assertGreaterEqual(quant.quantity, 0)

    def check_promised(self, order):
        """Each line was delivered, or is promised; what is lacking is there, on its way, to
        be ordered, or said not to be ordered."""
        for line in order.order_line:
            moves = line.move_ids.filtered(
                lambda move: move.state != "cancel"
                and move.picking_code in ("internal", "outgoing")
                and not move._is_put_back()
            )
            left = moves.filtered(lambda m: m.state == "done" and m.picking_code == "outgoing")
            waiting = moves.filtered(lambda move: move.state != "done")
            self.assertEqual(
                sum(left.mapped("quantity")) + sum(waiting.mapped("product_qty")),
                line.product_uom_qty,
            )
            _there, lacking = line._count_supply()
            shares = sum(one._get_open_quantity() for one in line.sourcing_share_ids)
            self.assertLessEqual(shares, lacking)
            self.assertNotIn("not ordered yet", line.supply or "")

    def check_hop(self, purchase):
        """What the supplier has is what the buyer has."""
        order = purchase.sudo().upstream_order_id
        if not order:
            self.assertIn(purchase.state, ("draft", "cancel"))
            return
        states = {"sale": "purchase", "cancel": "cancel"}
        self.assertEqual(purchase.state, states.get(order.state, "sent"))
        self.assertEqual(purchase.order_line.upstream_line_id, order.order_line)
        for line in purchase.order_line:
            above = line.upstream_line_id
            self.assertEqual(line.product_id, above.product_id)
            self.assertEqual(line.product_qty, above.product_uom_qty)
            self.assertEqual(line.price_unit, above.price_unit)
            self.check_moved(line, above)

    def check_moved(self, line, above):
        """Each shipment has its receipt once, each return its own."""
        for mine, other in (
            (line, above.move_ids.filtered(lambda m: m.picking_code == "outgoing")),
            (above, line.move_ids.filtered(lambda m: m._is_purchase_return())),
        ):
            sent = other.filtered(lambda move: move.state == "done")
            taken = mine.move_ids.filtered(
                lambda move, sent=sent: move.upstream_move_key in sent.ids
                and move.state != "cancel"
                and move.picking_code == "incoming"
            )
            by_key = Counter()
            for move in taken:
                done = move.state == "done"
                by_key[move.upstream_move_key] += move.quantity if done else move.product_qty
            self.assertEqual(dict(by_key), {move.id: move.quantity for move in sent})

    def check_rest(self):
        """Looking again changes nothing."""
        before = self.digest()
        for company in self.buyers:
            company._source(self.goods)
        for order in self.get_purchases().sudo().upstream_order_id:
            order._follow_purchase()
        self.env.flush_all()
        after = self.digest()
        for name, value in before.items():
            self.assertEqual(after[name], value, name)
        self.settle()

    def digest(self):
        """What all documents of the network say."""
        purchases = self.get_purchases()
        orders = self.orders | purchases.sudo().upstream_order_id
        moves = self.env["stock.move"].search(
            [("company_id", "in", self.sellers.ids), ("product_id", "in", self.goods.ids)]
        )
        shares = self.env["channel.sourcing.share"].search([])
        documents = {
            "purchases": (purchases, ("state", "is_sourced", "upstream_order_id")),
            "lines": (
                purchases.order_line,
                ("product_qty", "price_unit", "sourced_need_id", "date_planned"),
            ),
            "orders": (orders, ("state", "submitted_date")),
            "sold": (orders.order_line, ("product_uom_qty", "promised_date")),
            "shares": (shares, ("purchase_line_id", "sale_line_id", "quantity")),
            "moves": (moves, ("state", "product_uom_qty", "quantity", "upstream_move_key")),
        }
        found = {
            name: sorted(
                (record.id, *(str(record[field]) for field in fields)) for record in records
            )
            for name, (records, fields) in documents.items()
        }
        found["said"] = [len(one.message_ids) for one in (*purchases, *orders)]
        return found

    def check_all_served(self):
        """The brand has enough: in the end every customer has all that it wanted, and no
        more is ordered anywhere than anybody wants."""
        for line in self.orders.order_line.filtered(lambda one: one.state == "sale"):
            left = line.move_ids.filtered(
                lambda m: m.state == "done" and m.picking_code == "outgoing"
            )
            self.assertEqual(sum(left.mapped("quantity")), line.product_uom_qty)
        for company in self.buyers:
            for product in self.goods:
                self.assertEqual(self.oversold(company, product), 0)
        self.assertEqual(
            sum(Decimal(self.in_transit(product)) for product in self.goods), 0
        )
