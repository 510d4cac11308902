"""The products, rules and customer that ``pricing.py`` measures with."""

import random

import common

LISTING_RULES = 2000
CATEGORIES = 200
FAST = 4  # every fourth product sells fast, and has most of the rules


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
