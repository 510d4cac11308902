from datetime import datetime, time

import pytz

from odoo import models


class ResCompany(models.Model):
    _inherit = "res.company"

    def _get_channel_timezone(self):
        """The name of the seller's time zone: its own, else China's, else UTC."""
        self.ensure_one()
        partner = self.sudo().partner_id
        if partner.tz:
            return partner.tz
        return "Asia/Shanghai" if partner.country_id.code == "CN" else "UTC"

    def _channel_day_start(self, date):
        """When a day begins for this seller, as a datetime in UTC without a time zone.

        :param date: a date
        """
        zone = pytz.timezone(self._get_channel_timezone())
        midnight = zone.localize(datetime.combine(date, time.min))
        return midnight.astimezone(pytz.utc).replace(tzinfo=None)

    def _channel_day_of(self, moment):
        """The seller's day at a moment, which is a datetime in UTC."""
        zone = pytz.timezone(self._get_channel_timezone())
        return pytz.utc.localize(moment).astimezone(zone).date()
