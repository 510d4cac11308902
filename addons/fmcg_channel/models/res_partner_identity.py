from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..engine import identity

# Who somebody is to others; these cannot even be asked for
PLACE_FIELDS = ("parent_id", "type", "is_company", "active", "company_name", "company_type")
# A person's own, whomever it works for
OWN_FIELDS = ("name", "phone", "email", "active")


class ResPartner(models.Model):
    """What a buyer's legal entity and its addresses say is not for its portal users to
    change: they ask for it (``channel.identity.change``)."""

    _inherit = "res.partner"

    def _compute_avatar(self, avatar_field, image_field):
        """Core looks whether somebody logs in as the partner, and the user may not read
        whom other enterprises invited."""
        return super(ResPartner, self.sudo())._compute_avatar(avatar_field, image_field)

    def _get_identity(self):
        """What others know this partner by: dict from field to text or id."""
        self.ensure_one()
        partner = self.sudo()
        return {
            name: partner[name].id if name.endswith("_id") else partner[name] or ""
            for name in identity.IDENTITY_FIELDS
        }

    @api.model
    def _get_own_entity(self):
        """The user's legal entity, if it is a portal user of the channel; else empty."""
        user = self.env.user
        if not user.share or user._is_public():
            return self.browse()
        entity = user.sudo().partner_id.commercial_partner_id
        return entity if entity.own_node_ids else self.browse()

    def write(self, vals):
        self._check_own_identity(vals)
        self._keep_printed_addresses(vals)
        return super().write(vals)

    def _check_own_identity(self, vals):
        """Keep portal users from changing what is asked for, whichever way they come.

        The user counts, not its rights: core's portal writes as superuser.

        :raise UserError: naming the fields and what to do instead
        """
        entity = self._get_own_entity() if self.env.user.share else None
        if not entity:
            return
        for partner in self.sudo():
            if partner.commercial_partner_id.own_node_ids:
                self._refuse_own_change(partner, partner._get_changed_identity(vals))

    def _get_changed_identity(self, vals):
        """Names of guarded fields that ``vals`` would really change."""
        self.ensure_one()
        own = self == self.env.user.partner_id and self != self.commercial_partner_id
        guarded = set(identity.IDENTITY_FIELDS + PLACE_FIELDS)
        guarded -= set(OWN_FIELDS) if own else set()
        changed = []
        for name in guarded & vals.keys():
            now = self[name].id if name.endswith("_id") else self[name]
            if (now or False) != (vals[name] or False):
                changed.append(name)
        return changed

    @api.model
    def _refuse_own_change(self, partner, names):
        if not names:
            return
        labels = [
            self._fields[name]._description_string(self.env) for name in sorted(names)
        ]
        raise UserError(
            self.env._(
                "%(fields)s of %(name)s: your sellers approve such changes. Ask for them "
                "on the pages Company Details and Addresses of your account.",
                fields=", ".join(labels),
                name=partner.name or partner.commercial_partner_id.name,
            )
        )

    @api.model
    def _check_own_creation(self, vals_list):
        """A portal user adds no contact and no address to its legal entity."""
        entity = self._get_own_entity() if self.env.user.share else None
        for vals in vals_list if entity else ():
            parent = self.sudo().browse(vals.get("parent_id"))
            if parent.commercial_partner_id.own_node_ids:
                self._refuse_own_change(parent, ["child_ids"])

    def _get_delivery_partners(self):
        """Where a legal entity lets goods be delivered: its own address first."""
        self.ensure_one()
        children = self.sudo().search(
            Domain("parent_id", "=", self.id) & Domain("type", "in", ("delivery", "other"))
        )
        return self.sudo() | children
