from odoo import models


class StockLocation(models.Model):
    _inherit = "stock.location"

    def _is_with_customer(self):
        """Whether goods there have left us; what is on its way to another company has."""
        self.ensure_one()
        return self.usage == "customer" or (
            self.usage == "transit" and self._is_outgoing()
        )


class StockMove(models.Model):
    """Goods that were prepared for an order, and are not wanted any more."""

    _inherit = "stock.move"

    def _is_put_back(self):
        """Whether this takes goods back to their shelf, which were prepared for an order
        that was reduced since: nobody receives them."""
        self.ensure_one()
        final = self.location_final_id
        return bool(final) and not final._is_with_customer()


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def _is_put_back(self):
        """Whether all of it goes back to its shelf."""
        self.ensure_one()
        return bool(self.move_ids) and all(
            move._is_put_back() for move in self.move_ids
        )
