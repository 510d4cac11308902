from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.fmcg_promotion.models.sale_order_line import GIFT

from ..engine import offers, wishes


class SaleOrder(models.Model):
    """What a buyer asks of promotions: coupons and chosen gifts, and that it gets what
    it saw in the review."""

    _inherit = "sale.order"

    # --- what the browser sent ---

    @api.model
    def _read_portal_wishes(self, agreement, raw_coupons, raw_choices):
        """Check the coupons and choices of a buyer.

        Choices that no promotion gives to this buyer are left out: what was offered may
        have ended since.

        :return: values of an order, and list of dicts with the ``code`` of each coupon
            and, where it is not valid, a ``message``
        :raise UserError: when a page of ours cannot have sent it
        """
        coupons, answers = self._read_portal_coupons(agreement, raw_coupons)
        choices = wishes.read_choices(raw_choices)
        if choices is None:
            raise UserError(
                self.env._(
                    "Choices: the page is incomplete. Reload it and choose again."
                )
            )
        values = {"coupon_ids": [Command.set(coupons.ids)]} if coupons else {}
        given = choices and self._get_given_choices(agreement, coupons, choices)
        return values | ({"promotion_choices": given} if given else {}), answers

    @api.model
    def _read_valid_wishes(self, agreement, raw_coupons, raw_choices):
        """As :meth:`_read_portal_wishes`, but a coupon that is not valid is refused."""
        values, answers = self._read_portal_wishes(agreement, raw_coupons, raw_choices)
        messages = [answer["message"] for answer in answers if answer["message"]]
        if messages:
            raise UserError("\n".join(messages))
        return values

    @api.model
    def _read_portal_coupons(self, agreement, raw):
        codes = wishes.read_codes(raw)
        if codes is None:
            raise UserError(
                self.env._(
                    "Coupons: enter at most %(most)s codes of at most %(length)s "
                    "characters.",
                    most=wishes.MOST_COUPONS,
                    length=wishes.LONGEST_CODE,
                )
            )
        Coupon = self.env["channel.coupon"].sudo()
        codes = dict.fromkeys(Coupon._normalize_code(code) for code in codes)
        found = {code: self._find_portal_coupon(agreement, code) for code in codes}
        coupons = Coupon.union(*found.values())
        usable = coupons and {
            one.id for one in agreement._get_speaking_promotions(coupons)
        }
        valid = coupons.filtered(lambda coupon: coupon.promotion_id.id in usable)
        return valid, [
            {
                "code": code,
                "message": "" if coupon & valid else self._describe_bad_coupon(code),
            }
            for code, coupon in found.items()
        ]

    @api.model
    def _find_portal_coupon(self, agreement, code):
        """The buyer's coupon with this code; empty for all others."""
        Coupon = self.env["channel.coupon"].sudo()
        try:
            return Coupon._find_valid(agreement.company_id, code, agreement.node_id)
        except UserError:
            return Coupon.browse()

    @api.model
    def _describe_bad_coupon(self, code):
        """The same for unknown codes, other buyers' and those that have ended: nobody
        finds out by trying which codes exist."""
        return self.env._(
            "Coupon code: “%s” is not valid for you now. Check the spelling, or ask who "
            "gave it to you.",
            code,
        )

    @api.model
    def _get_given_choices(self, agreement, coupons, choices):
        rules = {one.id: one for one in agreement._get_speaking_promotions(coupons)}
        return {
            str(id_): product
            for id_, product in choices.items()
            if id_ in rules and offers.gives_choice_of(rules[id_], product)
        }

    # --- what the buyer saw ---

    def _prepare_reviewed(self):
        """What the review shows, for the browser to send back with the submission."""
        self.ensure_one()
        gifts = {}
        for line in self.order_line.filtered(lambda line: line.promotion_role == GIFT):
            key = str(line.product_id.id)
            gifts[key] = gifts.get(key, 0.0) + line.product_uom_qty
        return {"total": self.amount_total, "gifts": gifts}

    def _check_reviewed(self, raw):
        """A buyer never pays more, or gets fewer gifts, than it saw in the review.

        :param raw: as of ``_prepare_reviewed``, from the browser; ``None``: the buyer
            has seen no review
        :raise UserError: saying what is not there any more
        """
        self.ensure_one()
        if raw is None:
            return
        seen = wishes.read_reviewed(raw)
        if not seen:
            raise UserError(
                self.env._(
                    "Reviewed total: the page is incomplete. Reload it and submit again."
                )
            )
        lost = self._describe_lost(*seen)
        if lost:
            raise UserError("\n".join(lost))

    def _describe_lost(self, total, gifts):
        """Sentences; none where the buyer gets what it saw, or more."""
        currency, lost = self.currency_id, []
        if currency.compare_amounts(self.amount_total, total) > 0:
            lost.append(
                self.env._(
                    "The order would now cost %(now)s instead of %(seen)s: a price or a "
                    "promotion has changed since you reviewed it.",
                    now=currency.format(self.amount_total),
                    seen=currency.format(total),
                )
            )
        given = self._prepare_reviewed()["gifts"]
        fewer = [
            id_
            for id_, pieces in gifts.items()
            if given.get(str(id_), 0.0) < round(pieces, 6)
        ]
        lost += [self._describe_lost_gift(id_, gifts[id_]) for id_ in fewer]
        if lost:
            lost.append(
                self.env._("Nothing was ordered. Look at the review and submit again.")
            )
        return lost

    def _describe_lost_gift(self, product_id, seen):
        """Names only what is on the order: the browser may have sent any product."""
        gifts = self.order_line.filtered(
            lambda line: line.promotion_role == GIFT and line.product_id.id == product_id
        )
        if not gifts:
            return self.env._(
                "A gift that you saw in the review is not available any more."
            )
        product = gifts.product_id.with_context(display_default_code=False)
        return self.env._(
            "Gift: %(now)s × %(product)s instead of %(seen)s.",
            now=f"{sum(gifts.mapped('product_uom_qty')):g}",
            seen=f"{seen:g}",
            product=product.display_name,
        )
