from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.fmcg_order.models.order_context import PENDING

from .promotion_context import APPLYING


class SaleOrder(models.Model):
    """An order gets its promotions anew whenever something they look at changes."""

    _inherit = "sale.order"

    coupon_ids = fields.Many2many(
        "channel.coupon",
        copy=False,
        groups="fmcg_channel.group_salesperson",
    )
    coupon_code = fields.Char(
        compute="_compute_coupon_code",
        inverse="_inverse_coupon_code",
        groups="base.group_user",
        help="Type the customer's code and save.",
    )
    promotion_declined_ids = fields.Many2many(
        "channel.promotion",
        string="Declined Promotions",
        copy=False,
        groups="base.group_user",
        help="Taken off this order by hand.",
    )
    promotion_choices = fields.Json(
        copy=False,
        groups="base.group_user",
        help="From promotion to the gift that was chosen.",
    )
    promotion_result = fields.Json(
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="What promotions gave, nearly gave and refused, with the arithmetic.",
    )
    promotion_application_ids = fields.One2many(
        "channel.promotion.application", "order_id", readonly=True
    )

    @api.model
    def _is_price_field(self, field, operation):
        return super()._is_price_field(field, operation) or (
            field.name
            in ("promotion_basis", "promotion_hint", "promotion_result", "promotion_why")
            or (operation == "write" and field.name == "coupon_code")
        )

    @api.model
    def _get_followed_fields(self):
        return super()._get_followed_fields() | {
            "coupon_ids",
            "promotion_choices",
            "promotion_declined_ids",
        }

    def _follow_changes(self):
        result = super()._follow_changes()
        self._apply_promotions_unless_pending()
        return result

    def copy_data(self, default=None):
        return super(SaleOrder, self.with_context(**PENDING)).copy_data(default)

    def _get_copiable_order_lines(self):
        """A copy earns its own gifts and discounts."""
        return super()._get_copiable_order_lines().filtered(
            lambda line: not line.promotion_role
        )

    def _get_update_prices_lines(self):
        """Gifts and discounts have no list price."""
        return super()._get_update_prices_lines().filtered(
            lambda line: not line.promotion_role
        )

    def _recompute_prices(self):
        """Prices of the lists again, whatever was changed by hand, and promotions on
        top."""
        pending = self.with_context(**PENDING)
        lines = pending._get_update_prices_lines().sudo()
        lines._lift_promotions()
        # without a discount of a list, that of core's recomputation is none that was typed
        applying = lines.with_context(**APPLYING)
        applying.promotion_by_hand, applying.list_discount = False, 0.0
        result = super(SaleOrder, pending)._recompute_prices()
        self._apply_promotions_unless_pending()
        return result

    def action_restore_promotions(self):
        """Button: forget what was changed by hand, prices included."""
        self._check_restorable()
        # sudo: what a person declined or chose is not written by clients
        pending = self.sudo().with_context(**PENDING)
        pending.write(
            {
                "promotion_declined_ids": [Command.clear()],
                "promotion_choices": False,
            }
        )
        pending.order_line._restore_promotions()
        self._apply_promotions()
        return True

    def _check_restorable(self):
        """:raise AccessError: to whoever may not change the orders and their prices"""
        self.check_access("write")
        self._check_field_access(self._fields["coupon_code"], "write")
        for order in self:
            if not order._takes_promotions():
                raise UserError(
                    self.env._(
                        "%s has been confirmed or cancelled: its promotions are fixed.",
                        order.name,
                    )
                )

    def _takes_promotions(self):
        """Whether promotions may still change this order."""
        self.ensure_one()
        return self.state in ("draft", "sent")

    def _fix_terms(self):
        result = super()._fix_terms()
        self._fix_promotions()
        return result

    def _fix_promotions(self):
        """Bring promotions up to date for the last time. Of a batch, each order gets what
        those before it have left."""
        for order in self:
            if not order._are_terms_fixed():
                order._fix_own_promotions()
            if len(self) > 1 and order._takes_promotions():
                order._book_promotions(order)

    def _fix_own_promotions(self):
        """Say so where the customer pays something else than the order said before."""
        self.ensure_one()
        before = self.amount_total
        self._apply_promotions()
        if self.currency_id.compare_amounts(before, self.amount_total):
            self._say_promotions_changed(before)

    def _say_promotions_changed(self, before):
        self.ensure_one()
        self.message_post(
            body=self.env._(
                "Promotions have changed since the order was last saved: the total is "
                "%(now)s instead of %(before)s.",
                now=self.currency_id.format(self.amount_total),
                before=self.currency_id.format(before),
            )
        )

    # --- coupons ---

    def _compute_coupon_code(self):
        self.coupon_code = False

    def _inverse_coupon_code(self):
        for order in self:
            if order.coupon_code:
                order._add_coupon(order.coupon_code)

    def _add_coupon(self, code):
        """Give the order a coupon.

        :raise UserError: when there is no such code for this customer now
        """
        self.ensure_one()
        coupon = self.env["channel.coupon"]._find_valid(
            self.company_id, code, self._get_buying_agreement().node_id
        )
        # sudo: coupons are given by their codes, not by their numbers
        self.sudo().coupon_ids = [Command.link(coupon.id)]
