from odoo import models

TRANSIT_FIELDS = ("property_stock_customer", "property_stock_supplier")


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _pass_through(self, location):
        """Ship to and receive from this partner through ``location``.

        For the company of the environment, and only where it still has core's
        standard location: what someone chose by hand stays.
        """
        self.ensure_one()
        values = {}
        for name in TRANSIT_FIELDS:
            standard = self._fields[name].get_company_dependent_fallback(self)
            if self[name] == standard:
                values[name] = location.id
        if values:
            self.write(values)
