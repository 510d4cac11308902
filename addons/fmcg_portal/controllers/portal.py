from werkzeug.exceptions import NotFound

from odoo.exceptions import AccessError, MissingError, UserError
from odoo.fields import Domain
from odoo.http import request, route

from odoo.addons.portal.controllers.portal import pager as portal_pager
from odoo.addons.sale.controllers.portal import CustomerPortal


class ChannelPortal(CustomerPortal):
    """Core's portal of orders, for the channel: one list, eight steps, receipt."""

    # -- lists -----------------------------------------------------------------

    def _prepare_quotations_domain(self, partner):
        """Channel orders are no quotations: they stand in the list of orders."""
        domain = super()._prepare_quotations_domain(partner)
        return list(Domain(domain) & Domain("buyer_node_id", "=", False))

    def _prepare_orders_domain(self, partner):
        """Channel orders from their submission on, cancelled ones included."""
        bought = Domain(
            "partner_id", "child_of", [partner.commercial_partner_id.id]
        ) & Domain("buyer_node_id", "!=", False)
        submitted = Domain("state", "=", "sent") | (
            Domain("state", "=", "cancel") & Domain("submitted_date", "!=", False)
        )
        core = Domain(super()._prepare_orders_domain(partner))
        return list(core | (bought & submitted))

    def _prepare_sales_domain(self, partner):
        """What the user's legal entity sold to its own customers."""
        node = partner.sudo().commercial_partner_id.channel_node_id
        if not node or not request.env.user.has_group("fmcg_channel.group_portal_seller"):
            return Domain.FALSE
        return Domain("seller_node_id", "=", node.id) & Domain("state", "!=", "draft")

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "sales_count" in counters:
            Order = request.env["sale.order"]
            domain = self._prepare_sales_domain(request.env.user.partner_id)
            values["sales_count"] = (
                Order.search_count(domain) if Order.has_access("read") else 0
            )
        return values

    @route(["/my/sales", "/my/sales/page/<int:page>"], type="http", auth="user", website=True)
    def portal_my_sales(self, page=1, **kwargs):
        if not request.env.user.has_group("fmcg_channel.group_portal_seller"):
            return request.redirect("/my")
        Order = request.env["sale.order"]
        domain = self._prepare_sales_domain(request.env.user.partner_id)
        pager = portal_pager(
            url="/my/sales",
            total=Order.search_count(domain),
            page=page,
            step=self._items_per_page,
        )
        orders = Order.search(
            domain,
            order="date_order desc, id desc",
            limit=self._items_per_page,
            offset=pager["offset"],
        )
        request.session["my_orders_history"] = orders.ids[:100]
        values = self._prepare_portal_layout_values() | {
            "orders": orders.sudo(),
            "page_name": "sales",
            "pager": pager,
            "default_url": "/my/sales",
        }
        return request.render("fmcg_portal.portal_my_sales", values)

    # -- one order -------------------------------------------------------------

    def _get_page_view_values(
        self, document, access_token, values, session_history, no_breadcrumbs, **kwargs
    ):
        values = super()._get_page_view_values(
            document, access_token, values, session_history, no_breadcrumbs, **kwargs
        )
        if document._name == "sale.order" and document.buyer_node_id:
            values.update(self._prepare_channel_page_values(document, **kwargs))
        return values

    def _prepare_channel_page_values(self, order_sudo, placed=None, receipt=None, **kwargs):
        """What the templates of this addon need beside core's values."""
        user = request.env.user
        is_buyer = order_sudo._is_bought_by(user)
        return {
            "channel_is_buyer": is_buyer,
            "channel_is_seller": not is_buyer and self._is_sold_by(order_sudo, user),
            "channel_reasons": order_sudo._get_buyer_reasons(),
            "channel_promotions": order_sudo._explain_to_buyer()["applied"],
            "channel_changes": order_sudo._get_buyer_changes(),
            "channel_timeline": order_sudo._get_buyer_timeline(),
            "channel_shipments": order_sudo._get_portal_shipments(),
            "channel_returns": order_sudo._get_portal_returns(),
            "channel_invoices": order_sudo._get_portal_invoices(),
            "channel_reorder_url": is_buyer and self._get_reorder_url(order_sudo),
            "channel_signer": user.name,
            "placed": placed,
            "receipt": receipt,
        }

    def _is_sold_by(self, order_sudo, user):
        partner = user.sudo().partner_id.commercial_partner_id
        return order_sudo.seller_node_id == partner.channel_node_id

    def _get_reorder_url(self, order_sudo):
        """Where the order's quantities can be ordered again, if anywhere."""
        agreements = request.env["channel.agreement"]._get_portal_agreements(
            request.env.user
        )
        agreement = agreements.filtered(
            lambda agreement: agreement.company_id == order_sudo.company_id
        )
        if not agreement or agreement._order_blocker():
            return False
        return f"/my/shop/{agreement.id}?again={order_sudo.id}"

    @route(
        "/my/orders/<int:order_id>/receipt",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def portal_confirm_receipt(
        self, order_id, signed_by="", note="", shipments="", **kwargs
    ):
        """The buyer's word that the goods are there. A document token is no such word:
        only somebody of the buyer's legal entity, logged in, can give it.

        :param shipments: ids of those that the page showed as on the way, with commas
            between: what left since then has not arrived by this word
        """
        order_sudo = self._find_bought_order(order_id)
        pickings = self._find_shown_shipments(order_sudo, shipments)
        outcome = self._confirm_receipt_once(order_sudo, signed_by, note, pickings)
        return request.redirect(f"/my/orders/{order_id}?receipt={outcome}")

    def _find_bought_order(self, order_id):
        """The order of a page, with the user as the author of what is done to it.

        :raise NotFound: unless it was bought by the user's own legal entity
        """
        try:
            self._document_check_access("sale.order", order_id)
        except (AccessError, MissingError):
            raise NotFound() from None
        # not the record that core returns: the superuser would be the author
        order_sudo = request.env["sale.order"].browse(order_id).sudo()
        if not order_sudo._is_bought_by(request.env.user):
            raise NotFound()
        return order_sudo

    def _find_shown_shipments(self, order_sudo, shipments):
        """:return: shipments of the order, or None if the page named none"""
        shown = {text for text in (shipments or "").split(",") if text}
        if not shown:
            return None
        return order_sudo.picking_ids.filtered(lambda picking: str(picking.id) in shown)

    def _confirm_receipt_once(self, order_sudo, signed_by, note, pickings=None):
        """Code of what happened, for the page; a repeated request is no mistake."""
        left = order_sudo._get_unreceived_pickings()
        if pickings is not None:
            left &= pickings
        if order_sudo.receipt_ids and not left:
            return "done"
        if not (signed_by or "").strip():
            return "signer"
        try:
            order_sudo._confirm_receipt(
                signed_by.strip()[:100], (note or "")[:2000], pickings
            )
        except UserError:
            return "refused"
        return "done"
