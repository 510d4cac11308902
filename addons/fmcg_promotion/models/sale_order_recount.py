from dataclasses import replace

from odoo import models
from odoo.fields import Command

from ..engine import definition
from ..engine.basket import ZERO
from ..engine.result import Result
from ..engine.returns import lower
from .channel_promotion_loader import exact
from .promotion_context import APPLYING
from .sale_order_line import DISCOUNT, GIFT

IN_THE_ORDER = definition.PHASES[definition.ORDER]


class SaleOrder(models.Model):
    """A confirmed order that somebody changes is counted again from what it was
    confirmed with: prices of lines, discounts, gifts still to ship, ledger and debts.

    It never gets more than it had then: what is added later pays the list's price.
    """

    _inherit = "sale.order"

    def _recount_promotions(self):
        """Safe to call at any time: an order that is right stays as it is."""
        changed = self.sudo().filtered(
            lambda order: order.state == "sale" and order.promotion_basis
        )
        for order in changed:
            order.with_context(**APPLYING).with_company(order.company_id)._recount()
        if changed:
            changed._on_promotion_returned()

    def _recount(self):
        self.ensure_one()
        entitled = self._get_promotion_entitlement(self._get_ordered_quantities())
        applied = [lower(one, entitled) for one in self._get_first_applied()]
        result = self._make_result(applied)
        self._write_line_benefits(result)
        self._recount_discounts(result)
        self._recount_gifts(result)
        given = tuple(one for one in result.applied if one.shares or one.gifts)
        self._write_applications(replace(result, applied=given))
        data = self._pack_recounted(result)
        if self.promotion_result != data:
            self.promotion_result = data
            self._say_recounted()

    # --- money ---

    def _make_result(self, applied):
        """The engine's ``Result`` for the order as it stands: no line falls below zero
        for a price that was changed meanwhile."""
        shares = {}
        for one in applied:
            for key, share in one.shares:
                wide = one.phase == IN_THE_ORDER
                shares[key, wide] = shares.get((key, wide), ZERO) + share
        nets = {}
        for line in self.order_line._get_basket_lines():
            off = ZERO if line._is_price_by_hand() else shares.get((line.id, False), ZERO)
            nets[line.id] = line._get_listed_amount() - off
            if line.product_uom_qty > 0:
                nets[line.id] = max(nets[line.id], ZERO)
        left = dict(nets)
        limited = []
        for one in applied:
            if one.phase == IN_THE_ORDER:
                taken = []
                for key, share in one.shares:
                    share = min(share, max(left.get(key, ZERO), ZERO))
                    left[key] = left.get(key, ZERO) - share
                    taken.append((key, share))
                one = replace(one, shares=tuple(pair for pair in taken if pair[1]))
            limited.append(one)
        return Result(tuple(limited), (), (), left, nets)

    def _recount_discounts(self, result):
        """Discounts that are left; of those that are not the line stays, at nothing: a
        line of a confirmed order is not deleted, and people see what became of it."""
        wanted = self._prepare_discount_lines(result)
        commands = []
        for line in self.order_line.filtered(lambda one: one.promotion_role == DISCOUNT):
            values = wanted.pop(line._get_promotion_key(), None)
            line._update_promotion_line(
                values or {"price_unit": 0.0, "extra_tax_data": False}
            )
        commands += [Command.create(values) for values in wanted.values()]
        if commands:
            self.write({"order_line": commands})

    # --- gifts ---

    def _recount_gifts(self, result):
        """Gifts that are still to ship; those that are with the buyer stay on the order
        and are due back, or charged, as after a return."""
        pieces = {}
        for one in result.applied:
            for gift in one.gifts:
                key = (one.promotion, gift.product)
                pieces[key] = pieces.get(key, ZERO) + gift.quantity
        for line in self.order_line.filtered(lambda one: one.promotion_role == GIFT):
            wanted = pieces.get((line.promotion_id.id, line.product_id.id), ZERO)
            if line.promotion_by_hand:
                wanted = min(wanted, exact(line.product_uom_qty))
            wanted = max(float(wanted), line.qty_delivered)
            line._update_promotion_line({"product_uom_qty": wanted})

    # --- what is kept and said of it ---

    def _pack_recounted(self, result):
        """``promotion_result`` with what each promotion had when it was confirmed."""
        first = {one.promotion: one for one in self._get_first_applied()}
        packed = {one["promotion"]: one for one in self.promotion_basis["applied"]}
        applied = self._pack_promotion_result(result)["applied"]
        for data in applied:
            had, was = first[data["promotion"]], packed[data["promotion"]]
            data |= {"parts": was["parts"], "cut": was["cut"]}
            data["before"] = {"amount": str(had.amount), "pieces": str(had.pieces)}
        return {"applied": applied, "near": [], "refused": []}

    def _say_recounted(self):
        """Tell in the order's chatter why it costs something else now."""
        # programs do not say which language their user reads
        lang = self.env.context.get("lang") or self.env.user.lang
        env = self.with_context(lang=lang).env
        promotion = env["channel.promotion"]
        texts = [
            f"{promotion.browse(data['promotion']).name}: {text}"
            for data in self.promotion_result["applied"]
            if (text := promotion.browse(data["promotion"])._say_recounted(data))
        ]
        if texts:
            self.message_post(
                body=env._(
                    "The order was changed after its confirmation. %s", " ".join(texts)
                )
            )


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _get_listed_amount(self):
        """What the line costs without promotions, as prices are quoted."""
        self.ensure_one()
        price, discount = self._get_list_terms()
        amount = self.product_uom_qty * price * (1 - discount / 100)
        return self.currency_id._to_exact(amount)
