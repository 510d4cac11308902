from datetime import datetime, time

import pytz

from odoo import models

DEFAULT_TIMEZONES = {"CN": "Asia/Shanghai"}


class ResCompany(models.Model):
    _inherit = "res.company"

    def _get_channel_timezone(self):
        """The time zone in which the enterprise's days begin and end."""
        self.ensure_one()
        partner = self.partner_id.sudo()
        name = partner.tz or DEFAULT_TIMEZONES.get(partner.country_id.code) or "UTC"
        return pytz.timezone(name)

    def _channel_day_start(self, day):
        """The moment (naive UTC) at which ``day`` begins for the enterprise."""
        midnight = self._get_channel_timezone().localize(datetime.combine(day, time.min))
        return midnight.astimezone(pytz.utc).replace(tzinfo=None)
