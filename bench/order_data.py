"""What ``confirm.py`` and ``submit.py`` order: goods in stock, sold by a salesperson."""

import common
from price_data import bench_products, build

PRODUCTS, RULES = 400, 400
QUANTITY, PRICE, STOCK = 6.0, 3.5, 1000000.0
ROLE = "fmcg_channel.role_salesperson"


def build_orders(database):
    """Products and customer of ``price_data`` with stock and a salesperson."""
    build(database, PRODUCTS, RULES)
    with common.environment(database) as env:
        put_in_stock(env)
        if "channel.listing" in env:
            let_through(env)
        user = create_salesperson(env)
        env["ir.config_parameter"].set_param("bench.salesperson", user.id)
    common.analyze(database)


def put_in_stock(env):
    warehouse = find_warehouse(env)
    for product in bench_products(env):
        env["stock.quant"]._update_available_quantity(
            product, warehouse.lot_stock_id, STOCK
        )


def let_through(env):
    """Listing, approval and credit are asked, and have nothing against the orders."""
    agreement = find_customer(env).channel_node_id.agreement_ids
    agreement.credit_limit = agreement.company_id.order_approval_limit = 10.0**9
    rules = env["channel.listing"].search([])
    rules.filtered(lambda rule: not rule.is_listed).unlink()
    env["channel.listing"].create(
        {"company_id": agreement.company_id.id, "audience": "all"}
    )


def find_warehouse(env):
    """Of the seller; it delivers in one step and reserves when an order is confirmed."""
    company = env.ref("base.main_company")
    warehouse = env["stock.warehouse"].search([("company_id", "=", company.id)], limit=1)
    assert warehouse.delivery_steps == "ship_only"
    assert warehouse.out_type_id.reservation_method == "at_confirm"
    return warehouse


def create_salesperson(env):
    company = env.ref("base.main_company")
    if "channel.node" not in env:
        group = env.ref("sales_team.group_sale_salesman")
        values = {"name": "Seller", "login": "seller", "group_ids": [(4, group.id)]}
        return env["res.users"].create(values)
    user = env["res.users"]._create_channel_staff(
        company, "Seller", "seller@bench.example", env.ref(ROLE)
    )
    find_customer(env).channel_node_id.agreement_ids.user_id = user
    return user


def find_salesperson(env):
    return int(env["ir.config_parameter"].sudo().get_param("bench.salesperson"))


def find_customer(env):
    customer = env["ir.config_parameter"].sudo().get_param("bench.customer")
    return env["res.partner"].browse(int(customer))


def prepare_order(env, lines):
    """Values of an order; all of its products can be ordered under listing rules."""
    return {
        "partner_id": find_customer(env).id,
        "order_line": [
            (0, 0, {"product_id": product.id, "product_uom_qty": QUANTITY})
            for product in bench_products(env, lines)
        ],
    }


def create_buyers(env, count):
    """Further customers like the first; their ids, of ours those of the agreements."""
    customers = env["res.partner"].create(
        [
            {"name": f"Shop {number}", "country_id": env.ref("base.cn").id}
            for number in range(count)
        ]
    )
    model = find_customer(env)
    customers.specific_property_product_pricelist = (
        model.specific_property_product_pricelist
    )
    if "channel.node" not in env:
        return customers.ids
    return [create_agreement(env, model, customer).id for customer in customers]


def create_agreement(env, model, customer):
    like = model.channel_node_id
    node = like.create(
        {
            "partner_id": customer.id,
            "tier_id": like.tier_id.id,
            "parent_id": like.parent_id.id,
            "territory_id": like.territory_id.id,
        }
    )
    agreement = env["channel.agreement"].create(
        {
            "company_id": like.agreement_ids.company_id.id,
            "node_id": node.id,
            "pricelist_id": like.agreement_ids.pricelist_id.id,
            "user_id": find_salesperson(env),
        }
    )
    agreement.action_activate()
    agreement.credit_limit = like.agreement_ids.credit_limit
    return agreement
