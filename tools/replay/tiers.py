"""Several tiers: what the outlets order drains their distributors, who order it from above.

Each distributor has half of what its outlets will order; the rest lies with the last tier
that plays. What is lacking is ordered by itself, tier by tier; each tier's warehouse ships
and takes in what stands ready. At the end the books of every tier are compared, and the
documents of both sides of each hop.
"""

import itertools

from .books import Books
from .play import Player, Stuck, needed, validate
from .reconcile import Check

ROUNDS = 60
UNLIMITED = 10.0**12

IN = """
    SELECT m.company_id, m.product_id, sum(m.quantity) FROM stock_move m
      JOIN stock_location a ON a.id = m.location_id AND a.usage <> 'internal'
      JOIN stock_location b ON b.id = m.location_dest_id AND b.usage = 'internal'
     WHERE m.state = 'done' GROUP BY 1, 2"""
OUT = """
    SELECT m.company_id, m.product_id, sum(m.quantity) FROM stock_move m
      JOIN stock_location a ON a.id = m.location_id AND a.usage = 'internal'
      JOIN stock_location b ON b.id = m.location_dest_id AND b.usage <> 'internal'
     WHERE m.state = 'done' GROUP BY 1, 2"""
BOUGHT = """
    SELECT o.company_id, l.product_id, sum(l.product_uom_qty)
      FROM purchase_order_line l JOIN purchase_order o ON o.id = l.order_id
     WHERE o.state = 'purchase' GROUP BY 1, 2"""
SOLD = """
    SELECT n.company_id, l.product_id, sum(l.product_uom_qty)
      FROM sale_order_line l JOIN sale_order o ON o.id = l.order_id
      JOIN channel_node n ON n.id = o.buyer_node_id AND n.company_id IS NOT NULL
     WHERE o.state = 'sale' GROUP BY 1, 2"""
SENT = """
    SELECT n.company_id, m.product_id, sum(m.quantity)
      FROM stock_move m
      JOIN stock_picking_type t ON t.id = m.picking_type_id AND t.code = 'outgoing'
      JOIN sale_order_line l ON l.id = m.sale_line_id
      JOIN sale_order o ON o.id = l.order_id
      JOIN channel_node n ON n.id = o.buyer_node_id AND n.company_id IS NOT NULL
     WHERE m.state = 'done' GROUP BY 1, 2"""
TAKEN_IN = """
    SELECT m.company_id, m.product_id, sum(m.quantity) FROM stock_move m
     WHERE m.state = 'done' AND m.purchase_line_id IS NOT NULL GROUP BY 1, 2"""


def prepare(env, chain):
    """Have each tier but the last order by itself, from the next one, what it lacks."""
    companies = env["res.company"].browse(one.company_id for one in chain)
    companies[1:].order_approval_limit = UNLIMITED
    for company, upstream in itertools.pairwise(companies):
        company.sourcing_release = "at_once"
        env["channel.sourcing.rule"].create({"company_id": company.id})
        env["channel.agreement"].create(
            {"company_id": upstream.id, "node_id": company.channel_node_id.id}
        ).action_activate()


