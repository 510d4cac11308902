"""Does a distributor's staff wait longer because the channel is large?

    python3 bench/channel_tree.py [--nodes 40000] [--few 4000]

Builds the same channel in two sizes: in both stands one city distributor with the same
subtree (10 sub-distributors, 190 outlets, 5 orders each); the other nodes and their
orders belong to others. Then measures in turns, as that distributor's staff, opening
the tree, list pages of nodes and contacts, moving a node, and the orders of the own
subtree; and a portal user's orders. The exit code is 1 when a step takes longer in
the large channel than its limit, or more queries.
"""

import argparse
import itertools
import statistics
import sys

import common

TIMES = 15
LIMIT = 1.5
CITIES, SUBS, OUTLETS = 10, 10, 19  # under each province, city and sub-distributor
ORDERS_EACH = 5
LIST = 80
LOGINS = {"staff": "staff@bench.example", "portal": "portal@bench.example"}


# Building ----------------------------------------------------------------------


def build(database, nodes):
    with common.environment(database) as env:
        brand = env.ref("base.main_company").channel_node_id
        rival = open_enterprise(env, "Rival", "province", brand)
        north = open_enterprise(env, "North", "province", brand)
        city = open_enterprise(env, "City", "city", north.channel_node_id)
        agree(env, north, city.channel_node_id)
        agree(env, env.ref("base.main_company"), north.channel_node_id)
        env.flush_all()
        tree = Tree(env)
        tree.grow_city(city.channel_node_id, city)
        province_size = CITIES * SUBS * (OUTLETS + 1)
        while tree.size < nodes - province_size / 2:
            province = tree.add("province", rival.channel_node_id, rival)
            for _number in range(CITIES):
                tree.grow_city(tree.add("city", province, rival), rival)
        tree.write()
        add_users(env, city)
    common.analyze(database)


def open_enterprise(env, name, tier, upstream):
    node = env["channel.node"].create(
        {
            "name": name,
            "parent_id": upstream.id,
            "tier_id": env.ref(f"fmcg_channel.tier_{tier}").id,
        }
    )
    wizard = env["channel.enterprise.open"].create(
        {
            "node_id": node.id,
            "country_id": env.ref("base.cn").id,
            "admin_name": f"Administrator of {name}",
            "admin_login": f"{name.lower()}@bench.example",
        }
    )
    return wizard._open(password="a-Secret-1")


def agree(env, company, node):
    agreement = env["channel.agreement"].create(
        {"company_id": company.id, "node_id": node.id}
    )
    agreement.action_activate()


def add_users(env, city):
    """One who sells for the city distributor, and one who buys for an outlet."""
    role = env.ref("fmcg_channel.role_enterprise_admin")
    env["res.users"]._create_channel_staff(
        city, "Staff", LOGINS["staff"], role, password="a-Secret-1"
    )
    outlet = env["channel.node"].search(
        [("id", "child_of", city.channel_node_id.id), ("tier_id.code", "=", "retail")],
        limit=1,
    )
    contact = env["res.partner"].create(
        {"name": "Buyer", "parent_id": outlet.partner_id.id}
    )
    env["res.users"]._create_channel_portal_user(
        contact, LOGINS["portal"], env.ref("fmcg_channel.role_portal_buyer")
    )


