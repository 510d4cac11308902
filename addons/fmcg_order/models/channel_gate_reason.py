import logging

from odoo import api, fields, models
from odoo.tools import ormcache

_logger = logging.getLogger(__name__)


class ChannelGateReason(models.Model):
    """What the gate may say: one row for each code of a ``Blocker``.

    An addon that adds a code brings its row as data.
    """

    _name = "channel.gate.reason"
    _description = "Reason of the Gate"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)
    code = fields.Char(required=True, readonly=True)
    name = fields.Char(required=True, translate=True)
    cure = fields.Text(
        required=True, translate=True, help="What lets an order go on that has it."
    )
    topic = fields.Char(
        required=True,
        readonly=True,
        help="Held orders are asked again when something of this topic has changed.",
    )
    buyer_cures = fields.Boolean(
        readonly=True,
        help="The buyer can cure it before ordering: in the portal such an order is "
        "refused at once instead of being held.",
    )
    release_group_ids = fields.Many2many(
        "res.groups",
        string="Who May Release",
        help="Their members let a single order through in spite of this reason, never "
        "one of their own. Empty: nobody may.",
    )

    _code_unique = models.Constraint("UNIQUE (code)", "Code: it is taken.")

    @api.model
    def _find(self, codes):
        """The reasons of ``codes``, whoever asks; unknown ones are left out."""
        known = self._get_ids_by_code()
        missing = set(codes) - known.keys()
        if missing:
            _logger.warning("Codes of the gate without a reason: %s", sorted(missing))
        return self.sudo().browse(known[code] for code in codes if code in known)

    @api.model
    def _get_codes_of_buyer(self):
        """Codes of what buyers cure before they order."""
        return set(self.sudo().search([("buyer_cures", "=", True)]).mapped("code"))

    @api.model
    @ormcache()
    def _get_ids_by_code(self):
        return {reason.code: reason.id for reason in self.sudo().search([])}

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        if "code" in vals:
            self.env.registry.clear_cache()
        return super().write(vals)

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()

    def _may_release(self, user):
        """Whether ``user`` has one of the roles that release orders from it."""
        self.ensure_one()
        return bool(self.sudo().release_group_ids & user.sudo().all_group_ids)
