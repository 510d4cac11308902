from decimal import Decimal

from odoo import models

from odoo.addons.fmcg_promotion.engine import definition as engine

from .channel_promotion import TOLD_REASONS


class SaleOrder(models.Model):
    """Why the order costs what it costs, in words that its buyer may read."""

    _inherit = "sale.order"

    def _explain_to_buyer(self):
        """What promotions gave, nearly gave, and could not give.

        :return: dict with the lists ``applied`` (``name``, ``amount``, ``texts``),
            ``near`` and ``refused`` (``name``, ``text``)
        """
        self.ensure_one()
        order = self.sudo()
        data = order._get_shown_result()
        data["refused"] = [
            one for one in data.get("refused", ()) if one["reason"] in TOLD_REASONS
        ]
        promotions = order._get_buyer_promotions()
        told = promotions._explain_result(data, order.currency_id)
        for one, packed in zip(told["applied"], data["applied"], strict=True):
            promotion = promotions.browse(packed["promotion"])
            one["texts"] += promotion._say_untaxed(one["texts"])
        for one in (*told["near"], *told["refused"]):
            one["text"] = order._add_untaxed(one["text"])
        return told

    def _add_untaxed(self, text):
        """A sentence of a promotion, which reckons without tax, beside prices with it."""
        self.ensure_one()
        if self.currency_id.symbol not in text or not (
            self.company_id._shows_prices_with_tax()
        ):
            return text
        return self.env._("%s (Amounts without tax.)", text)

    def _get_buyer_promotions(self):
        """The model, as superuser, to browse with."""
        return (
            self.env["channel.promotion"]
            .sudo()
            .with_company(self.company_id)
            .with_context(display_default_code=False, told_to_buyer=True)
        )

    def _get_owed_gifts(self):
        """Gifts that are out of stock and come later, as of ``_prepare_gift_preview``."""
        self.ensure_one()
        promotions = self._get_buyer_promotions()
        owed = []
        for applied in self._unpack_applied():
            promotion = promotions.browse(applied.promotion)
            for gift in (gift for gift in applied.gifts if gift.owed):
                owed.append(
                    {
                        "name": promotion._name_product(gift.product),
                        "quantity": f"{gift.owed.normalize():f}",
                        "unit": promotion._get_gift_unit(gift).name,
                        "promotion": promotion.name,
                        "owed": True,
                    }
                )
        return owed

    def _get_gift_choices(self):
        """Where the buyer may choose one of several gifts.

        :return: list of dicts with ``promotion`` (id), ``name`` and the ``options``
            (``product``, ``name``, ``quantity``, ``chosen``)
        """
        self.ensure_one()
        promotions = self._get_buyer_promotions()
        choices = []
        for applied in (self.promotion_result or {}).get("applied", ()):
            promotion = promotions.browse(applied["promotion"])
            if promotion.kind != engine.GIFT or promotion.gift_choice != "one":
                continue
            options = self._prepare_gift_options(promotion, applied)
            if len(options) > 1:
                choices.append(
                    {"promotion": promotion.id, "name": promotion.name, "options": options}
                )
        return choices

    def _prepare_gift_options(self, promotion, applied):
        chosen = self._get_chosen_gift(promotion, applied)
        part = applied["parts"][0]
        return [
            {
                "product": product,
                "name": promotion._name_product(product),
                "quantity": f"{(Decimal(pieces) * part['times']).normalize():f}",
                "unit": promotion.env["product.product"].browse(product).uom_id.name,
                "chosen": product == chosen,
            }
            for product, pieces in part["step"]["gifts"]
        ]

    def _get_chosen_gift(self, promotion, applied):
        """Id of the product that the buyer has chosen, or else gets."""
        offered = {product for product, _pieces in applied["parts"][0]["step"]["gifts"]}
        chosen = (self.promotion_choices or {}).get(str(promotion.id))
        if chosen in offered:
            return chosen
        return applied["gifts"][0]["product"] if applied["gifts"] else 0
