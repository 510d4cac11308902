"""What does it cost that an order finds its goods through several tiers?

    python3 bench/cascade.py

An outlet orders 100 products of which nobody but the brand has any. Ours: the order is
submitted, and by itself each tier orders from the next one what it lacks, through that
one's gate, up to the brand, whose picking is reserved; every purchase follows its
supplier's order, and the days are promised down to the outlet. Measured is the submission
and all that the scheduled actions then do, until there is nothing more to do.

Stock: core's modules alone. Somebody enters the same documents by hand: at each tier an
order of the next one below, confirmed, and a purchase from the next one above, confirmed,
with its receipt; at the brand the order is reserved. It knows nothing of the others: no
gate, no promise, no links, nothing that follows.

Each is rolled back. Figures are medians of processor seconds of this process and its
PostgreSQL backend, taken in turns; a chain of one is the brand alone. The exit code is 1
when ours is over a limit, or when what came of it is not what it should be.
"""

import argparse
import sys

import common

TIMES = 3
LINES, QUANTITY = 100, 6.0
LEAST, MIDDLE, MOST = 1, 3, 5
# Of three tiers to core's documents by hand
MOST_RATIO = 1.0
# Of a tier more, where there are five, to one where there are three
MOST_GROWTH = 1.25
OURS, STOCK = "fmcg_bench_cascade", "fmcg_bench_cascade_stock"
TIERS = ("brand", "province", "city", "sub", "sub")


def create_products(env):
    env["product.product"].create(
        [
            {
                "name": f"Product {number:03}",
                "default_code": f"BENCH{number:03}",
                "is_storable": True,
                "list_price": 5.0,
                "standard_price": 4.0,
                "invoice_policy": "delivery",
                "purchase_method": "receive",
                "taxes_id": False,
                "supplier_taxes_id": False,
            }
            for number in range(LINES)
        ]
    )


def find_products(env):
    return env["product.product"].search([("default_code", "=like", "BENCH%")])


def put_in_stock(env, company):
    """At the brand, which delivers in one step."""
    warehouse = env["stock.warehouse"].search([("company_id", "=", company.id)], limit=1)
    warehouse.delivery_steps = "ship_only"
    for product in find_products(env):
        env["stock.quant"]._update_available_quantity(
            product, warehouse.lot_stock_id, 100000
        )


class Ours:
    """A chain of enterprises, and an outlet at each of them."""

    name = "ours"

    def build(self, env):
        """:return: dict from length of the chain to the outlet's partner"""
        brand = env.ref("base.main_company")
        brand._ensure_channel_node()
        create_products(env)
        put_in_stock(env, brand)
        outlets, company = {}, brand
        for number, tier in enumerate(TIERS, 1):
            if number > 1:
                company = self.open(env, company, number, tier)
            self.let_through(env, company)
            outlets[number] = self.add_customer(env, company, f"Outlet {number}").id
        return outlets

    def open(self, env, upstream, number, tier):
        node = self.add_customer(env, upstream, f"Tier {number}", tier).channel_node_id
        wizard = env["channel.enterprise.open"].create(
            {
                "node_id": node.id,
                "country_id": env.ref("base.cn").id,
                "admin_name": f"Administrator {number}",
                "admin_login": f"admin{number}@bench.example",
            }
        )
        wizard._open(password="a-Secret-1")
        company = node.company_id
        company.sourcing_release = "at_once"
        env["channel.sourcing.rule"].create({"company_id": company.id})
        return company

    def let_through(self, env, company):
        company.order_approval_limit = 10.0**9
        env["channel.listing"].create({"company_id": company.id, "audience": "all"})

    def add_customer(self, env, company, name, tier="retail"):
        node = env["channel.node"].create(
            {
                "name": name,
                "parent_id": company.channel_node_id.id,
                "tier_id": env.ref(f"fmcg_channel.tier_{tier}").id,
            }
        )
        agreement = env["channel.agreement"].create(
            {"company_id": company.id, "node_id": node.id, "date_start": False}
        )
        agreement.action_activate()
        agreement.credit_limit = 10.0**9
        return node.partner_id

    def prepare(self, env, partner):
        company = env["res.partner"].browse(partner).channel_node_id.agreement_ids.company_id
        return (
            env["sale.order"]
            .with_company(company)
            .with_context(allowed_company_ids=company.ids)
            .create(
                {
                    "company_id": company.id,
                    "partner_id": partner,
                    "order_line": [
                        (0, 0, {"product_id": product.id, "product_uom_qty": QUANTITY})
                        for product in find_products(env)
                    ],
                }
            )
        )

    def run(self, order, _length):
        order.action_submit()
        self.settle(order.env)

    def settle(self, env):
        """What the scheduled actions do, without their commits."""
        Sourcing, Purchase = env["channel.sourcing.note"], env["channel.purchase.note"]
        while True:
            companies = Sourcing.search([]).company_id
            orders = Purchase.search([]).order_id
            if not companies and not orders:
                return
            for company in companies:
                Sourcing._ask(company)
            for order in orders:
                Purchase._ask(order)

    def check(self, env, order, length):
        """The brand has reserved all, and each tier above the outlet's has ordered once."""
        brand = env.ref("base.main_company")
        purchases = env["purchase.order"].search([])
        assert purchases.mapped("state") == ["purchase"] * (length - 1), purchases
        for purchase in purchases:
            found = purchase.order_line.mapped("product_qty")
            assert found == [QUANTITY] * LINES, found
        at_brand = env["sale.order"].search([("company_id", "=", brand.id)])
        assert len(at_brand) == 1 and at_brand.picking_ids.state == "assigned"
        assert all(order.order_line.mapped("promised_date")), "nothing was promised"