class Tree:
    """Nodes, partners, agreements and orders, written as rows: 40,000 in seconds."""

    def __init__(self, env):
        self.env = env
        self.tiers = {tier.code: tier.id for tier in env["channel.tier"].search([])}
        self.paths = {
            node.id: node.parent_path for node in env["channel.node"].search([])
        }
        self.size = len(self.paths)
        self.rows = {"res_partner": [], "channel_node": []}
        self.rows |= {"channel_agreement": [], "sale_order": []}
        self.ids = {name: self.next_id(name) for name in self.rows}

    def next_id(self, table):
        self.env.cr.execute(f"SELECT nextval('{table}_id_seq')")  # noqa: S608
        return itertools.count(self.env.cr.fetchone()[0])

    def grow_city(self, city, company):
        for _sub in range(SUBS):
            sub = self.add("sub", city, company)
            for _outlet in range(OUTLETS):
                self.order(self.add("retail", sub, company), company)

    def add(self, tier, upstream, company):
        """Another node with its partner and agreement; the node's id."""
        upstream = getattr(upstream, "id", upstream)
        node, partner = next(self.ids["channel_node"]), next(self.ids["res_partner"])
        name = f"{tier} {node:06}"
        self.paths[node] = f"{self.paths[upstream]}{node}/"
        self.size += 1
        self.rows["res_partner"].append(
            {
                "id": partner,
                "name": name,
                "complete_name": name,
                "is_company": True,
                "active": True,
                "type": "contact",
                "commercial_partner_id": partner,
                "channel_node_id": node,
                "autopost_bills": "ask",
            }
        )
        self.rows["channel_node"].append(
            {
                "id": node,
                "name": name,
                "code": f"B{node:06}",
                "partner_id": partner,
                "parent_id": upstream,
                "parent_path": self.paths[node],
                "tier_id": self.tiers[tier],
                "state": "active",
                "active": True,
            }
        )
        self.rows["channel_agreement"].append(
            {
                "id": next(self.ids["channel_agreement"]),
                "company_id": company.id,
                "seller_node_id": company.channel_node_id.id,
                "node_id": node,
                "tier_id": self.tiers[tier],
                "state": "active",
                "priority": 10,
            }
        )
        return node

    def order(self, node, company):
        """The orders of the outlet that was added last."""
        partner = self.rows["res_partner"][-1]["id"]
        for _number in range(ORDERS_EACH):
            order = next(self.ids["sale_order"])
            self.rows["sale_order"].append(
                {
                    "id": order,
                    "name": f"B{order:06}",
                    "company_id": company.id,
                    "partner_id": partner,
                    "partner_invoice_id": partner,
                    "partner_shipping_id": partner,
                    "currency_id": company.currency_id.id,
                    "date_order": "2020-01-01",
                    "state": "sale",
                    "picking_policy": "direct",
                    "buyer_node_id": node,
                    "seller_node_id": company.channel_node_id.id,
                    "agreement_id": self.rows["channel_agreement"][-1]["id"],
                }
            )

    def write(self):
        """Partners and nodes point to each other, so that one comes later."""
        partners = self.rows["res_partner"]
        nodes = {row["id"]: row.pop("channel_node_id") for row in partners}
        for table, rows in self.rows.items():
            self.insert(table, rows)
        self.env.cr.execute(
            "UPDATE res_partner p SET channel_node_id = n.id FROM channel_node n"
            " WHERE n.partner_id = p.id AND p.id = ANY(%s)",
            [list(nodes)],
        )
        self.env.invalidate_all()

    def insert(self, table, rows):
        from psycopg2.extras import execute_values

        columns = list(rows[0])
        execute_values(
            self.env.cr._obj,
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES %s",  # noqa: S608
            [tuple(row.values()) for row in rows],
            page_size=5000,
        )
        self.env.cr.execute(
            f"SELECT setval('{table}_id_seq', max(id)) FROM {table}"  # noqa: S608
        )


# What people do ----------------------------------------------------------------


def open_tree(env):
    """As the hierarchy view asks: without a filter, for the roots."""
    found = env["channel.node"].hierarchy_read(
        [("parent_id", "=", False)],
        {
            "name": {},
            "tier_id": {"fields": {"display_name": {}}},
            "territory_id": {"fields": {"display_name": {}}},
            "state": {},
            "parent_id": {"fields": {"display_name": {}}},
            "child_ids": {"fields": {}},
        },
        "parent_id",
        "child_ids",
    )
    assert len(found) >= SUBS + 1, f"{len(found)} boxes"


def unfold_tree(env):
    """Unfold one box, as the hierarchy view does."""
    sub = env["channel.node"].search([("tier_id.code", "=", "sub")], limit=1)
    found = env["channel.node"].web_search_read(
        [("parent_id", "=", sub.id)],
        {"name": {}, "parent_id": {"fields": {"display_name": {}}}, "child_ids": {}},
    )
    assert found["length"] == OUTLETS


def list_nodes(env):
    found = env["channel.node"].web_search_read(
        [],
        {
            "code": {},
            "name": {},
            "tier_id": {"fields": {"display_name": {}}},
            "parent_id": {"fields": {"display_name": {}}},
            "territory_id": {"fields": {"display_name": {}}},
            "state": {},
        },
        limit=LIST,
        count_limit=10001,
    )
    assert found["length"] > SUBS * OUTLETS and len(found["records"]) == LIST


