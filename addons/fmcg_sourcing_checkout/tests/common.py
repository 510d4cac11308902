import uuid

from odoo.addons.fmcg_portal.tests.common import PortalCase


class CheckoutCase(PortalCase):
    """The outlet ``lake_shop`` buys from Lake Wholesale and from Coast Wholesale. Both sell
    ``tea``; only Lake sells ``cake``, only Coast ``soda``."""

    shared_world = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own_coast = cls.create_agreement(cls.coast_company, cls.lake_shop)
        cls.agreement.priority = 1
        cls.soda = cls.create_product("Soda", list_price=4, categ_id=cls.category.id)
        cls.cake.company_id = cls.lake_company
        cls.soda.company_id = cls.coast_company
        cls.own_coast.categ_ids = cls.category
        cls.agreements = cls.agreement + cls.own_coast
        cls.lake_company.order_approval_limit = 100000
        cls.coast_company.order_approval_limit = 100000
        cls.put(cls.lake_company, {cls.tea: 10, cls.cake: 50})
        cls.put(cls.coast_company, {cls.tea: 20, cls.soda: 50})

    @classmethod
    def put(cls, company, goods):
        for product, quantity in goods.items():
            cls.put_in_stock(company, product, quantity)

    def portal_model(self, user=None):
        self.env.invalidate_all()
        return self.env["sale.order"].with_user(user or self.buyer)

    def own_agreements(self, user=None):
        user = user or self.buyer
        return self.env["channel.agreement"].with_user(user)._get_portal_agreements(user)

    def quote(self, quantities, user=None, **wished):
        return self.portal_model(user)._quote_purchase(
            self.own_agreements(user), self.cart(quantities), **wished
        )

    def place(self, quantities, user=None, key=None, **wished):
        orders, _known = self.portal_model(user)._place_purchase(
            self.own_agreements(user),
            self.cart(quantities),
            key or str(uuid.uuid4()),
            **wished,
        )
        return orders.with_env(self.env)

    def shares(self, quote):
        """Dict from seller to dict from product to quantity."""
        return {
            part["seller"]: {line["name"]: line["quantity"] for line in part["lines"]}
            for part in quote["parts"]
        }

    def part_of(self, quote, company):
        (part,) = [one for one in quote["parts"] if one["seller"] == company.name]
        return part

    def texts_of(self, part, product):
        (line,) = [one for one in part["lines"] if one["name"] == product.name]
        return [one["text"] for one in line["texts"]]

    def wait(self, policy):
        return {"extras": {"delivery": policy}}
