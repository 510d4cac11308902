from odoo import api, models
from odoo.exceptions import UserError


class ChannelCoupon(models.Model):
    """What orders ask coupons."""

    _inherit = "channel.coupon"

    @api.model
    def _find_valid(self, company, code, node):
        """The coupon that a customer may use now.

        :param node: the buyer's ``channel.node``
        :raise UserError: when there is none; tells no more than the buyer may know
        """
        code = self._normalize_code(code)
        coupon = self.sudo().search(
            [("company_id", "=", company.id), ("code", "=", code)]
        )
        day = company._get_channel_today()
        if not coupon or not coupon._is_valid(node, day):
            raise UserError(
                self.env._(
                    "Coupon code: “%s” is not valid for this customer now. Check the "
                    "spelling, or ask who gave it to you.",
                    code[:40],
                )
            )
        return coupon.with_env(self.env)

    def _is_valid(self, node, day, order=None):
        """Whether the coupon still gives something.

        :param order: that may hold the coupon already
        """
        self.ensure_one()
        coupon = self.sudo()
        return bool(
            coupon.promotion_id.state == "released"
            and (not coupon.node_id or coupon.node_id == node)
            and (not coupon.date_end or day <= coupon.date_end)
            and (
                not coupon.most_uses
                or coupon.used < coupon.most_uses
                or (order and coupon._is_held_by(order))
            )
        )
