from odoo import models


class ChannelPackedMixin(models.AbstractModel):
    """Quantities are typed as orders are written: "2箱5瓶", "3 cases", "53"."""

    _inherit = "channel.packed.mixin"

    def _read_packed_text(self, product, text, unit):
        return self.env["channel.order.directory"]._read_quantity(
            product, text, unit, self._get_packed_company()
        )