class TierPlayer(Player):
    """A distributor whose goods come through the tiers above it."""

    def __init__(self, registry, enterprise, product_ids, tell):
        super().__init__(registry, enterprise, product_ids, tell)
        place = [name for name, _step in self.steps].index("prepare")
        self.steps = (
            *self.steps[:place], ("supply", self.supply), *self.steps[place:]
        )

    def fill(self, orders):
        whole = needed(orders)
        own = {product: quantity // 2 for product, quantity in whole.items()}
        above = {product: quantity - own[product] for product, quantity in whole.items()}
        for enterprise, goods in ((self.enterprise, own), (self.chain[-1], above)):
            goods = {product: quantity for product, quantity in goods.items() if quantity}
            self.transaction("stock", self.stock_of(enterprise), goods, 0)

    def stock_of(self, enterprise):
        return lambda env, goods: self.stock(env, goods, enterprise)

    @property
    def chain(self):
        """From this distributor up."""
        return (self.enterprise, *self.enterprise.above)

    def supply(self, env, ids):
        """Order, ship and take in, tier by tier, until nothing is left to do."""
        for _round in range(ROUNDS):
            self.settle(env)
            if not (self.ship_down(env) + self.take_in(env)):
                break
        else:
            raise Stuck("the chain does not come to rest")
        waiting = self.pickings(env, ids, "internal").filtered(
            lambda picking: picking.state != "assigned"
        )
        if waiting:
            raise Stuck(f"without goods: {', '.join(waiting.mapped('name'))}")

    def settle(self, env):
        """What the scheduled actions do, of this chain."""
        companies = [one.company_id for one in self.chain]
        Sourcing, Purchase = env["channel.sourcing.note"], env["channel.purchase.note"]
        for _round in range(ROUNDS):
            noted = Sourcing.search([("company_id", "in", companies)]).company_id
            orders = Purchase.search([("order_id.company_id", "in", companies)]).order_id
            if not noted and not orders:
                return
            for company in noted:
                Sourcing._ask(company)
            for order in orders:
                Purchase._ask(order)
        raise Stuck("the notes do not come to an end")

    def ship_down(self, env):
        """Each tier above prepares and ships what is there for enterprises."""
        return sum(
            self.finish(
                self.staff_of(env, enterprise),
                [("picking_type_code", "=", code), ("sale_id", "!=", False)],
            )
            for enterprise in reversed(self.chain[1:])
            for code in ("internal", "outgoing")
        )

    def take_in(self, env):
        return sum(
            self.finish(self.staff_of(env, enterprise), [("purchase_id", "!=", False)])
            for enterprise in reversed(self.chain[:-1])
        )

    def staff_of(self, env, enterprise):
        context = {"allowed_company_ids": [enterprise.company_id], "skip_backorder": True}
        return env(user=enterprise.staff["warehouse"], context=context)

    def finish(self, env, domain):
        ready = env["stock.picking"].search([*domain, ("state", "=", "assigned")])
        if ready:
            validate(ready)
        return len(ready)


class TierBooks(Books):
    """The books of outlets as ever, and those of each tier."""

    def __init__(self, cr, world, journey):
        super().__init__(cr, world, journey)
        self.tiers = {one.company_id: one.name for one in world.tiers}
        cr.execute(
            "SELECT partner_id FROM res_company WHERE id IN %s", (tuple(self.tiers),)
        )
        self.own_partners = {partner for (partner,) in cr.fetchall()}

    def name(self, ids, names):
        """What enterprises sell to each other is compared hop by hop."""
        of_tier = names[0] is self.stores and ids[0] in self.own_partners
        of_hop = names[0] is None and str(ids[0]).startswith("purchase-")
        return None if of_tier or of_hop else super().name(ids, names)

    def checks(self):
        return [*super().checks(), self.check_hops()]

    def check_stock(self):
        """Goods in are goods out and stock, at every tier."""
        by = (self.tiers, self.products)
        came = self.read(IN, *by)
        out = self.read(OUT, *by)
        stock = self.read(self.on_hand, *by)
        columns = {
            "in": came,
            "out and stock": {
                key: out.get(key, 0) + stock.get(key, 0) for key in out.keys() | stock.keys()
            },
        }
        return Check("goods per tier and product", columns, unit="pieces")

    def check_hops(self):
        by = (self.tiers, self.products)
        columns = {
            "bought": self.read(BOUGHT, *by),
            "sold by the upstream": self.read(SOLD, *by),
            "shipped": self.read(SENT, *by),
            "taken in": self.read(TAKEN_IN, *by),
        }
        return Check("both sides of each hop", columns, unit="pieces")

    def get_stages(self):
        return {
            key: stage
            for key, stage in super().get_stages().items()
            if not key.startswith("purchase-")
        }

    def describe(self, say):
        """Goods of each tier in one line."""
        for company, name in self.tiers.items():
            figures = [
                sum(value for key, value in self.read(query, {}, {}).items() if key[0] == company)
                for query in (IN, OUT, self.on_hand)
            ]
            say("  {}: {} in = {} out + {} in stock".format(name, *figures))
