import hashlib
import hmac

from odoo import api, fields, models
from odoo.exceptions import UserError

# How many applications the public page takes a day, from one address and altogether
PER_ADDRESS = ("fmcg_channel.applications_per_address", 5)
ALTOGETHER = ("fmcg_channel.applications_per_day", 200)
ALL = "all"


class ChannelApplicationGuard(models.Model):
    """How often the public page was used on a day: by one address, and altogether.

    Addresses are kept as fingerprints only.
    """

    _name = "channel.application.guard"
    _description = "Guard of the Public Application Page"
    _inherit = "channel.guard"
    _rec_name = "key"

    key = fields.Char(required=True, readonly=True)
    day = fields.Date(required=True, readonly=True, index=True)
    used = fields.Float(readonly=True)

    _key_unique = models.UniqueIndex("(key, day)", "One counter for each key and day.")

    @api.model
    def _count(self, address):
        """Count one application.

        :param address: network address of whoever applies
        :raise UserError: when there were too many today
        """
        guard = self.sudo()
        day = fields.Date.today()
        keys = [self._fingerprint(address), ALL]
        guard._guard_ensure([{"key": key, "day": day} for key in keys])
        rows = guard.search([("key", "in", keys), ("day", "=", day)])
        totals = guard._guard_add(dict.fromkeys(rows.ids, 1))
        for row in rows:
            if totals[row.id] > self._get_limit(ALTOGETHER if row.key == ALL else PER_ADDRESS):
                raise UserError(
                    self.env._(
                        "Too many applications today. Please come back tomorrow, or call "
                        "your supplier."
                    )
                )

    @api.model
    def _get_limit(self, limit):
        name, default = limit
        text = self.env["ir.config_parameter"].sudo().get_param(name, "")
        return int(text) if text.isdigit() else default

    @api.model
    def _fingerprint(self, address):
        secret = self.env["ir.config_parameter"].sudo().get_param("database.secret") or ""
        text = (address or "").encode()
        return hmac.new(secret.encode(), text, hashlib.sha256).hexdigest()[:32]

    @api.autovacuum
    def _drop_old_days(self):
        self.sudo().search([("day", "<", fields.Date.today())]).unlink()
