from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.fmcg_channel.turns import take_turn
from odoo.addons.fmcg_order.engine import content
from odoo.addons.fmcg_portal.engine import repeated

from ..engine import seen as seen_engine


class SaleOrder(models.Model):
    """A cart for several sellers is ordered: one order for each, all or none."""

    _inherit = "sale.order"

    @api.model
    def _place_purchase(
        self, agreements, raw_quantities, key, note=None, reviewed=None, **wished
    ):
        """Enter and submit what a buyer put into one cart, as one order for each seller
        under one number of the purchase.

        :param agreements: see ``_review_purchase``
        :param key: what the browser sends again when it repeats this submission
        :param reviewed: what the buyer saw, as of ``_prepare_reviewed_plan``; None: it has
            seen no review
        :param wished: see ``_review_purchase``
        :return: the ``sale.order`` records, and whether they existed before
        :raise UserError: with the reasons why nothing was ordered; nothing is kept if the
            caller lets it go through to the end of the request
        """
        node = agreements.node_id
        node.ensure_one()
        # two requests with one key would each find nothing, and might plan differently
        take_turn(node)
        known = self._find_placed(agreements, key)
        if known:
            return known, True
        review = self._review_purchase(agreements, raw_quantities, wished)
        self._check_orderable(review)
        seen = self._check_plan_seen(review, reviewed)
        return self._place_parts(node, review, key, note, seen, wished), False

    @api.model
    def _find_placed(self, agreements, key):
        """Orders that this submission has made before."""
        keys = [self._get_portal_intake_key(one, key) for one in agreements]
        orders = self.sudo().search(
            [
                ("company_id", "in", agreements.company_id.ids),
                ("intake_key", "in", keys),
            ],
            order="id",
        )
        for order in orders:
            orders |= order._get_orders_of_purchase()
        return orders.sorted("id")

    @api.model
    def _check_orderable(self, review):
        """:raise UserError: with everything that stands against the purchase"""
        if not review.agreements:
            raise UserError(self._describe_no_supplier())
        problems = review.problems + self._prepare_unserved(review)
        messages = [problem["message"] for problem in problems]
        messages += self._describe_incomplete(review)
        for agreement, asked in review.parts.items():
            messages += [
                f"{agreement.company_id.name}: {reason}"
                for reason in asked.preview["reasons"]
            ]
        messages += [one["message"] for one in review.coupons if one["message"]]
        if messages:
            raise UserError("\n".join(messages))
        if not review.parts:
            raise UserError(
                self.env._("Quantity: order at least one product before you submit.")
            )

    @api.model
    def _check_plan_seen(self, review, raw):
        """The buyer gets the plan that it saw, or a better one.

        :return: dict from id of an agreement to what its part came to when it was seen
        :raise UserError: when it would be another one
        """
        if raw is None:
            return {}
        seen = seen_engine.read(raw)
        if seen is None:
            raise UserError(
                self.env._(
                    "Reviewed plan: the page is incomplete. Reload it and submit again."
                )
            )
        if not seen_engine.is_kept(seen, review.get_lines()):
            raise UserError(
                self.env._(
                    "What your suppliers have in stock has changed since you reviewed the "
                    "order. Nothing was ordered. Look at the review and submit again."
                )
            )
        return {id_: part.reviewed for id_, part in seen.items()}

    @api.model
    def _place_parts(self, node, review, key, note, seen, wished):
        first = next(iter(review.parts)).company_id
        number = node._make_purchase_number(first._get_channel_today())
        orders = self.sudo().browse()
        for agreement, asked in review.parts.items():
            order, _known = self._place_portal_order(
                agreement,
                {
                    review.get_key(place): float(given.quantity)
                    for place, given in asked.given.items()
                },
                key,
                note,
                coupons=self._get_codes_for(agreement, wished.get("coupons")),
                choices=wished.get("choices"),
                reviewed=seen.get(agreement.id),
                address=wished.get("address"),
                extras=wished.get("extras"),
                purchase_number=number,
                client_order_ref=number,
            )
            orders |= order
        return orders

    def _compare_with_whole_cart(self, agreements, raw_quantities):
        """As ``_compare_with_cart``, of all orders of one purchase together."""
        read, _problems = self._read_purchase_cart(agreements, raw_quantities)
        sent = {(product.id, unit.id): number for (product, unit), number in read.items()}
        ordered = {}
        for order in self.sudo():
            for line in (order.said_content or {}).get(content.LINES, []):
                pair = line["product"], line["unit"]
                ordered[pair] = ordered.get(pair, 0.0) + float(line["quantity"])
        return repeated.compare(ordered, sent)
