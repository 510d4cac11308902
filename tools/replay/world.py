"""Build the channel that the orders run through: a brand, a province, its cities.

Only the product's own ways are used: nodes, the wizard that opens an enterprise, its
staff by their roles, agreements that are activated, portal users of the outlets.
"""

from dataclasses import dataclass, field

from .tiers import prepare

PASSWORD = "replay"  # of a database that is thrown away
CITIES = 4
STAFF = ("salesperson", "warehouse", "finance")
AT_ONCE = 1000
# Bulk work of a set-up: no e-mails, no change logs.
QUIET = {"tracking_disable": True, "no_reset_password": True, "mail_notrack": True}


@dataclass
class Outlet:
    agreement_id: int
    buyer_id: int  # its portal user
    partner_id: int


@dataclass
class Enterprise:
    """A city distributor: ids only, so that it can be handed to another process."""

    name: str
    company_id: int
    staff: dict
    outlets: dict = field(default_factory=dict)
    above: tuple = ()  # the enterprises that its goods come through, where tiers play


@dataclass
class World:
    enterprises: list
    products: dict  # the data's key of a product: its id
    above: tuple = ()

    @property
    def tiers(self):
        return [*self.enterprises, *self.above]


class Builder:
    """Builds the world in one database; ``env`` is the superuser's."""

    def __init__(self, env, journey):
        self.env = env(context={**env.context, **QUIET})
        self.journey = journey
        # The product comes with the Chinese chart of accounts: a dollar is a yuan here.
        self.country = self.env.ref("base.cn")
        self.currency = self.env.ref("base.CNY")

    def build(self, shares, limits, tiers=1):
        """Build all of it; commits between its parts.

        :param shares: dict from store to the number of its distributor
        :param limits: approval limit of each distributor
        :param tiers: how many tiers the goods come through, the distributors included
        """
        brand = self.brand()
        province = self.node("The province", "province", brand)
        self.open(province, "province")
        above = self.upper_tiers(province, brand)[: tiers - 1]
        cities = [
            self.enterprise(number, province, limit)
            for number, limit in enumerate(limits)
        ]
        self.env.cr.commit()
        products = self.products()
        self.env.cr.commit()
        pricelist = self.pricelist(products)
        self.env.cr.commit()
        self.outlets(cities, shares, pricelist)
        self.env.cr.commit()
        for city in cities if above else ():
            city.above = above
            prepare(self.env, (city, *above[:1]))
        if len(above) > 1:
            prepare(self.env, above)
        self.env.cr.commit()
        return World(cities, products, above)

    def upper_tiers(self, *nodes):
        """Enterprises whose warehouse works; the nearest to the outlets first."""
        return tuple(
            Enterprise(
                node.name,
                node.company_id.id,
                {
                    "warehouse": self.env["res.users"]
                    ._create_channel_staff(
                        node.company_id,
                        f"Warehouse of {node.name}",
                        f"upper{number}-warehouse",
                        self.role("warehouse"),
                        password=PASSWORD,
                    )
                    .id
                },
            )
            for number, node in enumerate(nodes)
        )

    def brand(self):
        company = self.env.ref("base.main_company")
        company._ensure_channel_node()
        return company.channel_node_id

    def role(self, name):
        return self.env.ref(f"fmcg_channel.role_{name}")

    def node(self, name, tier, upstream):
        return self.env["channel.node"].create(self.node_values(name, tier, upstream))

    def node_values(self, name, tier, upstream):
        tier_id = self.env.ref(f"fmcg_channel.tier_{tier}").id
        return {"name": name, "tier_id": tier_id, "parent_id": upstream.id}

    def open(self, node, login):
        """Open an enterprise with the wizard; its company."""
        wizard = self.env["channel.enterprise.open"].create(
            {
                "node_id": node.id,
                "country_id": self.country.id,
                "currency_id": self.currency.id,
                "admin_name": f"Administrator of {node.name}",
                "admin_login": f"{login}-admin",
            }
        )
        return wizard._open(password=PASSWORD)

    def enterprise(self, number, province, limit):
        login = f"city{number + 1}"
        node = self.node(f"City distributor {number + 1}", "city", province)
        company = self.open(node, login)
        company.order_approval_limit = limit
        Users = self.env["res.users"]
        staff = {
            name: Users._create_channel_staff(
                company,
                f"{name.capitalize()} of {node.name}",
                f"{login}-{name}",
                self.role(name),
                password=PASSWORD,
            ).id
            for name in STAFF
        }
        admin = Users.search([("login", "=", f"{login}-admin")])
        return Enterprise(node.name, company.id, {**staff, "admin": admin.id})

    def products(self):
        """All products of the orders, departments as categories."""
        found = list(self.journey.products.values())
        names = sorted({product.department for product in found})
        categories = self.env["product.category"].create([{"name": n} for n in names])
        category_ids = dict(zip(names, categories.ids, strict=True))
        ids = {}
        for chunk in chunks(found):
            products = self.env["product.product"].create(
                [
                    {
                        "name": product.name,
                        "default_code": str(product.key),
                        "categ_id": category_ids[product.department],
                        "type": "consu",
                        "is_storable": True,
                        "invoice_policy": "delivery",
                        "list_price": float(product.price),
                    }
                    for product in chunk
                ]
            )
            ids.update(zip((p.key for p in chunk), products.ids, strict=True))
            self.env.cr.commit()
            self.env.invalidate_all()
        return ids

    def pricelist(self, products):
        """The list of what each product cost at the grocer's; each distributor's list
        starts from it."""
        pricelist = self.env["product.pricelist"].create(
            {
                "name": "Prices of the grocer",
                "company_id": False,
                "currency_id": self.currency.id,
            }
        )
        Item = self.env["product.pricelist.item"]
        for chunk in chunks(list(self.journey.products.values())):
            found = self.env["product.product"].browse(products[p.key] for p in chunk)
            Item.create(
                [
                    {
                        "pricelist_id": pricelist.id,
                        "applied_on": "1_product",
                        "product_tmpl_id": record.product_tmpl_id.id,
                        "compute_price": "fixed",
                        "fixed_price": float(product.price),
                    }
                    for product, record in zip(chunk, found, strict=True)
                ]
            )
            self.env.flush_all()
            self.env.invalidate_all()
        return pricelist

    def outlets(self, cities, shares, pricelist):
        stores = sorted({order.store for order in self.journey.orders})
        for number, city in enumerate(cities):
            own = [store for store in stores if shares[store] == number]
            company = self.env["res.company"].browse(city.company_id)
            grade = self.priced_grade(company, pricelist)
            self.list_all(company)
            nodes = self.env["channel.node"].create(
                [
                    self.node_values(f"Store {s}", "retail", company.channel_node_id)
                    for s in own
                ]
            )
            agreements = self.env["channel.agreement"].create(
                [
                    {
                        "company_id": company.id,
                        "node_id": node.id,
                        "grade_id": grade.id,
                        "user_id": city.staff["salesperson"],
                    }
                    for node in nodes
                ]
            )
            agreements.action_activate()
            for store, node, agreement in zip(own, nodes, agreements, strict=True):
                partner = node.partner_id
                city.outlets[store] = Outlet(
                    agreement.id, self.buyer(store, partner).id, partner.id
                )

    def priced_grade(self, company, pricelist):
        """The grade of all outlets: its list is the only one in their chain that has
        prices, and knows all products."""
        own = self.env["product.pricelist"].create(
            {
                "name": f"Prices of {company.name}",
                "company_id": company.id,
                "currency_id": self.currency.id,
                "chain_mode": "stop",
                "item_ids": [
                    (
                        0,
                        0,
                        {
                            "compute_price": "formula",
                            "base": "pricelist",
                            "base_pricelist_id": pricelist.id,
                        },
                    )
                ],
            }
        )
        company.base_pricelist_id.item_ids.unlink()
        return self.env["channel.grade"].create(
            {"name": "Outlet", "company_id": company.id, "pricelist_id": own.id}
        )

    def list_all(self, company):
        """Nothing is orderable but what is listed: each department, to outlets."""
        company.catalog_default = "unlisted"
        departments = {product.department for product in self.journey.products.values()}
        categories = self.env["product.category"].search(
            [("name", "in", list(departments))]
        )
        retail = self.env.ref("fmcg_channel.tier_retail")
        self.env["channel.listing"].create(
            [
                {
                    "company_id": company.id,
                    "categ_id": category.id,
                    "audience": "tier",
                    "tier_id": retail.id,
                }
                for category in categories
            ]
        )

    def buyer(self, store, partner):
        contact = self.env["res.partner"].create(
            {"name": f"Buyer of store {store}", "parent_id": partner.id}
        )
        return self.env["res.users"]._create_channel_portal_user(
            contact, f"store{store}", self.role("portal_buyer")
        )


def chunks(items, size=AT_ONCE):
    return (items[start : start + size] for start in range(0, len(items), size))


def approval_limits(values, shares, cities=CITIES, share_above=0.2):
    """For each distributor the amount that about every fifth of its orders exceeds.

    :param values: list of (store, amount) of the orders
    """
    limits = []
    for number in range(cities):
        amounts = sorted(amount for store, amount in values if shares[store] == number)
        place = int(len(amounts) * (1 - share_above))
        limits.append(float(amounts[place - 1]) if place else 0.0)
    return limits
