"""What do prices cost, with a list of 100,000 rules?

    python3 bench/pricing.py [--rules 100000] [--products 20000]

Two databases with the same products, categories and rules: one with our add-ons, one
with core's modules alone. Each step is measured in turns in both; the figures are
medians of processor seconds of this process and its PostgreSQL backend. Before any
time is taken, the prices of both are compared: they must be equal to the last digit.
The exit code is 1 when they are not, or when a step takes more than its limit.
"""

import argparse
import random
import sys

import common

TIMES = 5
SIZES = {10: 0.5, 100: None, 500: 0.03}  # products in a call: most of stock's time
LINES, ORDER_LIMIT = 300, 0.2
MOST_SECONDS_20000 = 3.0
SAMPLED = 20  # of so many products stock's time for all is told
PAGE, CATALOG = 80, 10000
LISTING_RULES = 2000
CATEGORIES = 200
FAST = 4  # every fourth product sells fast, and has most of the rules
QUANTITY = 6.0
OURS, STOCK = "fmcg_bench_prices", "fmcg_bench_prices_stock"


# Building ----------------------------------------------------------------------


def build(database, products, rules):
    with common.environment(database) as env:
        feature = env.ref("product.group_product_pricelist")
        env.ref("base.group_user")._apply_group(feature)
        categories = create_categories(env)
        create_products(env, products, categories)
        pricelist = env["product.pricelist"].create({"name": "Bench"})
        create_rules(env, pricelist, products, rules)
        customer = create_customer(env, pricelist)
        env["ir.config_parameter"].set_param("bench.customer", customer.id)
        env["ir.config_parameter"].set_param("bench.pricelist", pricelist.id)
        if "channel.node" in env:
            prepare_channel(env, customer, pricelist)
    common.analyze(database)


def create_categories(env):
    chance = random.Random(7)
    found = env["product.category"]
    for number in range(CATEGORIES):
        parent = chance.choice(found) if found and chance.random() < 0.8 else found[:0]
        found |= found.create({"name": f"Bench {number}", "parent_id": parent.id})
    return found


def create_products(env, count, categories):
    """As copies of one product, in two statements: creating 20,000 takes minutes."""
    first = env["product.product"].create(
        {
            "name": "Bench product",
            "default_code": "BENCH",
            "is_storable": True,
            "taxes_id": False,
            "standard_price": 1.0,
        }
    )
    env.flush_all()
    ids = copy_rows(
        env,
        "product_template",
        first.product_tmpl_id.id,
        count,
        {
            "name": "jsonb_build_object('en_US', 'Bench product ' || n)",
            "list_price": "round((1 + (n * 7919) % 9973 / 100.0)::numeric, 2)",
            "categ_id": f"(ARRAY{categories.ids})[1 + n % {CATEGORIES}]",
        },
    )
    copy_rows(
        env,
        "product_product",
        first.id,
        count,
        {
            "product_tmpl_id": f"{ids} + n",
            "default_code": "'BENCH-' || n",
            "combination_indices": "''",
        },
    )
    first.active = first.product_tmpl_id.active = False
    env.invalidate_all()


def copy_rows(env, table, source, count, values):
    """Copy row ``source`` of a table ``count`` times; the id before the first copy.

    :param values: SQL of the columns that differ; ``n`` counts the copies from 1
    """
    env.cr.execute(
        "SELECT column_name FROM information_schema.columns"
        " WHERE table_name = %s AND column_name <> 'id'",
        [table],
    )
    columns = [name for (name,) in env.cr.fetchall()]
    chosen = [values.get(name, f'"{name}"') for name in columns]
    env.cr.execute(f"SELECT max(id) FROM {table}")
    last = env.cr.fetchone()[0]
    names = ", ".join(f'"{name}"' for name in columns)
    env.cr.execute(
        f"INSERT INTO {table} (id, {names})"
        f" SELECT {last} + n, {', '.join(chosen)}"
        f"   FROM {table}, generate_series(1, {count}) n WHERE id = {source}"
    )
    env.cr.execute(f"SELECT setval('{table}_id_seq', {last + count})")
    return last


