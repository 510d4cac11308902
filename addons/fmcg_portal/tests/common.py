import re
import uuid

from odoo.tests import HttpCase

from odoo.addons.fmcg_channel.tests.common import EnterpriseCase

from ..engine import cart_key

PASSWORD = "portal-Secret-1"


class PortalCase(HttpCase, EnterpriseCase):
    """Lake Wholesale sells to two outlets, Coast Wholesale to a third one.

    ``buyer`` and ``colleague`` work for ``lake_shop``, ``sibling`` for the other outlet
    of Lake Wholesale, ``competitor`` for an outlet of Coast Wholesale, ``seller`` for
    Lake Wholesale itself and ``upstream`` for the province above it.
    """

    shared_world = True
    open_enterprises = ("lake", "coast")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lake_company = cls.lake.company_id
        cls.coast_company = cls.coast.company_id
        cls.other_shop = cls.create_node("Lake Second Shop", "retail", cls.lake)
        cls.create_agreement(cls.lake_company, cls.other_shop)
        cls.agreement = cls.agreement_of(cls.lake_shop)
        cls.sibling_agreement = cls.agreement_of(cls.other_shop)
        cls.coast_agreement = cls.agreement_of(cls.coast_shop)
        cls.buyer = cls.create_login(cls.lake_shop, "buyer")
        cls.colleague = cls.create_login(cls.lake_shop, "colleague")
        cls.sibling = cls.create_login(cls.other_shop, "sibling")
        cls.competitor = cls.create_login(cls.coast_shop, "competitor")
        cls.seller = cls.create_login(cls.lake, "seller", "portal_seller")
        cls.upstream = cls.create_login(cls.north, "upstream", "portal_seller")
        cls.tea = cls.create_product(
            "Lemon tea", list_price=5, default_code="TEA-1", barcode="6900000000017"
        )
        cls.cake = cls.create_product("Moon cake", list_price=8, default_code="CAKE-1")
        cls.coast_only = cls.create_product(
            "Secret soda", company_id=cls.coast_company.id
        )
        cls.piece = cls.env.ref("uom.product_uom_unit")
        cls.case = cls.create_unit("Box of 24", 24)
        cls.restrict_offer(cls.tea | cls.cake | cls.coast_only)

    @classmethod
    def restrict_offer(cls, products):
        """Leave out what the database may hold beside the test's own products."""
        category = cls.env["product.category"].create({"name": "Portal test"})
        products.categ_id = category
        cls.category = category
        agreements = cls.agreement | cls.sibling_agreement | cls.coast_agreement
        agreements.categ_ids = category

    @classmethod
    def create_unit(cls, name, size):
        return cls.env["uom.uom"].create(
            {"name": name, "relative_factor": size, "relative_uom_id": cls.piece.id}
        )

    @classmethod
    def unprice(cls, product, others=None):
        """Leave the base list prices for all products of the test but this one."""
        base = cls.lake_company.base_pricelist_id
        base.item_ids.unlink()
        priced = (others or product.browse()) | cls.tea | cls.cake
        priced -= product
        cls.set_prices(base, [(other, other.list_price, None) for other in priced])

    @classmethod
    def set_prices(cls, pricelist, prices):
        """:param prices: list of product, price, and unit or None for its own"""
        return cls.env["product.pricelist.item"].create(
            [
                {
                    "pricelist_id": pricelist.id,
                    "applied_on": "1_product",
                    "product_tmpl_id": product.product_tmpl_id.id,
                    "compute_price": "fixed",
                    "fixed_price": price,
                    "uom_id": unit and unit.id,
                }
                for product, price, unit in prices
            ]
        )

    @classmethod
    def create_login(cls, node, name, role="portal_buyer"):
        user = cls.create_portal_user(node, role, login=f"{name}@portal.test")
        user.write({"password": PASSWORD, "lang": "en_US"})
        return user

    def log_in(self, user):
        self.authenticate(user.login, PASSWORD)

    def get(self, url, **kwargs):
        return self.url_open(url, **kwargs)

    def rpc(self, url, **params):
        """The answer of a jsonrpc route: its result, or its error."""
        body = {"jsonrpc": "2.0", "id": 1, "method": "call", "params": params}
        return self.url_open(url, json=body).json()

    def submit(self, quantities, agreement=None, key=None, **params):
        agreement = agreement or self.agreement
        return self.rpc(
            f"/my/shop/{agreement.id}/submit",
            quantities=self.cart(quantities),
            key=key or str(uuid.uuid4()),
            **params,
        )

    def cart(self, quantities):
        """What a browser sends; a key is a product, a product with a unit, or any text."""
        return {self.cart_key(key): quantity for key, quantity in quantities.items()}

    def cart_key(self, key):
        if isinstance(key, tuple):
            product, unit = key
            return cart_key.write(product.id, unit.id, product.uom_id.id)
        return str(getattr(key, "id", key))

    def refuse(self, quantities, **params):
        """Submit and return the message of the refusal."""
        answer = self.submit(quantities, **params)
        self.assertIn("error", answer)
        return answer["error"]["data"]["message"]

    def csrf_token(self, page):
        return re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)

    def enter(self, user=None, agreement=None, quantities=None):
        """An order that ``user`` has submitted, without HTTP."""
        user = user or self.buyer
        agreement = agreement or self.agreement
        quantities = quantities or {self.tea: 10}
        order, _known = (
            self.env["sale.order"]
            .with_user(user)
            ._place_portal_order(
                agreement.with_user(user).sudo(),
                self.cart(quantities),
                str(uuid.uuid4()),
            )
        )
        return order.with_env(self.env)

    def ship(self, order, waybill="SF1234567890"):
        """Do all transfers of the order, the carrier's number on the last one."""
        carrier = self.create_carrier()
        while pickings := order.picking_ids.filtered(
            lambda picking: picking.state not in ("done", "cancel")
        ):
            picking = pickings[0]
            if picking.picking_type_id.code == "outgoing":
                picking.carrier_id = carrier
                picking.carrier_tracking_ref = waybill
            picking.action_assign()
            for move in picking.move_ids:
                move.write({"quantity": move.product_uom_qty, "picked": True})
            picking._action_done()
        return order.picking_ids

    def open_delivery(self, order):
        return order.picking_ids.filtered(
            lambda picking: picking.picking_type_id.code == "outgoing"
            and picking.state not in ("done", "cancel")
        )

    def ship_part(self, order, quantity=1):
        """Ship ``quantity`` of the first product, the rest of it later."""
        preparation = order.picking_ids.filtered(
            lambda picking: picking.picking_type_id.code == "internal"
        )
        for move in preparation.move_ids:
            move.write({"quantity": move.product_uom_qty, "picked": True})
        preparation._action_done()
        delivery = self.open_delivery(order)
        delivery.move_ids[0].quantity = quantity
        delivery.with_context(skip_backorder=True).button_validate()
        return delivery

    def create_carrier(self):
        product = self.env["product.product"].create(
            {"name": "Freight", "type": "service"}
        )
        return self.env["delivery.carrier"].create(
            {
                "name": "SF Express",
                "product_id": product.id,
                "tracking_url": "https://carrier.test/?no=<shipmenttrackingnumber>",
            }
        )
