from datetime import datetime, time, timedelta

from odoo import models
from odoo.fields import Domain

from .stock_move import LAST


class StockQuant(models.Model):
    _inherit = "stock.quant"

    def _get_gather_domain(self, *args, **kwargs):
        """Core leaves out what is past its day of removal when the goods leave; here also
        what would not last for the buyer."""
        domain = super()._get_gather_domain(*args, **kwargs)
        days, leaves = (self.env.context.get(key) for key in (LAST, "with_expiration"))
        if not (isinstance(days, int) and days and isinstance(leaves, datetime)):
            return domain
        last = datetime.combine(leaves, time()) + timedelta(days=days)
        fresh = Domain("expiration_date", "=", False) | Domain("expiration_date", ">=", last)
        return Domain(domain) & fresh
