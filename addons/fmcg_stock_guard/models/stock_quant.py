from odoo import api, models


class StockQuant(models.Model):
    """The last door: whoever reserves goods or takes them away comes through here."""

    _inherit = "stock.quant"

    @api.model_create_multi
    def create(self, vals_list):
        """Goods that come in have a row to take turns on before anybody wants them."""
        quants = super().create(vals_list)
        Line = self.env["stock.move.line"]
        goods = set().union(
            *(Line._to_goods(quant.product_id, quant.location_id) for quant in quants)
        )
        held = self.env["channel.stock.turn"]._get_held(self) or frozenset()
        self.env["channel.stock.turn"]._ensure(goods - held)
        return quants

    @api.model
    def _update_available_quantity(
        self,
        product_id,
        location_id,
        quantity=False,
        reserved_quantity=False,
        lot_id=None,
        package_id=None,
        owner_id=None,
        in_date=None,
    ):
        quants = self
        if quantity < 0 or reserved_quantity > 0:
            goods = self.env["stock.move.line"]._to_goods(product_id, location_id)
            quants = self.env["channel.stock.turn"]._take_for(self, goods)
        return super(StockQuant, quants)._update_available_quantity(
            product_id,
            location_id,
            quantity=quantity,
            reserved_quantity=reserved_quantity,
            lot_id=lot_id,
            package_id=package_id,
            owner_id=owner_id,
            in_date=in_date,
        )
