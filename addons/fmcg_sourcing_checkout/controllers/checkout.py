import uuid

from werkzeug.exceptions import NotFound

from odoo.fields import Domain
from odoo.http import request, route

from odoo.addons.fmcg_portal.controllers.shop import ChannelShop
from odoo.addons.portal.controllers.portal import pager as portal_pager

ALL_URL = "/my/shop/all"


class Checkout(ChannelShop):
    """One cart for all suppliers of a buyer. Agreements are the user's own and come from
    nowhere else, as in the shop of one supplier."""

    # -- pages -----------------------------------------------------------------

    @route(
        [ALL_URL, f"{ALL_URL}/page/<int:page>"], type="http", auth="user", website=True
    )
    def portal_all_products(self, page=1, search="", categ="", must="", **kwargs):
        agreements = self._get_ready_agreements()
        if len(agreements) < 2:
            return request.redirect("/my/shop")
        values = self._prepare_portal_layout_values()
        values |= self._prepare_all_values(agreements)
        values |= self._prepare_all_products_values(
            agreements, page, search.strip()[:100], categ, must
        )
        return request.render("fmcg_sourcing_checkout.shop_all_products", values)

    @route(f"{ALL_URL}/review", type="http", auth="user", website=True)
    def portal_all_review(self, **kwargs):
        agreements = self._get_ready_agreements()
        if not agreements:
            return request.redirect("/my/shop")
        addresses = self._get_common_addresses(agreements)
        values = self._prepare_portal_layout_values()
        values |= self._prepare_all_values(agreements)
        values |= {
            "page_name": "shop_all_review",
            "intake_key": str(uuid.uuid4()),
            "addresses": addresses,
            "address_default": agreements[:1]._get_usual_address(addresses),
        }
        return request.render("fmcg_sourcing_checkout.shop_all_review", values)

    # -- what the pages call ---------------------------------------------------

    @route(f"{ALL_URL}/quote", type="jsonrpc", auth="user", website=True)
    def portal_all_quote(
        self,
        quantities=None,
        coupons=None,
        choices=None,
        address=None,
        extras=None,
        **kwargs,
    ):
        """Which supplier serves what, with prices, promotions, days and reasons."""
        return request.env["sale.order"]._quote_purchase(
            self._get_own_agreements(),
            quantities,
            coupons=coupons,
            choices=choices,
            address=address,
            extras=extras,
        )

    @route(f"{ALL_URL}/submit", type="jsonrpc", auth="user", website=True)
    def portal_all_submit(
        self,
        quantities=None,
        key=None,
        note=None,
        coupons=None,
        choices=None,
        reviewed=None,
        address=None,
        extras=None,
        **kwargs,
    ):
        """Order from all of them, or from none. The same key again gives the same
        orders."""
        agreements = self._get_own_agreements()
        orders, known = request.env["sale.order"]._place_purchase(
            agreements,
            quantities,
            key,
            note,
            reviewed,
            coupons=coupons,
            choices=choices,
            address=address,
            extras=extras,
        )
        flag, added = "new", []
        if known:
            flag, added = self._tell_repeated_purchase(agreements, orders, quantities)
        return {
            "orders": [{"id": order.id, "name": order.name} for order in orders],
            "purchase_number": orders[:1].purchase_number or "",
            "url": self._get_placed_url(orders, flag),
            "added": added,
        }

    def _tell_repeated_purchase(self, agreements, orders, quantities):
        """As ``_tell_repeated``."""
        difference = orders._compare_with_whole_cart(agreements, quantities)
        if not difference:
            return "again", []
        added = orders._prepare_added_lines(difference)
        return ("more" if added and not difference.fewer else "changed"), added

    def _get_placed_url(self, orders, flag):
        if len(orders) == 1:
            return f"/my/orders/{orders.id}?placed={flag}"
        return f"/my/orders?purchase={orders[:1].purchase_number}&placed={flag}"

    # -- helpers ---------------------------------------------------------------

    def _get_ready_agreements(self):
        """The user's own agreements under which something can be ordered now."""
        return self._get_agreements().filtered(lambda one: not one._order_blocker())

    def _get_own_agreements(self):
        """:raise NotFound: for whoever buys from nobody"""
        agreements = self._get_agreements()
        if not agreements:
            raise NotFound()
        return agreements

    def _get_common_addresses(self, agreements):
        """Where all of the suppliers deliver to."""
        common = agreements[:1]._get_delivery_addresses()
        for agreement in agreements[1:]:
            common &= agreement._get_delivery_addresses()
        return common

    def _prepare_shop_values(self, agreement):
        policies = request.env["sale.order"]._get_delivery_policies()
        return super()._prepare_shop_values(agreement) | {"policies": policies}

    def _prepare_all_values(self, agreements):
        Order = request.env["sale.order"]
        price_taxes = {
            one: Order._describe_price_tax(one.company_id) for one in agreements
        }
        return {
            "page_name": "shop_all",
            "agreements": agreements,
            "shut": self._get_agreements() - agreements,
            "policies": Order._get_delivery_policies(),
            "blocker": False,
            "currency": agreements[:1]._get_price_currency(),
            "price_tax": price_taxes[agreements[:1]],
            "price_taxes": price_taxes,
            "shop_url": ALL_URL,
            "cart_id": f"{request.env.uid}-all",
        }

    def _prepare_all_products_values(self, agreements, page, search, categ, must):
        """One page of products that any supplier offers; the number of queries grows with
        suppliers, and not with products."""
        Order = request.env["sale.order"]
        Product = (
            request.env["product.product"]
            .sudo()
            .with_company(agreements[:1].company_id)
            .with_context(display_default_code=False, bin_size=True)
        )
        offered = Domain.OR(
            Domain(Order._get_channel_products_domain(one)) for one in agreements
        )
        categories = self._get_offered_categories(Product, offered)
        category = categories.filtered(lambda one: str(one.id) == categ)
        must_stock = Product.union(*(one._get_must_stock_products() for one in agreements))
        domain = offered
        if category:
            domain &= Domain("categ_id", "child_of", category.ids)
        if must:
            domain &= Domain("id", "in", must_stock.ids)
        offset = (max(page, 1) - 1) * self._products_per_page
        products, count = self._find_products(Product, domain, search, offset)
        pager = portal_pager(
            url=ALL_URL,
            total=count,
            page=page,
            step=self._products_per_page,
            url_args={
                "search": search,
                "categ": category.id or "",
                "must": "1" if must else "",
            },
        )
        if pager["offset"] != offset:  # a page beyond the last one
            offset = pager["offset"]
            products, _count = self._find_products(Product, domain, search, offset)
        cards = agreements._get_all_cards(products, search)
        return {
            "cards": cards,
            "badges": self._get_all_badges(agreements, cards),
            "must_stock": must_stock,
            "must": bool(must),
            "images": {
                product.id: self._get_image_url(product) for product in products
            },
            "categories": categories,
            "category": category,
            "search": search,
            "pager": pager,
        }

    def _get_all_badges(self, agreements, cards):
        """The promotions of each card's own supplier."""
        badges = {}
        for agreement in agreements:
            served = [card["product"] for card in cards if card["agreement"] == agreement]
            if served:
                coupons = self._get_kept_coupons(agreement)
                promotions = agreement._get_shop_promotions(coupons)
                badges |= agreement._get_shop_badges(served, promotions)
        return badges
