from decimal import Decimal

from odoo import api, models

from ..engine import result as engine


class SaleOrder(models.Model):
    """What the engine found, kept on the order as plain data: for people who ask why,
    and for returns, which start from what was given."""

    _inherit = "sale.order"

    @api.model
    def _pack_promotion_result(self, result):
        """:return: data for ``promotion_result``; ``False`` where there is nothing"""
        data = {
            "applied": [_pack_applied(one) for one in result.applied],
            "near": [_pack_near(one) for one in result.near],
            "refused": [
                {
                    "promotion": one.promotion,
                    "reason": one.reason,
                    "other": one.other,
                    "measure": one.measure,
                }
                for one in result.refused
            ],
        }
        return data if any(data.values()) else False

    def _unpack_applied(self, data=None):
        """What this order has as it stands: list of the engine's ``Applied``.

        :param data: packed; without, ``promotion_result``
        """
        self.ensure_one()
        data = data or self.promotion_result or {}
        return [_unpack_applied(one) for one in data.get("applied", ())]


def _pack_applied(applied):
    return {
        "promotion": applied.promotion,
        "phase": applied.phase,
        "amount": str(applied.amount),
        "shares": [[key, str(share)] for key, share in applied.shares],
        "gifts": [
            {
                "product": gift.product,
                "quantity": str(gift.quantity),
                "owed": str(gift.owed),
                "value": str(gift.value),
                "factor": str(gift.factor),
            }
            for gift in applied.gifts
        ],
        "parts": [_pack_part(part) for part in applied.parts],
        "cut": applied.cut,
    }


def _pack_part(part):
    return {
        "step": _pack_step(part.step),
        "times": part.times,
        "product": part.product,
        "reached": str(part.reached),
        "basis": str(part.basis),
        "amount": str(part.amount),
    }


def _pack_step(step):
    if not step:
        return None
    return {
        "threshold": str(step.threshold),
        "percent": str(step.percent),
        "amount": str(step.amount),
        "price": None if step.price is None else str(step.price),
        "gifts": [[gift.product, str(gift.quantity)] for gift in step.gifts],
    }


def _pack_near(near):
    return {
        "promotion": near.promotion,
        "missing": str(near.missing),
        "step": _pack_step(near.step),
        "gain": str(near.gain),
        "gifts": [[product, str(pieces)] for product, pieces in near.gifts],
        "product": near.product,
    }


def _unpack_applied(data):
    return engine.Applied(
        promotion=data["promotion"],
        phase=data["phase"],
        shares=tuple((key, Decimal(share)) for key, share in data["shares"]),
        gifts=tuple(
            engine.Given(
                product=gift["product"],
                **{
                    name: Decimal(gift[name])
                    for name in ("quantity", "owed", "value", "factor")
                },
            )
            for gift in data["gifts"]
        ),
        cut=data["cut"],
    )