def list_partners(env):
    found = env["res.partner"].web_search_read(
        [],
        {
            "complete_name": {},
            "email": {},
            "user_id": {"fields": {"display_name": {}}},
            "country_id": {"fields": {"display_name": {}}},
        },
        limit=LIST,
        count_limit=10001,
    )
    assert found["length"] > SUBS * OUTLETS and len(found["records"]) == LIST


def find_partner(env):
    assert env["res.partner"].name_search("retail", limit=8)


def move_node(env):
    """An outlet from one sub-distributor to the next one, and what follows from it."""
    node = env["channel.node"].search([("tier_id.code", "=", "retail")], limit=1)
    others = env["channel.node"].search([("tier_id.code", "=", "sub")], limit=2)
    node.parent_id = (others - node.parent_id)[0]
    env.flush_all()


def list_orders(env):
    """Own sales to the whole subtree, one page."""
    own = env.company.channel_node_id
    found = env["sale.order"].web_search_read(
        [("buyer_node_id", "child_of", own.id)],
        {
            "name": {},
            "partner_id": {"fields": {"display_name": {}}},
            "buyer_node_id": {"fields": {"display_name": {}}},
            "date_order": {},
            "amount_total": {},
            "state": {},
        },
        limit=LIST,
        count_limit=10001,
    )
    assert found["length"] == SUBS * OUTLETS * ORDERS_EACH


def list_portal_orders(env):
    """What the portal's page of orders asks."""
    orders = env["sale.order"]
    domain = [("state", "=", "sale")]
    assert orders.search_count(domain) == ORDERS_EACH
    found = orders.search(domain, order="date_order desc", limit=LIST)
    found.mapped("amount_total")


STEPS = {
    "tree_open": ("staff", open_tree),
    "tree_unfold": ("staff", unfold_tree),
    "node_list": ("staff", list_nodes),
    "partner_list": ("staff", list_partners),
    "partner_find": ("staff", find_partner),
    "node_move": ("staff", move_node),
    "subtree_orders": ("staff", list_orders),
    "portal_orders": ("portal", list_portal_orders),
}


def measure(database, step):
    """One request: a transaction of its own, with the registry's caches warm."""
    login, function = STEPS[step]
    with common.environment(database) as env:
        user = env["res.users"].search([("login", "=", LOGINS[login])])
        context = {"lang": "en_US"}
        if login == "staff":
            context["allowed_company_ids"] = user.company_ids.ids
        env = env(user=user.id, context=context)
        env.user.has_group("base.group_user")
        with common.measured(env.cr) as cost:
            function(env)
            env.cr.flush()
    return cost


def report(step, few, many):
    """Print a step's figures; True when the size of the channel does not matter.

    Steps take a few milliseconds, less than a tick of the processor's accounting, so
    that the quicker third of the times on the clock is compared: what disturbs adds.
    """
    common.tell(f"{step}, few nodes", common.median(few))
    common.tell(f"{step}, many nodes", common.median(many))
    best = [
        statistics.mean(sorted(cost.clock for cost in costs)[: TIMES // 3])
        for costs in (many, few)
    ]
    good = common.result(f"{step}_many_vs_few_nodes", *best, LIMIT, base_name="few")
    queries = [common.median(costs).queries for costs in (few, many)]
    if queries[1] > queries[0]:
        print(f"{step}: {queries[0]:.0f} queries became {queries[1]:.0f}")
    return good and queries[1] <= queries[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--nodes", type=int, default=40000)
    parser.add_argument("--few", type=int, default=4000)
    options = parser.parse_args()
    databases = {}
    for size in (options.few, options.nodes):
        databases[size] = common.database(f"fmcg_bench_tree_{size}")
        build(databases[size], size)
    try:
        good = measure_all(databases[options.few], databases[options.nodes])
    finally:
        common.drop(*databases.values())
    return 0 if good else 1


def measure_all(few, many):
    good = True
    for step in STEPS:
        found = {few: [], many: []}
        for turn in range(TIMES + 1):
            for database, costs in found.items():
                cost = measure(database, step)
                if turn:  # the first one fills the registry's caches
                    costs.append(cost)
        good &= report(step, found[few], found[many])
    return good


if __name__ == "__main__":
    common.start()
    sys.exit(main())
