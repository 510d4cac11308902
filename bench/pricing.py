"""What do prices cost, with a list of 100,000 rules?

    python3 bench/pricing.py [--rules 100000] [--products 20000]

Two databases with the same products, categories and rules: one with our add-ons, one
with core's modules alone. Each step is measured in turns in both; the figures are
medians of processor seconds of this process and its PostgreSQL backend. Before any
time is taken, the prices of both are compared: they must be equal to the last digit.
The exit code is 1 when they are not, or when a step takes more than its limit.
"""

import argparse
import sys

import common
from price_data import bench_products, build

TIMES = 5
SIZES = {10: 0.5, 100: None, 500: 0.03}  # products in a call: most of stock's time
LINES, ORDER_LIMIT = 300, 0.2
MOST_OF_STOCK_20000 = 0.003
SAMPLED = 20  # of so many products stock's time for all is told
PAGE, CATALOG = 80, 10000
QUANTITY = 6.0
OURS, STOCK = "fmcg_bench_prices", "fmcg_bench_prices_stock"


# Steps: each takes an environment and returns what is measured ------------------


def party(env, name):
    model = {"customer": "res.partner", "pricelist": "product.pricelist"}[name]
    return env[model].browse(int(env["ir.config_parameter"].get_param(f"bench.{name}")))


def price(env, count):
    products = bench_products(env, count)
    pricelist = party(env, "pricelist")
    env.invalidate_all()
    return lambda: pricelist._compute_price_rule(
        products, QUANTITY, date=env.cr.now()
    )


def price_sampled(env, count):
    """Stock: the rules of all products, but only a sample of them compared."""
    products = bench_products(env, count)
    pricelist = party(env, "pricelist")
    date = env.cr.now()
    env.invalidate_all()

    def run():
        rules = pricelist._get_applicable_rules(products, date)
        rules.fetch(["min_quantity", "applied_on", "product_tmpl_id"])
        for product in products[:SAMPLED]:
            rule = next(r for r in rules if r._is_applicable_for(product, QUANTITY))
            rule._compute_price(product, QUANTITY, product.uom_id, date)

    return run


def create_order(env, count):
    products = bench_products(env, count)
    values = {
        "partner_id": party(env, "customer").id,
        "order_line": [
            (0, 0, {"product_id": product.id, "product_uom_qty": QUANTITY})
            for product in products
        ],
    }
    env.invalidate_all()

    def run():
        order = env["sale.order"].create(values)
        env.flush_all()
        return order

    return run


def catalog_page(env, count):
    """A page of the catalogue at the order, among ``CATALOG`` products."""
    last = bench_products(env, CATALOG)[-1].id
    order = env["sale.order"].create({"partner_id": party(env, "customer").id})
    env.flush_all()
    env.invalidate_all()

    def run():
        domain = order._get_product_catalog_domain() & env_domain(
            [("id", "<=", last), ("default_code", "=like", "BENCH-%")]
        )
        products = env["product.product"].search(domain, limit=count)
        return order._get_product_catalog_order_data(products)

    return run


def resolve_listing(env, count):
    """Which of so many products may be ordered; stock can only search them."""
    last = bench_products(env, count)[-1].id
    Product = env["product.product"]
    domain = env_domain(
        [("id", "<=", last), ("default_code", "=like", "BENCH-%"), ("sale_ok", "=", True)]
    )
    customer = party(env, "customer")
    env.invalidate_all()

    def run():
        wanted = domain
        if "channel.listing" in env:
            wanted &= customer.channel_node_id.agreement_ids._get_listing_domain()
        return Product.search(wanted).ids

    return run


def env_domain(domain):
    from odoo.fields import Domain

    return Domain(domain)


# Measuring ---------------------------------------------------------------------


def measure(database, step, *arguments):
    with common.environment(database, tracking_disable=True) as env:
        run = step(env, *arguments)
        with common.measured(env.cr) as cost:
            run()
        env.cr.rollback()
    return cost


def in_turns(steps, times=TIMES):
    """Medians of several steps, measured in turns; the first turn warms up.

    :param steps: dict from a name to (database, function, arguments …)
    """
    found = {name: [] for name in steps}
    for turn in range(times + 1):
        for name, step in steps.items():
            cost = measure(*step)
            if turn:
                found[name].append(cost)
    return {name: common.median(costs) for name, costs in found.items()}


def compare(count):
    """Whether both databases give the same prices by rules for the same things."""
    answers = []
    for database in (OURS, STOCK):
        with common.environment(database) as env:
            products = bench_products(env, count)
            codes = {product.id: product.default_code for product in products}
            found = price(env, count)()
            rules = env["product.pricelist.item"].browse(
                rule for _price, rule in found.values() if rule
            )
            said = {rule.id: rule.read(RULE)[0] | {"id": 0} for rule in rules}
            answers.append(
                {codes[key]: (p, said.get(rule)) for key, (p, rule) in found.items()}
            )
    ours, stock = ({k: strip(v) for k, v in answer.items()} for answer in answers)
    differing = [code for code in stock if ours[code] != stock[code]]
    print(f"  {len(stock)} prices compared, {len(differing)} differ {differing[:3]}")
    return not differing


RULE = ["applied_on", "min_quantity", "compute_price", "fixed_price", "percent_price"]


def strip(answer):
    price_, rule = answer
    return price_, rule and tuple(rule[name] for name in RULE)


def measure_prices(sizes):
    good = True
    for size, ratio_limit in sizes.items():
        costs = in_turns({"ours": (OURS, price, size), "stock": (STOCK, price, size)})
        tell(f"price_{size}_products_100k_rules", costs)
        good &= common.result(
            f"price_{size}_products_100k_rules",
            costs["ours"].work,
            costs["stock"].work,
            ratio_limit=ratio_limit,
        )
    return good


def measure_all_prices(count):
    name = f"price_{count}_products_100k_rules"
    costs = in_turns({"ours": (OURS, price, count)}, times=3)
    sampled = in_turns({"stock": (STOCK, price_sampled, count)}, times=1)["stock"]
    common.tell(f"{name} ours", costs["ours"])
    print(f"  stock: sampled, {SAMPLED} of {count} products in {sampled.work:.1f} s")
    return common.result(
        name,
        costs["ours"].work,
        sampled.work * count / SAMPLED,
        ratio_limit=MOST_OF_STOCK_20000,
    )


def measure_step(name, step, argument, ratio_limit=None, times=TIMES):
    costs = in_turns(
        {"ours": (OURS, step, argument), "stock": (STOCK, step, argument)}, times
    )
    tell(name, costs)
    return common.result(
        name, costs["ours"].work, costs["stock"].work, ratio_limit=ratio_limit
    )


def tell(name, costs):
    for side, cost in costs.items():
        common.tell(f"{name} {side}", cost)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rules", type=int, default=100000)
    parser.add_argument("--products", type=int, default=20000)
    options = parser.parse_args()
    for database, stock in ((OURS, False), (STOCK, True)):
        common.database(database, stock=stock)
        build(database, options.products, options.rules)
    try:
        good = compare(500)
        good &= measure_prices(SIZES)
        good &= measure_all_prices(options.products)
        good &= measure_step(
            f"order_create_{LINES}_lines_100k_rules", create_order, LINES, ORDER_LIMIT, 3
        )
        good &= measure_step("catalogue_page_10k_products", catalog_page, PAGE)
        good &= measure_step(
            "listing_resolution_10k_products_2k_rules", resolve_listing, CATALOG
        )
    finally:
        common.drop(OURS, STOCK)
    return 0 if good else 1


if __name__ == "__main__":
    common.start()
    sys.exit(main())