class Stock:
    """Companies that enter each other's documents by hand."""

    name = "stock"

    def build(self, env):
        """:return: dict from length of the chain to the lowest company"""
        companies = [env.ref("base.main_company")]
        create_products(env)
        put_in_stock(env, companies[0])
        env["res.partner"].create({"name": "Outlet"})
        for number in range(2, len(TIERS) + 1):
            country = env.ref("base.cn")
            company = env["res.company"].create(
                {
                    "name": f"Tier {number}",
                    "country_id": country.id,
                    "currency_id": country.currency_id.id,
                }
            )
            env.cr.flush()
            env["stock.warehouse"].with_company(company).create(
                {
                    "name": company.name,
                    "code": f"WH{number}",
                    "company_id": company.id,
                    "partner_id": company.partner_id.id,
                    "delivery_steps": "pick_ship",
                }
            )
            companies.append(company)
        return {number: company.id for number, company in enumerate(companies, 1)}

    def prepare(self, env, company):
        return env["res.company"].browse(company)

    def run(self, company, length):
        """From the outlet's order up to the brand's."""
        env = company.env
        chain = env["res.company"].browse(sorted(env["res.company"].search([]).ids)[:length])
        buyer = env["res.partner"].search([("name", "=", "Outlet")])
        for number in range(length, 0, -1):
            seller = chain[number - 1]
            self.sell(seller, buyer)
            if number > 1:
                self.buy(seller, chain[number - 2].partner_id)
            buyer = seller.partner_id
        env.flush_all()

    def sell(self, company, buyer):
        env = company.env(context={"allowed_company_ids": company.ids, "lang": "en_US"})
        order = env["sale.order"].create(
            {
                "company_id": company.id,
                "partner_id": buyer.id,
                "order_line": [
                    (0, 0, {"product_id": product.id, "product_uom_qty": QUANTITY})
                    for product in find_products(env)
                ],
            }
        )
        order.action_confirm()

    def buy(self, company, supplier):
        env = company.env(context={"allowed_company_ids": company.ids, "lang": "en_US"})
        order = env["purchase.order"].create(
            {
                "company_id": company.id,
                "partner_id": supplier.id,
                "order_line": [
                    (0, 0, {"product_id": product.id, "product_qty": QUANTITY})
                    for product in find_products(env)
                ],
            }
        )
        order.button_confirm()

    def check(self, env, _company, length):
        brand = env.ref("base.main_company")
        purchases = env["purchase.order"].search([])
        assert purchases.mapped("state") == ["purchase"] * (length - 1), purchases
        at_brand = env["sale.order"].search([("company_id", "=", brand.id)])
        assert len(at_brand) == 1 and at_brand.picking_ids.state == "assigned"


def measure(side, database, start, length):
    with common.environment(database) as env:
        subject = side.prepare(env, start)
        env.flush_all()
        env.invalidate_all()
        with common.measured(env.cr) as cost:
            side.run(subject, length)
            env.flush_all()
        side.check(env, subject, length)
        env.cr.rollback()
    return cost


def in_turns(sides, times):
    """Medians of each side and length; the first turn warms up."""
    costs = {}
    for turn in range(times + 1):
        for side, database, starts in sides:
            for length in (LEAST, MIDDLE, MOST):
                cost = measure(side, database, starts[length], length)
                if turn:
                    costs.setdefault((side.name, length), []).append(cost)
    return {key: common.median(found) for key, found in costs.items()}


def prepare():
    common.database(OURS)
    common.database(STOCK, stock=True)
    common.install(STOCK, "purchase_stock")
    sides = []
    for side, database in ((Ours(), OURS), (Stock(), STOCK)):
        with common.environment(database) as env:
            starts = side.build(env)
        common.analyze(database)
        sides.append((side, database, starts))
    return sides


def tell(found):
    for (side, length), cost in sorted(found.items()):
        common.tell(f"cascade_{length}_tiers_{LINES}_lines {side}", cost)
    for length in (LEAST, MOST):
        common.result(
            f"cascade_{length}_tiers_{LINES}_lines",
            found["ours", length].work,
            found["stock", length].work,
        )
    name = f"cascade_{MIDDLE}_tiers_{LINES}_lines"
    ours, stock = (found[side, MIDDLE] for side in ("ours", "stock"))
    common.result(f"{name}_queries", ours.queries, stock.queries)
    first, last = (
        (found["ours", more].work - found["ours", less].work) / (more - less)
        for less, more in ((LEAST, MIDDLE), (MIDDLE, MOST))
    )
    within = [
        common.result(name, ours.work, stock.work, MOST_RATIO),
        common.result("cascade_tier_more", last, first, MOST_GROWTH, "earlier"),
    ]
    return all(within)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--times", type=int, default=TIMES)
    options = parser.parse_args()
    try:
        return 0 if tell(in_turns(prepare(), options.times)) else 1
    finally:
        common.drop(OURS, STOCK)


if __name__ == "__main__":
    common.start()
    sys.exit(main())
