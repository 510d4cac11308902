from odoo import api, fields, models
from odoo.tools import plaintext2html

from ..turns import take_turn
from .channel_identity_change import NEW, REMOVAL


class ChannelIdentityChange(models.Model):
    """What a seller decides, and what comes of it."""

    _inherit = "channel.identity.change"

    def action_approve(self):
        """Agree; what all sellers concerned have agreed to becomes so."""
        for change in self:
            change._take_turn()
            change._check_can_decide()
            change._decide("approved")
            change.sudo()._settle()

    def action_refuse(self):
        self._check_can_decide()
        return self.env["channel.state.reason"]._open_for(self, "refused")

    def _set_state(self, state, reason=False):
        """Refuse with a reason, after the dialog asked for one."""
        for change in self:
            change._take_turn()
            change._check_can_decide()
            change._decide(state, reason)
            others = change.sudo()._get_siblings() - change
            if change.kind != NEW:
                others.filtered(lambda other: other.state == "asked")._withdraw()
            change.sudo()._tell_buyer()

    def _decide(self, state, reason=False):
        self._drop_activities()
        self.sudo().write(
            {
                "state": state,
                "refuse_reason": reason,
                "decided_by_id": self.env.uid,
                "decided_date": fields.Datetime.now(),
            }
        )

    def _take_turn(self):
        """Two sellers that agree at the same moment: the later one sees the earlier."""
        siblings = self.sudo()._get_siblings()
        take_turn(siblings.sorted("id"))
        siblings.invalidate_recordset(["state", "partner_id"])

    def _get_siblings(self):
        """The same request to all sellers, this one included."""
        return self.search([("request_key", "=", self.request_key)])

    def _settle(self):
        """Make it so, if everybody who has to agree has agreed."""
        self.ensure_one()
        siblings = self._get_siblings()
        if self.kind == NEW:
            self._settle_new_address(siblings)
        elif all(sibling.state == "approved" for sibling in siblings):
            self._apply()
            siblings.write({"applied_date": fields.Datetime.now()})
        else:
            return
        self._tell_buyer()

    def _settle_new_address(self, siblings):
        """The first approval makes the address, each one opens it to its seller."""
        if not self.partner_id:
            address = self.env["res.partner"].create(self._prepare_address_values())
            siblings.write({"partner_id": address.id})
        self.write({"applied_date": fields.Datetime.now()})

    def _prepare_address_values(self):
        entity = self.node_id.partner_id
        return {
            "country_id": entity.country_id.id,
            "lang": entity.lang,
            **self.content,
            "type": "delivery",
            "parent_id": entity.id,
            "company_id": False,
        }

    def _apply(self):
        if self.kind == REMOVAL:
            self.partner_id.action_archive()
        else:
            self.partner_id.write(self.content)

    def _tell_buyer(self):
        """Mail who asked, in its language and in the seller's name."""
        reader = self.asked_by_id.partner_id
        change = self.with_context(lang=reader.lang)
        values = {"seller": change.company_id.name, "what": change.summary or ""}
        if change.state == "refused":
            values["reason"] = change.refuse_reason or ""
            body = change.env._(
                "%(seller)s has refused your change.\n%(what)s\nReason: %(reason)s",
                **values,
            )
        else:
            body = change.env._(
                "Your change has been approved.\n%(what)s", what=values["what"]
            )
        change.env["mail.thread"].message_notify(
            partner_ids=reader.ids,
            subject=change.display_name,
            body=plaintext2html(body),
            author_id=change.env.ref("base.partner_root").id,
            email_from=change.company_id.email_formatted or None,
        )

    # -- what the buyer's pages show -----------------------------------------------

    @api.model
    def _get_portal_requests(self, node, limit=20):
        """The buyer's requests for its pages, the newest first, one for each asking.

        :return: list of dicts with ``change`` (one of the requests), ``state`` (``asked``,
            ``approved``, ``refused`` or ``withdrawn``), ``refusals`` and ``waits_for``
            (names of sellers)
        """
        changes = self.sudo().search([("node_id", "=", node.id)], limit=limit * 5)
        groups = list(changes.grouped("request_key").values())[:limit]
        return [self._describe_request(group) for group in groups]

    @api.model
    def _describe_request(self, group):
        states = set(group.mapped("state"))
        refused = group.filtered(lambda change: change.state == "refused")
        if refused:
            state = "refused"
        elif "asked" in states:
            state = "asked"
        else:
            state = "approved" if "approved" in states else "withdrawn"
        waiting = group.filtered(lambda change: change.state == "asked")
        return {
            "change": group[0],
            "state": state,
            "refusals": [
                (change.company_id.name, change.refuse_reason) for change in refused
            ],
            "waits_for": waiting.company_id.mapped("name"),
        }
