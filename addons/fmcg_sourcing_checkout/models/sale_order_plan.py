from dataclasses import dataclass

from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.fmcg_portal.engine import cart_key
from odoo.addons.fmcg_sourcing.engine.plan_facts import Plan
from odoo.addons.fmcg_sourcing.engine.purchase import Purchase


@dataclass(frozen=True)
class Asked:
    """One seller's part, as it would be ordered now.

    :param given: dict from place in the cart to what the seller gives
    :param order: the ``sale.order``, not stored
    :param preview: what the shop's review shows of it
    """

    given: dict
    order: object
    preview: dict


@dataclass(frozen=True)
class Review:
    """A cart and the plan for it.

    :param pairs: product and unit of each line of the cart
    :param parts: dict from ``channel.agreement`` to :class:`Asked`, the preferred first
    :param problems: of the cart, dicts with ``key`` and ``message``
    :param coupons: dicts with ``code`` and ``message``, see ``_read_portal_coupons``
    """

    agreements: object
    pairs: tuple
    purchase: Purchase
    plan: Plan
    parts: dict
    problems: list
    coupons: list

    def get_lines(self):
        """Dict from id of an agreement to its lines as the browser sends them back."""
        return {
            agreement.id: {
                self.get_key(place): [float(given.quantity), float(given.ready)]
                for place, given in asked.given.items()
            }
            for agreement, asked in self.parts.items()
        }

    def get_key(self, place):
        """The key of the cart's line."""
        product, unit = self.pairs[place]
        return cart_key.write(product.id, unit.id, product.uom_id.id)


class SaleOrder(models.Model):
    """A cart for several sellers: which of them serves what, asked of each seller's own
    prices, promotions, minimums and rules, by the code of real orders. Nothing is stored."""

    _inherit = "sale.order"

    @api.model
    def _review_purchase(self, agreements, raw_quantities, wished):
        """
        :param agreements: ``channel.agreement`` of which the caller knows that they are
            the user's own
        :param raw_quantities: the cart, see ``_place_portal_order``
        :param wished: dict of ``coupons``, ``choices``, ``address`` and ``extras``, as the
            browser sent them
        :rtype: :class:`Review`
        """
        ready = agreements.filtered(lambda one: not one._order_blocker())
        policy = self._read_delivery_policy(self._get_wished_policy(wished))
        cart, problems = self._read_purchase_cart(ready, raw_quantities)
        coupons = self._read_purchase_coupons(ready, wished.get("coupons"))
        purchase = ready._load_purchase(cart)
        by_id = {one.id: one for one in ready}
        pairs, asked = tuple(cart), {}

        def ask(id_, given):
            part = self._ask_seller(by_id[id_], pairs, given, wished)
            asked[id_, tuple(given.items())] = part
            return part.preview["reasons"]

        plan, _refused = purchase.plan_asking(policy, ask)
        chosen = {part.seller: purchase.to_given(part) for part in plan.parts}
        parts = {
            by_id[id_]: asked[id_, tuple(given.items())] for id_, given in chosen.items()
        }
        return Review(ready, pairs, purchase, plan, parts, problems, coupons)

    @api.model
    def _get_wished_policy(self, wished):
        extras = wished.get("extras")
        return extras.get("delivery") if isinstance(extras, dict) else None

    @api.model
    def _read_purchase_cart(self, agreements, raw_quantities):
        """As ``_read_portal_quantities``, of what any of the sellers offers."""
        if not agreements:
            return {}, []
        return self._read_portal_quantities(agreements, raw_quantities)

    @api.model
    def _find_portal_products(self, agreement, product_ids):
        """Of several agreements: what any of the sellers offers."""
        if len(agreement) == 1:
            return super()._find_portal_products(agreement, product_ids)
        offered = set()
        for one in agreement:
            offered.update(super()._find_portal_products(one, product_ids)._ids)
        products = self.env["product.product"].sudo().browse(sorted(offered))
        return products.with_context(display_default_code=False)

    @api.model
    def _describe_not_offered(self, agreement, key):
        if len(agreement) == 1:
            return super()._describe_not_offered(agreement, key)
        return self.env._(
            "Product no. %s: none of your suppliers offers it. Remove it.",
            str(key)[:20].partition(":")[0],
        )

    @api.model
    def _read_purchase_coupons(self, agreements, codes):
        """A code is good if any of the sellers takes it."""
        answers = {}
        for agreement in agreements if codes else ():
            for answer in self._read_portal_coupons(agreement, codes)[1]:
                if not answer["message"] or answer["code"] not in answers:
                    answers[answer["code"]] = answer
        return list(answers.values())

    @api.model
    def _get_codes_for(self, agreement, codes):
        """Those of the coupons that this seller takes."""
        if not codes:
            return []
        answers = self._read_portal_coupons(agreement, codes)[1]
        return [answer["code"] for answer in answers if not answer["message"]]

    @api.model
    def _ask_seller(self, agreement, pairs, given, wished):
        """What a part of the cart would be as an order of one seller."""
        codes = self._get_codes_for(agreement, wished.get("coupons"))
        values, _answers = self._read_portal_wishes(agreement, codes, wished.get("choices"))
        values |= self._read_portal_extras(agreement, wished.get("extras"))
        reasons = []
        try:
            values |= self._read_portal_address(agreement, wished.get("address"))
        except UserError as error:
            reasons.append(str(error))
        quantities = {pairs[place]: float(one.quantity) for place, one in given.items()}
        order = self._preview_portal_order(agreement, quantities, **values)
        preview = order._get_portal_preview()
        return Asked(
            given, order, preview | {"reasons": reasons + preview["reasons"]}
        )
