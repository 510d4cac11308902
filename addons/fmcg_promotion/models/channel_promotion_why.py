from odoo import api, models


class ChannelPromotion(models.Model):
    """What the engine found for an order or a trial, for people to read."""

    _inherit = "channel.promotion"

    @api.model
    def _explain_result(self, data, currency):
        """What promotions do, in words.

        Names promotions past record rules: the caller shows its own order or trial.

        :param data: packed, see ``sale.order._pack_promotion_result``; may be empty
        :return: dict with the lists ``applied`` (``name``, ``amount`` as text, ``texts``,
            ``lowered``: less than when the order was confirmed), ``near`` and
            ``refused`` (``name``, ``text``)
        """
        promotion = self.sudo()
        data = data or {}
        return {
            "applied": [
                promotion.browse(one["promotion"])._explain_applied(one, currency)
                for one in data.get("applied", ())
            ],
            "near": [
                {
                    "name": promotion.browse(one["promotion"]).name,
                    "text": promotion.browse(one["promotion"])._say_near(one),
                }
                for one in sorted(data.get("near", ()), key=_get_distance)
            ],
            "refused": [
                {
                    "name": promotion.browse(one["promotion"]).name,
                    "text": promotion.browse(one["promotion"])._say_refused(one),
                }
                for one in data.get("refused", ())
            ],
        }

    def _explain_applied(self, applied, currency):
        self.ensure_one()
        recounted = self._say_recounted(applied)
        if recounted:
            texts = [recounted]
        else:
            texts = [self._say_part(part) for part in applied["parts"]]
        texts += [self._say_gift(gift) for gift in applied["gifts"]]
        texts.append(self._say_cut(applied["cut"]))
        amount = float(applied["amount"])
        return {
            "name": self.name,
            "amount": f"−{currency.format(amount)}" if amount else "",
            "texts": [text for text in texts if text],
            "lowered": bool(recounted),
        }


def _get_distance(near):
    """How far a step is, as a part of its threshold."""
    return float(near["missing"]) / float(near["step"]["threshold"])
