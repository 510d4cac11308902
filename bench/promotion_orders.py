"""What do promotions cost an order that is written?

    python3 bench/promotion_orders.py

An order of 100 lines, of which five quantities change in one write: with our add-ons
without promotions, with 50 that speak to the order, and with 1,000 more that do not
(other products, other customers, other days); and in core with as many programmes of
sale_loyalty, after the same order without any. sale_loyalty expresses percentages on
products, amounts off the order and gifts by quantity; it has no ladders, exclusion,
budgets or customer classes, so its programmes are of these three kinds only, and ours
are of the same kinds, products and amounts. Core does not apply rewards by itself:
its step does what a person's two clicks do (update, then claim what there is).

Figures are medians of processor seconds of this process and its PostgreSQL backend.
The exit code is 1 when 1,000 inapplicable promotions add more than a tenth.
"""

import sys

import common
from price_data import bench_products, build

TIMES = 15
LINES, PROMOTIONS, INAPPLICABLE = 100, 50, 1000
PRODUCTS, RULES = 400, 400
CHANGED = 5
MOST_RATIO = 1.1
OURS, STOCK = "fmcg_bench_promotions", "fmcg_bench_promotions_stock"
NAME = f"order_write_{LINES}_lines_{PROMOTIONS}_promotions"


# Promotions: 30 percentages, 10 gifts, 10 amounts off the order ------------------


def create_ours(env):
    products = bench_products(env, LINES)
    gift = bench_products(env)[-1]
    for number in range(PROMOTIONS):
        values = {"name": f"Bench {number}", "date_start": False}
        pair = products[number * 2 : number * 2 + 2]
        if number < 30:
            values |= {
                "kind": "line_percent",
                "product_ids": pair.ids,
                "step_ids": [(0, 0, {"percent": 5})],
            }
        elif number < 40:
            values |= {
                "kind": "gift",
                "measure": "quantity",
                "uom_id": gift.uom_id.id,
                "repeat": True,
                "product_ids": pair.ids,
                "step_ids": [(0, 0, {"threshold": 10, "gift_ids": [(0, 0, {
                    "product_id": gift.id, "uom_id": gift.uom_id.id, "quantity": 1})]})],
            }
        else:
            values |= {
                "kind": "order",
                "level": "order",
                "step_ids": [(0, 0, {"threshold": 100 * number, "amount": number})],
            }
        env["channel.promotion"].create(values).action_release()


def create_inapplicable(env):
    """Released as well, for other products, other customers or other days."""
    others = bench_products(env)[LINES:-1]
    grade = env["channel.grade"].search([("name", "=", "Other")], limit=1)
    excuses = (
        lambda n: {"product_ids": others[n % len(others)].ids},
        lambda n: {"grade_ids": grade.ids},
        lambda n: {"date_start": "2020-01-01", "date_end": "2020-12-31"},
    )
    promotions = env["channel.promotion"].create(
        [
            {
                "name": f"Other {number}",
                "kind": "line_percent",
                "step_ids": [(0, 0, {"percent": 5})],
                **{"date_start": False, **excuses[number % 3](number)},
            }
            for number in range(INAPPLICABLE)
        ]
    )
    promotions.action_release()


def create_programs(env):
    products = bench_products(env, LINES)
    gift = bench_products(env)[-1]
    for number in range(PROMOTIONS):
        pair = products[number * 2 : number * 2 + 2]
        rule, reward = {"minimum_qty": 1}, {}
        if number < 30:
            rule |= {"product_ids": [(6, 0, pair.ids)]}
            reward |= {
                "discount": 5,
                "discount_applicability": "specific",
                "discount_product_ids": [(6, 0, pair.ids)],
            }
        elif number < 40:
            rule |= {
                "product_ids": [(6, 0, pair.ids)],
                "reward_point_mode": "unit",
            }
            reward |= {
                "reward_type": "product",
                "reward_product_id": gift.id,
                "required_points": 10,
            }
        else:
            rule |= {"minimum_amount": 100 * number}
            reward |= {"discount_mode": "per_order", "discount": number}
        env["loyalty.program"].create(
            {
                "name": f"Bench {number}",
                "program_type": "promotion",
                "applies_on": "current",
                "trigger": "auto",
                "rule_ids": [(0, 0, rule)],
                "reward_ids": [(0, 0, reward)],
            }
        )


# Measuring ---------------------------------------------------------------------


def create_order(env):
    customer = env["res.partner"].browse(
        int(env["ir.config_parameter"].get_param("bench.customer"))
    )
    order = env["sale.order"].create(
        {
            "partner_id": customer.id,
            "order_line": [
                (0, 0, {"product_id": product.id, "product_uom_qty": 12})
                for product in bench_products(env, LINES)
            ],
        }
    )
    claim(order)
    env.flush_all()
    return order


def claim(order):
    """What core leaves to people: apply every reward that can be claimed."""
    if "loyalty.program" not in order.env:
        return
    order._update_programs_and_rewards()
    for coupon, rewards in order._get_claimable_rewards().items():
        for reward in rewards:
            order._apply_program_reward(reward, coupon)


def write_order(order):
    lines = order.order_line.filtered(lambda line: line.price_unit > 0)[:CHANGED]
    env = order.env
    env.invalidate_all()
    with common.measured(env.cr) as cost:
        order.write(
            {
                "order_line": [
                    (1, line.id, {"product_uom_qty": line.product_uom_qty + 1})
                    for line in lines
                ]
            }
        )
        claim(order)
        env.flush_all()
    return cost


def measure(database, prepare=None):
    """Median of several writes of one order; what is prepared stays for the next."""
    if prepare:
        with common.environment(database, tracking_disable=True) as env:
            prepare(env)
        common.analyze(database)
    with common.environment(database, tracking_disable=True) as env:
        order = create_order(env)
        write_order(order)  # warms up
        costs = [write_order(order) for _turn in range(TIMES)]
        given = len(order.order_line) - LINES
        env.cr.rollback()
    return common.median(costs), given


def main():
    common.database(OURS)
    common.database(STOCK, stock=True)
    common.install(STOCK, "sale_loyalty")
    for database in (OURS, STOCK):
        build(database, PRODUCTS, RULES)
    try:
        found = {
            "ours, none": measure(OURS),
            "ours": measure(OURS, create_ours),
            "ours, 1,000 more": measure(OURS, create_inapplicable),
            "stock, none": measure(STOCK),
            "stock": measure(STOCK, create_programs),
        }
        for name, (cost, given) in found.items():
            common.tell(f"{NAME} {name} (+{given} lines)", cost)
        work = {name: cost.work for name, (cost, _given) in found.items()}
        common.result(NAME, work["ours"], work["stock"])
        common.result(
            f"{NAME}_to_none", work["ours"], work["ours, none"], base_name="none"
        )
        return not common.result(
            f"{NAME}_and_{INAPPLICABLE}_inapplicable",
            work["ours, 1,000 more"],
            work["ours"],
            ratio_limit=MOST_RATIO,
            base_name="without",
        )
    finally:
        common.drop(OURS, STOCK)


if __name__ == "__main__":
    common.start()
    sys.exit(main())
