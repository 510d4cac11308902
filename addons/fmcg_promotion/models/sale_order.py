from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..engine import basket as engine
from .promotion_context import APPLYING, PENDING, is_applying

# What promotions look at on the order itself
ORDER_INPUTS = {
    "company_id",
    "coupon_ids",
    "currency_id",
    "order_channel",
    "order_line",
    "partner_id",
    "pricelist_id",
    "promotion_choices",
    "promotion_declined_ids",
    "warehouse_id",
}


class SaleOrder(models.Model):
    """An order gets its promotions anew whenever something they look at changes."""

    _inherit = "sale.order"

    order_channel = fields.Selection(
        [
            (engine.SALESPERSON, "Salesperson"),
            (engine.PORTAL, "Portal"),
            (engine.IMPORT, "Import"),
        ],
        string="Entered By",
        default=engine.SALESPERSON,
        required=True,
        copy=False,
        help="How the order came in; promotions may be for some ways only.",
    )
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
            field.name in ("promotion_basis", "promotion_result")
            or (operation == "write" and field.name == "coupon_code")
        )

    @api.model_create_multi
    def create(self, vals_list):
        orders = super(SaleOrder, self.with_context(**PENDING)).create(vals_list)
        orders = orders.with_env(self.env)
        orders._apply_promotions_unless_pending()
        return orders

    def write(self, vals):
        if not ORDER_INPUTS & vals.keys() or is_applying(self):
            return super().write(vals)
        result = super(SaleOrder, self.with_context(**PENDING)).write(vals)
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
        lines.with_context(**APPLYING).promotion_by_hand = False
        result = super(SaleOrder, pending)._recompute_prices()
        self._apply_promotions_unless_pending()
        return result

    def action_confirm(self):
        """What is confirmed is what promotions give at this moment; from then on
        nothing changes any more."""
        self._fix_promotions()
        return super().action_confirm()

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

    def _are_promotions_fixed(self):
        """Whether confirming takes the promotions as they stand.

        Hook: something was decided about this order as it is.
        """
        self.ensure_one()
        return not self._takes_promotions()

    def _fix_promotions(self):
        """Bring promotions up to date for the last time, and say so where the customer
        pays something else than the order said before."""
        for order in self:
            if order._are_promotions_fixed():
                continue
            before = order.amount_total
            order._apply_promotions()
            if order.currency_id.compare_amounts(before, order.amount_total):
                order._say_promotions_changed(before)

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

    def _get_promotion_moment(self):
        """When the buyer decided: what counts for the dates of promotions."""
        self.ensure_one()
        return fields.Datetime.now() if self._takes_promotions() else self.date_order

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
            self.company_id, code, self._get_price_agreement().node_id
        )
        # sudo: coupons are given by their codes, not by their numbers
        self.sudo().coupon_ids = [Command.link(coupon.id)]
