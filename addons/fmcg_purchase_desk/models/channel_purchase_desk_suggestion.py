from decimal import Decimal

from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.fmcg_order_desk.engine.rhythm import round_up

from ..engine import cover as engine
from .channel_purchase_desk import TARGET_DAYS

DAYS_ALLOWED = range(1, 121)


class ChannelPurchaseDesk(models.AbstractModel):
    """What to order, so that own stock lasts as long as it should."""

    _inherit = "channel.purchase.desk"

    @api.model
    def suggest(self, agreement_id, days=TARGET_DAYS):
        """What the enterprise should order now to have enough for ``days`` days.

        :return: list of rows with quantities, what runs out first comes first
        :raise UserError: for days that are no whole number from 1 to 120
        """
        agreement = self._find_agreement(agreement_id)
        self._check_days(days)
        goods = self._get_goods(agreement)
        products = goods.search(self._get_goods_domain(agreement))
        units = self._load_buying_units(agreement, products)
        limits = self._get_rhythm_limits(agreement, products, units)
        found = engine.suggest(
            self._load_stocks(agreement, products).values(),
            Decimal(days),
            lambda product, need: round_up(need, limits[product]),
        )
        quantities = {}
        for one in found:
            product = goods.browse(one.stock.product)
            pair, quantity = self._to_unit(product, units[product.id], one.quantity)
            quantities[pair] = quantity
        return self._prepare_rows(agreement, quantities)

    @api.model
    def _check_days(self, days):
        is_number = isinstance(days, int) and not isinstance(days, bool)
        if not is_number or days not in DAYS_ALLOWED:
            raise UserError(
                self.env._(
                    "Days: stock can be ordered for %(least)s to %(most)s days. Give a "
                    "whole number.",
                    least=DAYS_ALLOWED[0],
                    most=DAYS_ALLOWED[-1],
                )
            )

    @api.model
    def _load_buying_units(self, agreement, products):
        """In what each product is bought: in cases, where it comes in cases.

        :return: dict from id of a product to ``uom.uom``
        """
        packings = {product.id: self._get_desk_units(product) for product in products}
        return {id_: case or piece for id_, (piece, case) in packings.items()}