def bench_products(env, count=None):
    """The fast ones come first."""
    return env["product.product"].search(
        [("default_code", "=like", "BENCH-%")], order="id", limit=count
    )


def create_rules(env, pricelist, products, count):
    """Ladders of fixed prices and discounts; most of them on a quarter of the products.

    Some are on categories, and one on all products.
    """
    sample = env["product.pricelist.item"].create(
        {"pricelist_id": pricelist.id, "compute_price": "percentage", "percent_price": 5}
    )
    for number, category in enumerate(bench_categories(env)[:50]):
        sample.copy(
            {
                "applied_on": "2_product_category",
                "categ_id": category.id,
                "percent_price": 10 + number % 20,
                "min_quantity": number % 3 * 5,
            }
        )
    env.flush_all()
    first = bench_products(env, 1).product_tmpl_id.id
    copy_rows(
        env,
        "product_pricelist_item",
        sample.id,
        count,
        {
            "applied_on": "'1_product'",
            "product_tmpl_id": f"{first} + (n * 7919) % CASE WHEN n % 20 = 0"
            f" THEN {products} ELSE {products // FAST} END",
            "min_quantity": "(ARRAY[0, 1, 2, 5, 24])[1 + (n / 97) % 5]",
            "compute_price": "CASE WHEN n % 4 = 0 THEN 'percentage' ELSE 'fixed' END",
            "fixed_price": "1 + (n * 31) % 5000 / 100.0",
            "percent_price": "n % 40",
        },
    )
    env.invalidate_all()


def bench_categories(env):
    return env["product.category"].search([("name", "=like", "Bench%")], order="id")


def create_customer(env, pricelist):
    customer = env["res.partner"].create(
        {"name": "Bench shop", "is_company": True, "country_id": env.ref("base.cn").id}
    )
    customer.specific_property_product_pricelist = pricelist
    return customer


def prepare_channel(env, customer, pricelist):
    """The customer as an outlet under an agreement, with listing rules."""
    brand = env.ref("base.main_company")
    node = env["channel.node"].create(
        {
            "partner_id": customer.id,
            "tier_id": env.ref("fmcg_channel.tier_retail").id,
            "parent_id": brand.channel_node_id.id,
            "territory_id": env.ref("fmcg_channel.territory_cn_440106").id,
        }
    )
    env["channel.agreement"].create(
        {"company_id": brand.id, "node_id": node.id, "pricelist_id": pricelist.id}
    ).action_activate()
    create_listings(env, brand, node)


def create_listings(env, company, node):
    """Rules of all kinds: three in four list, the others unlist; half are for others."""
    grade = env["channel.grade"].create({"name": "Bench", "company_id": company.id})
    node.agreement_ids.grade_id = grade
    other = env["channel.grade"].create({"name": "Other", "company_id": company.id})
    audiences = [
        {"audience": "all"},
        {"audience": "tier", "tier_id": node.tier_id.id},
        {"audience": "territory", "territory_id": node.territory_id.parent_id.id},
        {"audience": "grade", "grade_id": grade.id},
        {"audience": "node", "node_id": node.id},
        *[{"audience": "grade", "grade_id": other.id}] * 5,
    ]
    products = bench_products(env, LISTING_RULES).product_tmpl_id
    categories = bench_categories(env)
    env["channel.listing"].create(
        [
            {
                "company_id": company.id,
                "is_listed": number % 4 != 0,
                **audiences[number % len(audiences)],
                **(
                    {"categ_id": categories[number % CATEGORIES].id}
                    if number % 7 == 0
                    else {"product_tmpl_id": product.id}
                ),
            }
            for number, product in enumerate(products)
        ]
    )


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
        costs["ours"].clock,
        sampled.work * count / SAMPLED,
        limit=MOST_SECONDS_20000,
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
