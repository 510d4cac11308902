from odoo import models

from ..engine import ledger


class SaleOrder(models.Model):
    """What promotions give is booked once the order holds its part of their budgets."""

    _inherit = "sale.order"

    def _act_on_state_change(self, change):
        """Submitting reserves; taking a submitted order back gives back."""
        result = super()._act_on_state_change(change)
        change.orders._sync_promotion_entries()
        return result

    def unlink(self):
        self._return_promotion_entries()
        return super().unlink()

    def _holds_promotion_budget(self):
        """Whether the order has its part of budgets and coupons for itself: once it is
        confirmed, and while it waits after its submission."""
        self.ensure_one()
        return self.state == "sale" or bool(
            self.submitted_date and self.state in ("draft", "sent")
        )

    # --- booking ---

    def _sync_promotion_entries(self):
        """Make the ledger of promotions say what these orders have now.

        Safe to call at any time: what is booked already is not booked again. The number
        of queries does not grow with orders or promotions.

        :raise UserError: when an order takes more than is left of a budget or coupon
        """
        self._book_promotions(
            self.filtered(lambda order: order._holds_promotion_budget())
        )

    def _return_promotion_entries(self):
        """Give back everything that these orders hold."""
        self._book_promotions(self.browse())

    def _book_promotions(self, holding):
        """:param holding: those of these orders that have something"""
        if not self:
            return
        # sudo: nobody writes the ledger himself
        Entry = self.env["channel.promotion.entry"].sudo()
        booked = Entry._get_bookings(self)
        targets = holding.sudo()._get_promotion_targets(booked)
        Entry._book(ledger.differences(targets, booked))

    def _get_promotion_targets(self, booked):
        """:return: dict from the engine's ``Account`` to its ``Given``"""
        self.order_line.fetch(["move_ids"])  # of all orders at once
        kept = {order: order._get_promotion_kept() for order in self}
        promotion_ids = {one.id for promotions in kept.values() for one in promotions}
        if not promotion_ids:
            return {}
        budgets = self.env["channel.promotion.budget"]._find_for(promotion_ids)
        # one record set, so that all are read at once
        known = {
            one.id: one for one in self.env["channel.promotion"].browse(promotion_ids)
        }
        accounts = {}
        for account in booked:
            accounts.setdefault((account.order, account.promotion), account)
        targets = {}
        for order, promotions in kept.items():
            for promotion, numbers in promotions.items():
                account = order._get_promotion_account(
                    known[promotion.id],
                    budgets.get(promotion.id, self.env["channel.promotion.budget"]),
                    accounts.get((order.id, promotion.id), ledger.Account(0, 0)),
                )
                targets[account] = self.env["channel.promotion.entry"]._make_given(
                    order.currency_id, *numbers
                )
        return targets

    def _get_promotion_account(self, promotion, budgets, booked):
        """Where the order books a promotion.

        :param budgets: of the promotion
        :param booked: the ``Account`` in which the order has it already
        """
        self.ensure_one()
        counters = budgets._get_counters(
            self.partner_id.channel_node_id, self._get_buying_day(), booked.counters
        )
        coupon = self._get_promotion_coupon(promotion, booked.coupon)
        return ledger.Account(self.id, promotion.id, counters, coupon.id or 0)

    def _get_promotion_coupon(self, promotion, booked_id):
        """The one coupon that the order gives for a promotion; the same as before, as
        long as an open order still has it."""
        self.ensure_one()
        booked = self.env["channel.coupon"].browse(booked_id or ())
        if booked and not self._takes_promotions():
            return booked
        if not promotion.coupon_required:
            return self.env["channel.coupon"]
        coupons = self.coupon_ids.filtered(lambda one: one.promotion_id == promotion)
        node, day = self.partner_id.channel_node_id, self._get_buying_day()
        valid = coupons.filtered(lambda coupon: coupon._is_valid(node, day))
        return ((booked & coupons) or valid.sorted("id") or coupons.sorted("id"))[:1]
