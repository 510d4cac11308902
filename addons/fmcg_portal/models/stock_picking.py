from odoo import models


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def _get_portal_tracking(self):
        """The waybills of a shipment with the carrier's page, for people outside.

        :return: list of ``(number, url)``; the address is ``False`` where the carrier
            has none
        """
        self.ensure_one()
        if not self.carrier_tracking_ref:
            return []
        waybills = self.get_multiple_carrier_tracking()
        if not isinstance(waybills, list):
            waybills = [(self.carrier_tracking_ref, self.carrier_tracking_url)]
        return [
            (number, url if str(url).startswith(("https://", "http://")) else False)
            for number, url in waybills
        ]
