from werkzeug.exceptions import NotFound

from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.http import request, route

from odoo.addons.fmcg_portal.controllers.portal import ChannelPortal
from odoo.addons.portal.controllers.portal import pager as portal_pager


class BuyerApprovalPortal(ChannelPortal):
    """The head office decides about its shops' orders; a shop follows and withdraws.

    Every order is found among those that the user's own legal entity was asked about, or
    placed; whatever else exists is not found.
    """

    # -- the head office -------------------------------------------------------

    def _get_policies(self):
        return request.env["channel.buyer.policy"]._find_for_head_office(
            request.env.user
        )

    def _prepare_portal_layout_values(self):
        return super()._prepare_portal_layout_values() | {
            "head_office_policies": self._get_policies(),
        }

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "approvals_count" in counters:
            domain = self._get_policies()._get_orders_domain(waiting=True)
            values["approvals_count"] = (
                request.env["sale.order"].sudo().search_count(domain)
            )
        return values

    @route(
        ["/my/approvals", "/my/approvals/page/<int:page>"],
        type="http",
        auth="user",
        website=True,
    )
    def portal_approvals(self, page=1, outcome=None, **kwargs):
        policies = self._get_policies()
        if not policies:
            return request.redirect("/my")
        Order = request.env["sale.order"].sudo()
        decided = policies._get_orders_domain(waiting=False)
        pager = portal_pager(
            url="/my/approvals",
            total=Order.search_count(decided),
            page=page,
            step=self._items_per_page,
        )
        values = self._prepare_portal_layout_values() | {
            "page_name": "approvals",
            "policies": policies,
            "waiting": Order.search(
                policies._get_orders_domain(waiting=True), order="date_order, id"
            ),
            "decided": Order.search(
                decided,
                order="date_order desc, id desc",
                limit=self._items_per_page,
                offset=pager["offset"],
            ),
            "pager": pager,
            "outcome": outcome,
        }
        return request.render("fmcg_buyer_approval.portal_approvals", values)

    def _find_asked_order(self, order_id):
        """An order of the user's shops, as superuser.

        :raise NotFound: for every other id, whether it exists or not
        """
        domain = Domain("buyer_policy_id", "in", self._get_policies().ids)
        order = request.env["sale.order"].sudo().search(domain & Domain("id", "=", order_id))
        if not order:
            raise NotFound()
        return order

    @route("/my/approvals/<int:order_id>", type="http", auth="user", website=True)
    def portal_approval(self, order_id, **kwargs):
        order = self._find_asked_order(order_id)
        if order.buyer_approval_state == "waiting":
            order._refresh_for_buyer()
        return self._render_approval(order)

    def _render_approval(self, order, problem=None, reason=""):
        values = self._prepare_portal_layout_values() | {
            "page_name": "approvals",
            "order": order,
            "changes": order._get_asked_changes(),
            "words": order._get_buyer_words(),
            "digest": order._get_shown_digest(),
            "standing": order._get_buyer_standing(),
            "can_decide": order._can_be_decided_by(request.env.user),
            "problem": problem,
            "reason": reason,
        }
        return request.render("fmcg_buyer_approval.portal_approval", values)

    @route(
        "/my/approvals/<int:order_id>/decide",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def portal_decide(self, order_id, kind="", digest="", reason="", **kwargs):
        order = self._find_asked_order(order_id)
        try:
            with request.env.cr.savepoint():
                self._decide(order, kind, digest, reason)
        except (AccessError, UserError) as error:
            order.invalidate_recordset()
            if order.buyer_approval_state == "waiting":
                order._refresh_for_buyer()
            return self._render_approval(order, str(error), reason)
        return request.redirect(f"/my/approvals?outcome={kind}")

    def _decide(self, order, kind, digest, reason):
        if kind == "approved":
            order._approve_for_buyer(digest)
        elif kind == "rejected":
            order._reject_for_buyer(reason)
        elif kind == "sent_back":
            order._send_back_for_buyer(reason)
        else:
            raise NotFound()

    # -- the shop --------------------------------------------------------------

    def _prepare_orders_domain(self, partner):
        """What waits at the head office is an order to the shop, whatever core calls it."""
        asked = Domain(
            "partner_id", "child_of", [partner.commercial_partner_id.id]
        ) & Domain("buyer_approval_state", "!=", False)
        return list(Domain(super()._prepare_orders_domain(partner)) | asked)

    def _prepare_channel_page_values(self, order_sudo, **kwargs):
        values = super()._prepare_channel_page_values(order_sudo, **kwargs)
        is_buyer = values["channel_is_buyer"]
        return values | {
            "buyer_words": order_sudo.withheld and order_sudo._get_buyer_words(),
            "buyer_can_withdraw": is_buyer and order_sudo._can_be_withdrawn(),
            "buyer_problem": request.session.pop("fmcg_buyer_problem", None),
        }

    @route(
        "/my/orders/<int:order_id>/withdraw",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def portal_withdraw(self, order_id, again="", **kwargs):
        """Take an order back; with ``again`` its products are in the cart afterwards."""
        order = self._find_bought_order(order_id)
        done = self._try(order._withdraw_for_shop)
        url = again and done and self._get_reorder_url(order)
        return request.redirect(url or f"/my/orders/{order_id}")

    @route(
        "/my/orders/<int:order_id>/ask-again",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def portal_ask_again(self, order_id, **kwargs):
        order = self._find_bought_order(order_id)
        self._try(order._ask_again_for_shop)
        return request.redirect(f"/my/orders/{order_id}")

    def _try(self, action):
        """Do it, or keep for the next page why it cannot be done."""
        try:
            with request.env.cr.savepoint():
                action()
        except UserError as error:
            request.session["fmcg_buyer_problem"] = str(error)
            return False
        return True
