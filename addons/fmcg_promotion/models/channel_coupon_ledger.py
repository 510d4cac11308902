from odoo import api, fields, models


class ChannelCoupon(models.Model):
    """Coupons count the orders that got their promotion by them."""

    _inherit = "channel.coupon"

    entry_ids = fields.One2many("channel.promotion.entry", "coupon_id", readonly=True)

    @api.model
    def _count(self, uses):
        """Count orders that get coupons or give them back.

        :param uses: dict from coupon id to what is added
        :return: list of translated sentences, one for each coupon that is used too often
        """
        uses = {id_: change for id_, change in uses.items() if change}
        totals = self._guard_add(uses)
        return [
            coupon._say_exceeded()
            for coupon in self.browse(totals)
            if uses[coupon.id] > 0 and 0 < coupon.most_uses < totals[coupon.id]
        ]

    def _say_exceeded(self):
        self.ensure_one()
        return self.env._(
            "Coupon %(code)s of “%(promotion)s”: none of its %(uses)s uses is left. "
            "Confirm the order again without it.",
            code=self.code,
            promotion=self.promotion_id.name,
            uses=self.most_uses,
        )

    def _is_held_by(self, order):
        """Whether one of the uses is this order's."""
        self.ensure_one()
        groups = self.env["channel.promotion.entry"].sudo()._read_group(
            [("coupon_id", "=", self.id), ("order_id", "in", order._origin.ids)],
            [],
            ["uses:sum"],
        )
        return (groups[0][0] or 0) > 0
