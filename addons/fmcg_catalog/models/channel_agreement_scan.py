from odoo import api, models
from odoo.fields import Domain


class ChannelAgreement(models.Model):
    """What a scan says besides the product: in which unit it is ordered."""

    _inherit = "channel.agreement"

    @api.model
    def _get_scanned_units(self, products, barcode):
        """The units of ``products`` that have this very barcode.

        :return: dict from ``product.product`` to ``uom.uom``
        """
        if not barcode:
            return {}
        packagings = (
            self.env["product.uom"]
            .sudo()
            .search(
                Domain("barcode", "=", barcode) & Domain("product_id", "in", products.ids)
            )
        )
        found = {
            product: product.uom_id
            for product in products
            if product.barcode == barcode
        }
        return found | {record.product_id: record.uom_id for record in packagings}
