from odoo import api, fields, models
from odoo.tools import format_date

from odoo.addons.fmcg_channel.words import join_names
from odoo.addons.fmcg_sourcing.engine import plan_facts as f
from odoo.addons.fmcg_sourcing.engine import plan_why as why
from odoo.addons.fmcg_sourcing.engine.promise import find_promise
from odoo.addons.fmcg_sourcing.engine.purchase import REFUSED

# Colours of the page
THERE, LATER = "success", "warning-emphasis"


class SaleOrder(models.Model):
    """A plan in the buyer's words: what each seller delivers, when, and why it is this one.

    Of a seller's stock nothing is said but how much of what was asked is there.
    """

    _inherit = "sale.order"

    @api.model
    def _quote_purchase(self, agreements, raw_quantities, **wished):
        """What a cart for several sellers would be; see ``_review_purchase``.

        :return: dict for the browser, amounts formatted
        """
        review = self._review_purchase(agreements, raw_quantities, wished)
        parts = [self._prepare_plan_part(review, one) for one in review.parts]
        problems = review.problems + self._prepare_unserved(review)
        return {
            "parts": parts,
            "lines": [line for part in parts for line in part["lines"]],
            "problems": problems,
            "reasons": self._describe_incomplete(review),
            "notices": [],
            "blocker": "" if review.agreements else self._describe_no_supplier(),
            "stopped": any(part["reasons"] for part in parts),
            "others": self._describe_others(review),
            "coupons": review.coupons,
            "choices": [choice for part in parts for choice in part["choices"]],
            "reviewed": self._prepare_reviewed_plan(review),
            **self._prepare_plan_totals(review),
        }

    @api.model
    def _describe_no_supplier(self):
        return self.env._("You cannot order from any supplier now.")

    @api.model
    def _prepare_reviewed_plan(self, review):
        """What the buyer sees, for the browser to send back; see ``engine/seen.py``."""
        lines = review.get_lines()
        return {
            str(agreement.id): {
                "lines": lines[agreement.id],
                "reviewed": asked.preview["reviewed"],
            }
            for agreement, asked in review.parts.items()
        }

    @api.model
    def _prepare_plan_totals(self, review):
        """The sum over all sellers, for each currency."""
        totals = {}
        for asked in review.parts.values():
            currency = asked.order.currency_id
            totals[currency] = totals.get(currency, 0.0) + asked.order.amount_total
        previews = [asked.preview for asked in review.parts.values()]
        return {
            "total": " + ".join(
                currency.format(amount) for currency, amount in totals.items()
            ),
            "has_tax": any(preview["has_tax"] for preview in previews),
            "with_tax": False,
            "before": "",
        }

    # --- one seller's part ---

    @api.model
    def _prepare_plan_part(self, review, agreement):
        asked = review.parts[agreement]
        order, preview = asked.order, asked.preview
        days = self._find_lacking_days(review, agreement)
        lines = {line["key"]: line for line in preview["lines"]}
        for place, given in asked.given.items():
            line = lines.get(review.get_key(place))
            if line:
                wish = review.purchase.wishes[place]
                line["texts"] = order._describe_given(given, days.get(wish.product))
                line["fixed"] = given.quantity != wish.quantity
        return preview | {
            "agreement": agreement.id,
            "seller": agreement.company_id.name,
            "why": self._describe_why(review, agreement),
            "delivery": order._describe_delivery(asked.given.values()),
            "address": self._describe_address(order.partner_shipping_id),
            "minimum": self._format_minimum(agreement),
        }

    @api.model
    def _describe_address(self, address):
        named = address.with_context(show_address=True)
        return ", ".join(filter(None, named.display_name.split("\n")))

    @api.model
    def _format_minimum(self, agreement):
        amount = agreement.min_order_amount
        return agreement.currency_id.format(amount) if amount else ""

    @api.model
    def _find_lacking_days(self, review, agreement):
        """Dict from id of a product to the day on which the seller has what is lacking."""
        lacking = {}
        for place, given in review.parts[agreement].given.items():
            if given.missing > 0:
                product = review.pairs[place][0]
                quantity = given.missing * review.purchase.wishes[place].contains
                lacking[product] = lacking.get(product, 0) + quantity
        return agreement.company_id._estimate_coming(lacking) if lacking else {}

    def _estimate_arrival(self, available=None):
        """The day on which goods would be at the buyer, in words.

        :param available: date on which the seller has them; None: it has them now
        """
        promise = find_promise(
            self._get_local_moment(), self.agreement_id._to_delivery_terms(), available
        )
        return format_date(self.env, promise.arrives)

    def _describe_given(self, given, day):
        """What of a line is there and when the rest comes.

        :param day: on which the seller has what is lacking; None: nobody knows
        :return: list of dicts with ``text`` and ``tone``, a colour of the page
        """
        if not given.missing:
            text = self.env._("In stock, arrives by %s", self._estimate_arrival())
            return [{"text": text, "tone": THERE}]
        texts = [{"text": self._describe_coming(given.missing, day), "tone": LATER}]
        if given.ready:
            texts.insert(0, {"text": self._describe_ready(given.ready), "tone": THERE})
        return texts

    def _describe_coming(self, quantity, day):
        if not day:
            return self.env._("%g to come, the day is not known yet", quantity)
        return self.env._(
            "%(quantity)g to come, expected by %(day)s",
            quantity=quantity,
            day=self._estimate_arrival(day),
        )

    def _describe_ready(self, quantity):
        if self._get_delivery_policy() != f.SHIP_AVAILABLE:
            return self.env._("%g in stock, kept until the rest is there", quantity)
        return self.env._(
            "%(quantity)g in stock, arrives by %(day)s",
            quantity=quantity,
            day=self._estimate_arrival(),
        )

    def _describe_delivery(self, givens):
        if not any(given.missing for given in givens):
            return self.env._("All of it is in stock.")
        if self._get_delivery_policy() != f.SHIP_AVAILABLE:
            return self.env._("One delivery, when all of it is there.")
        if any(given.ready for given in givens):
            return self.env._("What is in stock is shipped, the rest later.")
        return self.env._("Nothing of it is in stock: it is shipped as it comes.")

    # --- why ---

    @api.model
    def _describe_why(self, review, agreement):
        """Sentences: why it is this seller."""
        found = why.explain(review.plan, review.purchase.sellers)
        return [self._word_why(review, reason) for reason in found[agreement.id]]

    @api.model
    def _word_why(self, review, reason):
        if reason.code == why.ONLY_ONE:
            return self.env._(
                "The only one of your suppliers with %s.",
                self._name_products(review, reason["products"]),
            )
        texts = {
            why.HAS_ALL: self.env._("Has all of it: one supplier for everything."),
            why.PREFERRED: self.env._("Your first supplier for it."),
            why.MOST: self.env._("No other supplier has more of it now."),
            why.FEWEST: self.env._("So the fewest suppliers deliver."),
            why.FIRST_WITH_IT: self.env._("The first of your suppliers who has it."),
        }
        return texts[reason.code]

    @api.model
    def _name_products(self, review, ids):
        names = {product.id: product.display_name for product, _unit in review.pairs}
        return join_names(self.env, [names[id_] for id_ in ids])

    @api.model
    def _describe_others(self, review):
        """Why other suppliers have no part: list of dicts with ``seller`` and ``texts``."""
        names = {one.id: one.company_id.name for one in review.agreements}
        return [
            {
                "seller": names[one.seller],
                "texts": [self._word_other(review, reason) for reason in one.reasons],
            }
            for one in review.plan.rejected
        ]

    @api.model
    def _word_other(self, review, reason):
        if reason.code == f.NOT_OFFERED:
            products = self._name_products(review, reason["products"])
            return self.env._("Does not sell: %s.", products)
        if reason.code == f.LACKS:
            ids = [product for product, _wanted, _has in reason["products"]]
            return self.env._("Has too little of: %s.", self._name_products(review, ids))
        if reason.code == f.BELOW_MINIMUM:
            return self.env._("Its share would stay below its minimum order.")
        if reason.code == REFUSED:
            return " ".join(reason["texts"])
        return self.env._("Not needed: your other suppliers have it all.")

    # --- what nobody serves ---

    @api.model
    def _prepare_unserved(self, review):
        """Problems of the cart: what no supplier can be ordered from."""
        return [
            {
                "key": review.get_key(one.line),
                "message": self.env._("None of your suppliers has a price for it. Remove it."),
            }
            for one in review.plan.unserved
            if any(reason.code == f.NOT_OFFERED for reason in one.reasons)
        ]

    @api.model
    def _describe_incomplete(self, review):
        """Why nothing is ordered from a buyer that wants all or nothing."""
        lacking = [
            self._word_incomplete(review, one, reason)
            for one in review.plan.unserved
            for reason in one.reasons
            if reason.code == f.INCOMPLETE and reason["missing"]
        ]
        if not lacking:
            return []
        return [
            self.env._(
                "Not complete: %s. Order less, or let the rest come later.",
                join_names(self.env, lacking),
            )
        ]

    @api.model
    def _word_incomplete(self, review, unserved, reason):
        product, unit = review.pairs[unserved.line]
        wish = review.purchase.wishes[unserved.line]
        return self.env._(
            "%(product)s, %(lack)g %(unit)s too few",
            product=product.display_name,
            lack=wish.to_units(reason["missing"]),
            unit=unit.name,
        )

    # --- moments ---

    def _get_local_moment(self):
        """An order that is not made yet would be made now."""
        if not self.date_order:
            self.date_order = fields.Datetime.now()
        return super()._get_local_moment()
