"""Does the 300th enterprise cost more than the 10th, to open and to work in?

    python3 bench/open_enterprises.py [--stock] [--companies 300]

Opens enterprises one after another (committing every 20), keeps a copy of the database
at a few sizes, and then measures openings and orders in turns on those copies, so that
a busy machine slows all sizes alike. ``--stock`` does the same with plain Odoo: company,
chart of accounts and warehouse by core calls, in a database without our add-ons.
The exit code is 1 when a figure of ours is above its limit.
"""

import argparse
import sys

import common

TIMES = 5
LINES = 20
FEW = 6
COMMIT_EVERY = 20
LIMIT_OPEN = 1.3
LIMIT_ORDER = 1.2


class Ours:
    """Open a node by the wizard; an order of an outlet under its agreement."""

    name = "ours"

    def open(self, env, number):
        brand = env.ref("base.main_company").channel_node_id
        node = env["channel.node"].create(
            {
                "name": f"Distributor {number:04}",
                "parent_id": brand.id,
                "tier_id": env.ref("fmcg_channel.tier_province").id,
            }
        )
        wizard = env["channel.enterprise.open"].create(
            {
                "node_id": node.id,
                "country_id": env.ref("base.cn").id,
                "admin_name": f"Administrator {number}",
                "admin_login": f"admin{number}@bench.example",
            }
        )
        return wizard._open(password="a-Secret-1")

    def customer(self, env, company):
        node = env["channel.node"].create(
            {
                "name": f"Outlet of {company.name}",
                "parent_id": company.channel_node_id.id,
                "tier_id": env.ref("fmcg_channel.tier_retail").id,
            }
        )
        agreement = env["channel.agreement"].create(
            {"company_id": company.id, "node_id": node.id}
        )
        agreement.action_activate()
        return node.partner_id


class Stock:
    """The nearest that plain Odoo has."""

    name = "stock"

    def open(self, env, number):
        country = env.ref("base.cn")
        company = env["res.company"].create(
            {
                "name": f"Distributor {number:04}",
                "country_id": country.id,
                "currency_id": country.currency_id.id,
            }
        )
        env.cr.flush()  # core loads the chart before the commit
        assert company.chart_template == "cn"
        env["stock.warehouse"].with_company(company).create(
            {
                "name": company.name,
                "code": "WH",
                "company_id": company.id,
                "partner_id": company.partner_id.id,
                "delivery_steps": "pick_ship",
            }
        )
        return company

    def customer(self, env, company):
        return env["res.partner"].create(
            {"name": f"Outlet of {company.name}", "is_company": True}
        )


# Opening -----------------------------------------------------------------------


def count(database):
    with common.environment(database) as env:
        return env["res.company"].search_count([])


def open_until(side, database, number):
    """Open enterprises until there are ``number`` companies."""
    there = count(database)
    while there < number:
        with common.environment(database) as env:
            for _turn in range(min(COMMIT_EVERY, number - there)):
                there += 1
                side.open(env, there)
        print(f"  {side.name}: {there} companies", end="\r", flush=True)
    common.analyze(database)


def measure_open(side, database):
    """One opening with its commit, as the web client does it."""
    number = count(database) + 1
    with common.environment(database) as env:
        with common.measured(env.cr) as cost:
            side.open(env, number)
            env.cr.commit()
    return cost


# An order ----------------------------------------------------------------------


def create_products(database):
    with common.environment(database) as env:
        env["product.product"].create(
            [
                {
                    "name": f"Product {n:02}",
                    "default_code": f"BENCH{n:02}",
                    "is_storable": True,
                    "list_price": 5.0,
                    "invoice_policy": "delivery",
                }
                for n in range(LINES)
            ]
        )


def prepare_orders(side, database):
    """A customer and stock in the newest company; the ids of company and customer."""
    with common.environment(database) as env:
        company = env["res.company"].search([], order="id desc", limit=1)
        env = env(context={**env.context, "allowed_company_ids": company.ids})
        customer = side.customer(env, company.with_env(env))
        warehouse = env["stock.warehouse"].search(
            [("company_id", "=", company.id)], limit=1
        )
        for product in find_products(env):
            env["stock.quant"]._update_available_quantity(
                product, warehouse.lot_stock_id, 100000
            )
        return company.id, customer.id


def find_products(env):
    return env["product.product"].search([("default_code", "=like", "BENCH%")])


