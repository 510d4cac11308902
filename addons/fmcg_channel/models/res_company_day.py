from datetime import datetime, time

import pytz

from odoo import models


class ResCompany(models.Model):
    _inherit = "res.company"

    def _channel_day_start(self, date):
        """When a day begins for this seller, as a datetime in UTC without a time zone.

        :param date: a date
        """
        zone = pytz.timezone(self._get_channel_tz())
        midnight = zone.localize(datetime.combine(date, time.min))
        return midnight.astimezone(pytz.utc).replace(tzinfo=None)
