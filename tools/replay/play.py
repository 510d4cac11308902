"""Push orders through the chain, each step by the user whose work it is.

Every step of every batch is a transaction of its own that is committed, as it would be
in a server. A process plays some distributors; nothing is shared between processes.
"""

import itertools
import time

LINES_AT_ONCE = 300
STOCK_AT_ONCE = 500


class Stuck(Exception):
    """A document did not go where it should; the message names it."""


class Player:
    """Plays one distributor's orders.

    :param registry: Odoo's registry of the database
    :param tell: called as ``tell(step, seconds, orders, lines)`` after each step
    """

    def __init__(self, registry, enterprise, product_ids, tell):
        self.registry = registry
        self.enterprise = enterprise
        self.product_ids = product_ids
        self.tell = tell
        self.steps = (
            ("enter", self.enter),
            ("approve", self.approve),
            ("prepare", self.prepare),
            ("ship", self.ship),
            ("receive", self.receive),
            ("invoice", self.invoice),
            ("pay", self.pay),
        )

    def run(self, orders):
        self.fill(orders)
        for batch in batches(orders):
            ids = []
            for name, step in self.steps:
                self.transaction(name, step, batch if not ids else ids, len(batch), ids)

    def fill(self, orders):
        self.transaction("stock", self.stock, needed(orders), len(orders))

    def transaction(self, name, step, subject, orders, ids=None):
        from odoo import SUPERUSER_ID, api
        from odoo.service.model import retrying

        started = time.monotonic()
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            found = retrying(lambda: step(env, subject), env)
        if ids is not None and found:
            ids[:] = found
        self.tell(name, time.monotonic() - started, orders)

    def user(self, env, user_id, enterprise=None):
        company_id = (enterprise or self.enterprise).company_id
        return env(user=user_id, context={"allowed_company_ids": [company_id]})

    def staff(self, env, role, enterprise=None):
        return self.user(env, (enterprise or self.enterprise).staff[role], enterprise)

    def stock(self, env, quantities, enterprise=None):
        """The warehouse takes in what all orders need, before the first one."""
        env = self.staff(env, "warehouse", enterprise)
        warehouse = env["stock.warehouse"].search([], limit=1)
        incoming = warehouse.in_type_id
        supplier = env.ref("stock.stock_location_suppliers")
        items = iter(sorted(quantities.items()))
        while chunk := list(itertools.islice(items, STOCK_AT_ONCE)):
            picking = env["stock.picking"].create(
                {
                    "picking_type_id": incoming.id,
                    "location_id": supplier.id,
                    "location_dest_id": warehouse.lot_stock_id.id,
                    "move_ids": [
                        (
                            0,
                            0,
                            {
                                "product_id": self.product_ids[product],
                                "product_uom_qty": quantity,
                                "location_id": supplier.id,
                                "location_dest_id": warehouse.lot_stock_id.id,
                            },
                        )
                        for product, quantity in chunk
                    ],
                }
            )
            picking.action_confirm()
            validate(picking)
            env.flush_all()
            env.invalidate_all()

    def enter(self, env, batch):
        """Half of the outlets order in the portal, the salesperson for the others."""
        ids = []
        for order in batch:
            outlet = self.enterprise.outlets[order.store]
            author = self.user(env, self.author(order.store))
            agreement = author["channel.agreement"].sudo().browse(outlet.agreement_id)
            Product = author["product.product"]
            quantities = {
                Product.browse(self.product_ids[product]): quantity
                for product, quantity in order.lines
            }
            placed = author["sale.order"]._place_channel_order(
                agreement, quantities, key=order.key, origin=order.key
            )
            ids.append(placed.id)
        return ids

    def author(self, store):
        if store % 2:
            return self.enterprise.staff["salesperson"]
        return self.enterprise.outlets[store].buyer_id

    def approve(self, env, ids):
        """The administrator approves what waits; then all must be confirmed."""
        orders = self.staff(env, "admin")["sale.order"].browse(ids)
        for order in orders.filtered(lambda order: order.state == "sent"):
            if not order.can_review:
                raise Stuck(f"{order.name} waits: {order.gate_reasons}")
            order.validate_tier()
        expect(orders, "confirmed")

    def prepare(self, env, ids):
        pickings = self.pickings(env, ids, "internal")
        pickings.action_start_preparation()
        validate(pickings)

    def ship(self, env, ids):
        validate(self.pickings(env, ids, "outgoing"))

    def pickings(self, env, ids, code):
        return self.staff(env, "warehouse")["stock.picking"].search(
            [("sale_id", "in", ids), ("picking_type_code", "=", code)]
        )

    def receive(self, env, ids):
        orders = env["sale.order"].browse(ids)
        stores = {o.agreement_id: s for s, o in self.enterprise.outlets.items()}
        expect(orders, "shipped")
        for order in orders:
            store = stores[order.agreement_id.id]
            signer = self.user(env, self.author(store))
            signer["sale.order"].browse(order.id)._confirm_receipt(f"Store {store}")

    def invoice(self, env, ids):
        orders = self.staff(env, "finance")["sale.order"].browse(ids)
        expect(orders, "received")
        orders._create_invoices(grouped=True).action_post()

    def pay(self, env, ids):
        finance = self.staff(env, "finance")
        orders = finance["sale.order"].browse(ids)
        context = {"active_model": "account.move", "active_ids": orders.invoice_ids.ids}
        finance["account.payment.register"].with_context(**context).create(
            {"group_payment": False}
        )._create_payments()
        expect(orders, "settled")


def validate(pickings):
    if not pickings:
        raise Stuck("no transfers to validate")
    answer = pickings.button_validate()
    left = pickings.filtered(lambda picking: picking.state != "done")
    if left:
        raise Stuck(f"not done: {', '.join(left.mapped('name'))} ({answer})")


def expect(orders, stage):
    for order in orders:
        if order.channel_stage != stage:
            raise Stuck(f"{order.name} is {order.channel_stage} and not {stage}")


def needed(orders):
    """Pieces of each product in all of ``orders``."""
    total = {}
    for order in orders:
        for product, quantity in order.lines:
            total[product] = total.get(product, 0) + quantity
    return total


def batches(orders, lines=LINES_AT_ONCE):
    """Orders in their order, about ``lines`` lines at once and at least one order."""
    batch, size = [], 0
    for order in orders:
        if batch and size + len(order.lines) > lines:
            yield batch
            batch, size = [], 0
        batch.append(order)
        size += len(order.lines)
    if batch:
        yield batch