def measure_order(database, company_id, customer_id):
    """Create, confirm, ship and invoice one order."""
    with common.environment(database, allowed_company_ids=[company_id]) as env:
        products = find_products(env)
        lines = [
            (0, 0, {"product_id": product.id, "product_uom_qty": 2})
            for product in products
        ]
        env.flush_all()
        with common.measured(env.cr) as cost:
            order = env["sale.order"].create(
                {
                    "company_id": company_id,
                    "partner_id": customer_id,
                    "order_line": lines,
                }
            )
            order.action_confirm()
            ship(order)
            invoice = order._create_invoices()
            invoice.action_post()
            env.cr.commit()
        check(order, invoice)
    return cost


def ship(order):
    """Finish the transfers step by step; a step may create the next one."""
    while waiting := order.picking_ids.filtered(lambda p: p.state == "assigned"):
        waiting.move_ids.picked = True
        waiting.with_context(skip_backorder=True).button_validate()


def check(order, invoice):
    shipped = sum(order.order_line.mapped("qty_delivered"))
    assert shipped == 2 * LINES, f"{shipped} pieces shipped"
    assert invoice.state == "posted" and len(invoice.invoice_line_ids) == LINES


# All together ------------------------------------------------------------------


def measure(side, companies, tenth, later):
    """Medians by size of openings, and of orders with few and with all companies."""
    base = f"fmcg_bench_open_{side.name}"
    common.database(base, stock=side.name == "stock")
    create_products(base)
    sizes = {}
    windows = [tenth, *later, companies]
    for size in sorted({FEW, *(window - TIMES // 2 - 1 for window in windows)}):
        open_until(side, base, size)
        sizes[size] = common.copy(base, f"{base}_{size}")
    try:
        opened = measure_openings(side, windows, sizes)
        ordered = measure_orders(side, sizes[FEW], sizes[max(sizes)])
    finally:
        common.drop(base, *sizes.values())
    return opened, ordered


def measure_openings(side, windows, sizes):
    found = {window: [] for window in windows}
    for turn in range(TIMES + 1):
        for window in windows:
            cost = measure_open(side, sizes[window - TIMES // 2 - 1])
            if turn:  # the first one in a process builds the registry's caches
                found[window].append(cost)
    return {window: common.median(costs) for window, costs in found.items()}


def measure_orders(side, few, many):
    found = {few: [], many: []}
    parties = {database: prepare_orders(side, database) for database in found}
    for turn in range(TIMES + 1):
        for database, costs in found.items():
            cost = measure_order(database, *parties[database])
            if turn:
                costs.append(cost)
    return common.median(found[few]), common.median(found[many])


def figures(side, companies):
    """Print what was measured; by name pairs of which one is compared with the other."""
    later = [number for number in (200,) if number < companies]
    opened, (few, many) = measure(side, companies, 10, later)
    for number, cost in opened.items():
        common.tell(f"{side.name}: opening number {number}", cost)
    common.tell(f"{side.name}: order with {FEW} companies", few)
    common.tell(f"{side.name}: order with {companies} companies", many)
    pairs = {
        f"open_enterprise_{number}th_vs_10th": (cost.work, opened[10].work)
        for number, cost in opened.items()
        if number != 10
    }
    name = f"order_{LINES}_lines_{companies}_vs_{FEW}_companies"
    pairs[name] = many.work, few.work
    return pairs, opened[10], few


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--stock", action="store_true", help="also plain Odoo")
    parser.add_argument("--companies", type=int, default=300)
    options = parser.parse_args()
    ours, opened, ordered = figures(Ours(), options.companies)
    stock = {}
    if options.stock:
        stock, stock_opened, stock_ordered = figures(Stock(), options.companies)
        common.result("open_enterprise_10th_seconds", opened.work, stock_opened.work)
        common.result(f"order_{LINES}_lines_seconds", ordered.work, stock_ordered.work)
    limits = {"open_enterprise_200th_vs_10th": LIMIT_OPEN}
    limits |= {name: LIMIT_ORDER for name in ours if name.startswith("order")}
    good = [
        common.result(name, *value, limits.get(name), base_name="before")
        for name, value in ours.items()
    ]
    for name, value in stock.items():
        common.result(f"{name}_of_stock", *value, base_name="before")
    return 0 if all(good) else 1


if __name__ == "__main__":
    common.start()
    sys.exit(main())
