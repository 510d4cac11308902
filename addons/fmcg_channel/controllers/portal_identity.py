from werkzeug.exceptions import NotFound

from odoo.exceptions import UserError
from odoo.http import request, route

from odoo.addons.portal.controllers.portal import CustomerPortal

from ..engine import identity
from ..models.channel_identity_change import CHANGE, ENTITY, NEW, REMOVAL

OWN_FIELDS = ("name", "phone", "email")


class ChannelIdentityPortal(CustomerPortal):
    """Core lets portal users rewrite the legal entity that they work for, and where its
    goods go. Here they change what is their own, and ask their sellers for the rest.

    People of no legal entity of the channel have core's pages.
    """

    def _get_own_entity(self):
        return request.env["res.partner"]._get_own_entity()

    def _ask(self, kind, values=None, partner=None):
        """Ask for a change; what went wrong comes back as a sentence for the page.

        :return: tuple of an outcome (``asked``, ``same`` or ``refused``) and a sentence
        """
        node = self._get_own_entity().channel_node_id
        try:
            with request.env.cr.savepoint():
                changes = request.env["channel.identity.change"]._ask(
                    node, kind, values, partner
                )
        except UserError as error:
            return "refused", str(error)
        return ("asked" if changes else "same"), ""

    def _prepare_identity_values(self, page_name, outcome=None, problem="", **values):
        entity = self._get_own_entity()
        requests = request.env["channel.identity.change"]._get_portal_requests(
            entity.channel_node_id
        )
        return self._prepare_portal_layout_values() | {
            "page_name": page_name,
            "entity": entity,
            "outcome": outcome,
            "problem": problem,
            "requests": requests,
            "labels": request.env["channel.identity.change"]._label_fields(),
            **values,
        }

    # -- the person who is logged in -------------------------------------------------

    @route()
    def account(self, **post):
        if not self._get_own_entity():
            return super().account(**post)
        outcome, problem = None, ""
        if request.httprequest.method == "POST":
            outcome, problem = self._save_own_details(post)
        values = self._prepare_identity_values(
            "my_details",
            outcome,
            problem,
            own=post if problem else request.env.user.sudo().partner_id,
        )
        return request.render("fmcg_channel.portal_own_details", values)

    def _save_own_details(self, post):
        """Name, mail and phone of the person; all of them stay the legal entity's where
        the two are one."""
        partner = request.env.user.sudo().partner_id
        wanted = {
            key: value for key, value in identity.tidy(post).items() if key in OWN_FIELDS
        }
        if partner == partner.commercial_partner_id:
            return self._ask(ENTITY, wanted, partner)
        try:
            request.env["channel.identity.change"]._check_wanted(
                wanted, ("name", "email")
            )
        except UserError as error:
            return "refused", str(error)
        partner.write(wanted)
        return "saved", ""

    # -- the legal entity --------------------------------------------------------------

    @route("/my/company", type="http", auth="user", methods=["GET", "POST"], website=True)
    def portal_company(self, **post):
        entity = self._get_own_entity()
        if not entity:
            raise NotFound()
        outcome, problem = None, ""
        if request.httprequest.method == "POST":
            outcome, problem = self._ask(ENTITY, post, entity)
        values = self._prepare_identity_values(
            "my_company",
            outcome,
            problem,
            shown=entity._get_identity() | (identity.tidy(post) if problem else {}),
            fields=[name for name in identity.IDENTITY_FIELDS if name != "state_id"],
        )
        return request.render("fmcg_channel.portal_company", values)

    # -- where goods go ------------------------------------------------------------------

    @route()
    def my_addresses(self, asked=None, **params):
        entity = self._get_own_entity()
        if not entity:
            return super().my_addresses(**params)
        values = self._prepare_identity_values(
            "my_addresses",
            asked if asked in ("asked", "same") else None,
            addresses=self._get_usable_addresses(entity),
        )
        return request.render("fmcg_channel.portal_addresses", values)

    def _get_usable_addresses(self, entity):
        """Those that at least one seller delivers to."""
        agreements = entity.channel_node_id.agreement_ids.filtered(
            lambda agreement: agreement.state in ("active", "suspended")
        )
        found = entity.browse().sudo()
        for agreement in agreements:
            found |= agreement._get_delivery_addresses()
        return found - entity

    @route()
    def portal_address(self, partner_id=None, **params):
        entity = self._get_own_entity()
        if not entity:
            return super().portal_address(partner_id=partner_id, **params)
        address = self._find_address(entity, partner_id)
        shown = address._get_identity() if address else {"country_id": entity.country_id.id}
        return self._render_address(address, shown)

    def _render_address(self, address, shown, problem=""):
        values = self._prepare_identity_values(
            "address_form",
            "refused" if problem else None,
            problem,
            address=address,
            shown=shown,
            fields=("name", "phone", "street", "street2", "zip", "city", "country_id"),
        )
        return request.render("fmcg_channel.portal_address", values)

    def _find_address(self, entity, partner_id):
        """An address of the own legal entity; ``None`` when none is named.

        :raise NotFound: for every other id, whether it exists or not
        """
        if not partner_id:
            return None
        usable = self._get_usable_addresses(entity)
        found = usable.filtered(lambda one: str(one.id) == str(partner_id))
        if not found:
            raise NotFound()
        return found

    @route("/my/address/ask", type="http", auth="user", methods=["POST"], website=True)
    def portal_address_ask(self, partner_id=None, remove=None, **post):
        """Ask for a new delivery address, for a change of one, or for its removal."""
        entity = self._get_own_entity()
        if not entity:
            raise NotFound()
        address = self._find_address(entity, partner_id)
        kind = NEW if not address else REMOVAL if remove else CHANGE
        outcome, problem = self._ask(kind, None if kind == REMOVAL else post, address)
        if problem:
            shown = identity.tidy(post)
            return self._render_address(address, shown, problem)
        return request.redirect(f"/my/addresses?asked={outcome}")

    @route("/my/requests/withdraw", type="http", auth="user", methods=["POST"], website=True)
    def portal_request_withdraw(self, change_id=None, **post):
        node = self._get_own_entity().channel_node_id
        Change = request.env["channel.identity.change"].sudo()
        text = str(change_id or "")
        change = Change.browse(int(text)) if text.isdigit() and len(text) < 10 else Change
        change = change.exists().filtered(lambda one: node and one.node_id == node)
        if not change:
            raise NotFound()
        change._get_siblings().filtered(lambda one: one.state == "asked")._withdraw()
        return request.redirect("/my/addresses" if change.kind != ENTITY else "/my/company")

    # -- core's own ways in ----------------------------------------------------------------

    def _create_or_update_address(self, partner_sudo, *args, callback="/my/addresses", **form):
        """What core's form would write becomes a request; what is the person's own is
        written."""
        entity = self._get_own_entity()
        if not entity:
            return super()._create_or_update_address(
                partner_sudo, *args, callback=callback, **form
            )
        if partner_sudo and partner_sudo == request.env.user.partner_id != entity:
            outcome, problem = self._save_own_details(form)
        else:
            kind = NEW if not partner_sudo else CHANGE
            if partner_sudo == entity:
                kind = ENTITY
            outcome, problem = self._ask(kind, form, partner_sudo or None)
        if problem:
            return partner_sudo, {"invalid_fields": [], "messages": problem.split("\n")}
        return partner_sudo, {"redirectUrl": callback}

    @route()
    def address_archive(self, partner_id):
        entity = self._get_own_entity()
        if not entity:
            return super().address_archive(partner_id)
        address = self._find_address(entity, partner_id or "0")
        _outcome, problem = self._ask(REMOVAL, None, address)
        if problem:
            raise UserError(problem)
        return True
