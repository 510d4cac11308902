"""What does it take to know what 10,000 buyers owe?

    python3 bench/credit.py

One enterprise with 10,000 buyers, three open invoices each and an amount that is
confirmed and not invoiced yet. Read are the exposures of all of them, as the list of
accounts does, and of 100 of them. The documents are copied in SQL from one real invoice
of core; only its receivable line is copied, as no other line is read.

Figures are medians of processor seconds of this process and its PostgreSQL backend; the
limit is a ratio to the yardstick's, in turns. The exit code is 1 when it takes too long, or
when more queries are asked for each further thousand than Odoo needs, which reads a
thousand records of a model at a time.
"""

import sys

import common
import yardstick

from odoo.tools import SQL

TIMES = 5
BUYERS, FEW, INVOICES = 10000, 100, 3
MOST_OF_YARDSTICK = 30
MOST_QUERIES = 5  # for each further thousand buyers: models that are read
DATABASE = "fmcg_bench_credit"
OWN = {"id", "partner_id", "commercial_partner_id", "name", "move_id", "access_token"}


def build(env):
    company = env.ref("base.main_company")
    company._ensure_channel_node()
    nodes = env["channel.node"].create(
        [
            {
                "name": f"Buyer {number}",
                "tier_id": env.ref("fmcg_channel.tier_retail").id,
                "parent_id": company.channel_node_id.id,
            }
            for number in range(BUYERS)
        ]
    )
    agreements = env["channel.agreement"].create(
        [
            {
                "company_id": company.id,
                "node_id": node.id,
                "state": "active",
                "credit_limit": 1000,
            }
            for node in nodes
        ]
    )
    invoice = post_invoice(env, nodes[0].partner_id)
    env.cr.flush()
    copy_invoice(env, invoice, agreements.node_id.partner_id.ids)
    env.cr.execute("UPDATE channel_credit_account SET committed = id % 700")


def post_invoice(env, partner):
    invoice = env["account.move"].create(
        {
            "move_type": "out_invoice",
            "partner_id": partner.id,
            "invoice_line_ids": [
                (0, 0, {"name": "Goods", "price_unit": 100, "tax_ids": False})
            ],
        }
    )
    invoice.action_post()
    return invoice


def copied(env, table):
    """The columns of a table that are copied as they are."""
    env.cr.execute(
        """SELECT column_name FROM information_schema.columns
            WHERE table_name = %s AND is_generated = 'NEVER'""",
        [table],
    )
    return SQL(", ").join(
        SQL.identifier(name) for (name,) in env.cr.fetchall() if name not in OWN
    )


def copy_invoice(env, invoice, partner_ids):
    columns = copied(env, "account_move")
    line_columns = copied(env, "account_move_line")
    receivable = invoice.line_ids.filtered(
        lambda line: line.account_id.account_type == "asset_receivable"
    )
    env.cr.execute(
        SQL(
            """WITH moves AS (
                   INSERT INTO account_move (partner_id, commercial_partner_id, name,
                                             %(columns)s)
                   SELECT buyer, buyer, 'BENCH/' || buyer || '/' || copy, %(columns)s
                     FROM account_move, unnest(%(buyers)s::int[]) AS buyer,
                          generate_series(1, %(copies)s) AS copy
                    WHERE id = %(move)s
                RETURNING id, partner_id)
               INSERT INTO account_move_line (partner_id, move_id, %(line_columns)s)
               SELECT moves.partner_id, moves.id, %(line_columns_of)s
                 FROM moves, account_move_line AS line WHERE line.id = %(line)s""",
            columns=columns,
            buyers=partner_ids,
            copies=INVOICES,
            move=invoice.id,
            line_columns=line_columns,
            line_columns_of=qualified(env),
            line=receivable.id,
        )
    )


def qualified(env):
    """The columns of the line, of which the moves have some as well."""
    names = copied(env, "account_move_line").code.split(", ")
    return SQL(", ".join(f"line.{name}" for name in names))


def measure(env, size):
    accounts = env["channel.credit.account"].search([], limit=size)
    costs, base = [], []
    for _time in range(TIMES + 1):
        env.invalidate_all()
        with common.measured(env.cr) as cost:
            found = accounts._get_exposures()
        costs.append(cost)
        with common.measured(env.cr) as cost:
            yardstick.run(env.cr)
        base.append(cost)
    owed = sum(one.receivable for one in found.values())
    assert len(found) == size and owed >= 100 * INVOICES * size, owed
    return common.median(costs[1:]), common.median(base[1:])


def main():
    common.database(DATABASE)
    with common.environment(DATABASE) as env:
        build(env)
    common.analyze(DATABASE)
    with common.environment(DATABASE) as env:
        (few, _base), (many, base) = measure(env, FEW), measure(env, BUYERS)
    common.tell(f"exposures of {FEW} buyers", few)
    common.tell(f"exposures of {BUYERS} buyers", many)
    common.tell("yardstick", base)
    good = common.result(
        "exposure_10k_buyers", many.work, base.work, MOST_OF_YARDSTICK, "yardstick"
    )
    good &= common.result(
        "exposure_10k_buyers_queries",
        many.queries,
        few.queries + MOST_QUERIES * BUYERS / 1000,
        ratio_limit=1,
        base_name="allowed",
    )
    common.drop(DATABASE)
    return 0 if good else 1


if __name__ == "__main__":
    common.start()
    sys.exit(main())
