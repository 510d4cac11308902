import uuid

from werkzeug.exceptions import NotFound

from odoo.exceptions import AccessError, MissingError
from odoo.fields import Domain
from odoo.http import request, route
from odoo.tools.misc import limited_field_access_token

from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.addons.portal.controllers.portal import pager as portal_pager

from ..engine import cart_key


class ChannelShop(CustomerPortal):
    """Where a buyer orders. Each route first finds the agreement among the user's own;
    whatever else exists is not found."""

    _products_per_page = 40

    # -- pages -----------------------------------------------------------------

    @route("/my/promotions", type="http", auth="user", website=True)
    def portal_promotions(self, **kwargs):
        """What each seller that the user may order from offers now."""
        agreements = self._get_agreements().filtered(
            lambda agreement: not agreement._order_blocker()
        )
        cards = {
            agreement: agreement._get_promotion_cards(self._get_kept_coupons(agreement))
            for agreement in agreements
        }
        values = self._prepare_portal_layout_values() | {
            "page_name": "promotions",
            "agreements": agreements,
            "cards": cards,
        }
        return request.render("fmcg_portal.portal_my_promotions", values)

    @route("/my/shop", type="http", auth="user", website=True)
    def portal_shop(self, choose=None, **kwargs):
        """Choose the seller, unless there is only one to order from."""
        agreements = self._get_agreements()
        blockers = {agreement: agreement._order_blocker() for agreement in agreements}
        ready = agreements.filtered(lambda agreement: not blockers[agreement])
        if len(agreements) == 1 or (len(ready) == 1 and not choose):
            return request.redirect(f"/my/shop/{(ready or agreements).id}")
        values = self._prepare_portal_layout_values() | {
            "page_name": "shop",
            "agreements": agreements,
            "blockers": blockers,
        }
        return request.render("fmcg_portal.shop_sellers", values)

    @route(
        ["/my/shop/<int:agreement_id>", "/my/shop/<int:agreement_id>/page/<int:page>"],
        type="http",
        auth="user",
        website=True,
    )
    def portal_shop_products(
        self, agreement_id, page=1, search="", categ="", must="", again="", **kwargs
    ):
        agreement = self._find_agreement(agreement_id)
        values = self._prepare_portal_layout_values()
        values |= self._prepare_shop_values(agreement)
        values |= self._prepare_products_values(
            agreement, page, search.strip(), categ, must
        )
        values |= self._prepare_reorder_values(agreement, again)
        return request.render("fmcg_portal.shop_products", values)

    @route("/my/shop/<int:agreement_id>/review", type="http", auth="user", website=True)
    def portal_shop_review(self, agreement_id, **kwargs):
        agreement = self._find_agreement(agreement_id)
        values = self._prepare_portal_layout_values()
        values |= self._prepare_shop_values(agreement)
        addresses = agreement._get_delivery_addresses()
        values |= {
            "page_name": "shop_review",
            "intake_key": str(uuid.uuid4()),
            "addresses": addresses,
            "address_default": agreement._get_usual_address(addresses),
        }
        return request.render("fmcg_portal.shop_review", values)

    # -- what the pages call ---------------------------------------------------

    @route(
        "/my/shop/<int:agreement_id>/quote", type="jsonrpc", auth="user", website=True
    )
    def portal_shop_quote(
        self,
        agreement_id,
        quantities=None,
        coupons=None,
        choices=None,
        address=None,
        extras=None,
        **kwargs,
    ):
        """Prices, taxes, promotions and reasons for what the buyer has typed."""
        agreement = self._find_agreement(agreement_id)
        quote = request.env["sale.order"]._quote_portal_order(
            agreement, quantities, coupons, choices, address, extras
        )
        self._keep_coupons(agreement, quote["coupons"])
        return quote

    @route(
        "/my/shop/<int:agreement_id>/submit", type="jsonrpc", auth="user", website=True
    )
    def portal_shop_submit(
        self,
        agreement_id,
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
        """Order. The same key again gives the same order."""
        agreement = self._find_agreement(agreement_id)
        order, known = request.env["sale.order"]._place_portal_order(
            agreement, quantities, key, note, coupons, choices, reviewed, address, extras
        )
        self._keep_coupons(agreement, [])
        flag, added = self._tell_repeated(agreement, order, quantities, known)
        return {
            "order_id": order.id,
            "name": order.name,
            "url": f"/my/orders/{order.id}?placed={flag}",
            "added": added,
        }

    def _tell_repeated(self, agreement, order, quantities, known):
        """What became of a submission: a new order, or one that had arrived already, with
        the same goods or with others.

        :return: code for the order's page, and what the cart has beyond the order
        """
        if not known:
            return "new", []
        difference = order._compare_with_cart(agreement, quantities)
        if not difference:
            return "again", []
        added = order._prepare_added_lines(difference)
        return ("more" if added and not difference.fewer else "changed"), added

    # -- helpers ---------------------------------------------------------------

    def _keep_coupons(self, agreement, answers):
        """The cart with its coupons is the browser's; the pages that the server makes
        learn from the session which ones were entered.

        :param answers: as of ``sale.order._read_portal_wishes``
        """
        codes = [answer["code"] for answer in answers if not answer["message"]]
        kept = request.session.get("fmcg_coupons") or {}
        if kept.get(str(agreement.id), []) != codes:
            request.session["fmcg_coupons"] = kept | {str(agreement.id): codes}

    def _get_kept_coupons(self, agreement):
        """The ``channel.coupon`` that were entered in this session and are still valid."""
        codes = (request.session.get("fmcg_coupons") or {}).get(str(agreement.id), [])
        coupons, _answers = request.env["sale.order"]._read_portal_coupons(
            agreement, codes
        )
        return coupons

    def _get_agreements(self):
        return request.env["channel.agreement"]._get_portal_agreements(request.env.user)

    def _find_agreement(self, agreement_id):
        """The user's own agreement with this id, as superuser.

        :raise NotFound: for every other id, whether it exists or not
        """
        agreement = self._get_agreements().filtered(
            lambda agreement: agreement.id == agreement_id
        )
        if not agreement:
            raise NotFound()
        return agreement

    def _prepare_shop_values(self, agreement):
        currency = agreement._get_price_currency()
        return {
            "page_name": "shop",
            "agreement": agreement,
            "seller": agreement.company_id,
            "res_company": agreement.company_id,
            "blocker": agreement._order_blocker(),
            "currency": currency,
            "price_tax": request.env["sale.order"]._describe_price_tax(
                agreement.company_id
            ),
            "several_sellers": len(self._get_agreements()) > 1,
            "shop_url": f"/my/shop/{agreement.id}",
            "cart_id": f"{request.env.uid}-{agreement.id}",
        }

    def _prepare_products_values(self, agreement, page, search, categ, must=""):
        """One page of products, in a number of queries that their number is not in."""
        Product = (
            request.env["product.product"]
            .sudo()
            .with_company(agreement.company_id)
            .with_context(display_default_code=False, bin_size=True)
        )
        Order = request.env["sale.order"]
        offered = Domain(Order._get_channel_products_domain(agreement))
        categories = self._get_offered_categories(Product, offered)
        category = categories.filtered(lambda category: str(category.id) == categ)
        domain = offered
        if category:
            domain &= Domain("categ_id", "child_of", category.ids)
        must_stock = agreement._get_must_stock_products()
        if must:
            domain &= Domain("id", "in", must_stock.ids)
        search = search[:100]
        offset = (max(page, 1) - 1) * self._products_per_page
        products, count = self._find_products(Product, domain, search, offset)
        pager = portal_pager(
            url=f"/my/shop/{agreement.id}",
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
        promotions = agreement._get_shop_promotions(self._get_kept_coupons(agreement))
        return {
            "cards": agreement._get_shop_cards(products, search),
            "promotions": promotions,
            "badges": agreement._get_shop_badges(products, promotions),
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

    def _find_products(self, Product, domain, search, offset):
        """A page of products, found as the desk finds them, and how many there are."""
        return request.env["channel.goods.search"]._find_goods_page(
            Product, domain, search, self._products_per_page, offset
        )

    def _get_offered_categories(self, Product, offered):
        groups = Product._read_group(offered, ["categ_id"])
        ids = [category.id for (category,) in groups if category]
        return request.env["product.category"].sudo().search([("id", "in", ids)])

    def _get_image_url(self, product):
        """Address of the picture; the token opens this one picture and nothing else."""
        if not product.image_128:
            return False
        token = limited_field_access_token(product, "image_128", scope="binary")
        version = int(product.write_date.timestamp())
        return (
            f"/web/image/product.product/{product.id}/image_128"
            f"?access_token={token}&unique={version}"
        )

    def _prepare_reorder_values(self, agreement, again):
        """Quantities of an earlier order of the same legal entity.

        :return: dict with the ``preset`` of the cart, the names of what is ``missing``
            in the shop, and of what is there but ``unpriced``
        """
        order_sudo = self._find_reordered(again)
        if not order_sudo:
            return {"preset": False, "missing": [], "unpriced": []}
        quantities, missing = order_sudo._get_reorder_quantities(agreement)
        prices = request.env["sale.order"]._get_channel_prices(agreement, quantities)
        preset, unpriced = [], []
        for (product, unit), quantity in quantities.items():
            if prices[product, unit] is None:
                unpriced.append(product.display_name)
                continue
            preset.append(self._prepare_preset_line(product, unit, quantity))
        unpriced = list(dict.fromkeys(unpriced))
        return {"preset": preset, "missing": missing, "unpriced": unpriced}

    def _prepare_preset_line(self, product, unit, quantity):
        """As the page's script puts a line into the cart."""
        return {
            "key": cart_key.write(product.id, unit.id, product.uom_id.id),
            "name": product.display_name,
            "quantity": quantity,
            "digits": str(request.env["sale.order"]._get_quantity_digits(unit)),
        }

    def _find_reordered(self, again):
        if not again.isdigit() or len(again) > 9:
            return False
        try:
            order_sudo = self._document_check_access("sale.order", int(again))
        except (AccessError, MissingError):
            return False
        return order_sudo if order_sudo._is_bought_by(request.env.user) else False
