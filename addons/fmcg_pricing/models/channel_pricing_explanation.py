from collections import defaultdict

from odoo import api, models
from odoo.tools import formatLang

from ..engine import chain as chains
from ..engine import formula
from ..engine import rule as rules

# More rejected rules of one list than anybody reads
MOST_REJECTED = 30


class ChannelPricing(models.AbstractModel):
    """Why a price is what it is, in words."""

    _inherit = "channel.pricing"

    @api.model
    def _explain(self, question, known_at=None):
        """The way to a price: lists visited, rule taken, rules rejected, arithmetic.

        Shows the lists and rules themselves: the caller has checked that the user may
        see them.

        :param question: :class:`~.channel_pricing.Question`
        :param known_at: past moment as of which the rules are asked; they may have been
            changed since
        :return: dict of plain values and translated texts: ``price`` (``False`` where
            there is none), ``currency``, ``reason`` and ``lists``
        """
        (visit,) = self._visit([question], all_dates=True, known_at=known_at)
        steps = defaultdict(list)
        prices = self._price_offers([visit], lambda _visit, _index: True, steps)
        winner, outcomes = visit.resolve(prices.get)
        quote = self._prepare_quote(visit, winner, prices)
        currency = question.currency or self._get_chain_currency(question.chain)
        rejected = self._get_rejected(visit)
        known = self._browse_rules(visit, rejected)
        return {
            "product": question.product.display_name,
            "quantity": question.quantity,
            "unit": question.uom.name,
            "price": False if quote.price is None else quote.price,
            "price_text": ""
            if quote.price is None
            else self._format_price(quote.price, currency),
            "currency": currency.name or "",
            "rule_id": quote.rule_id or False,
            "reason": self._explain_absence(visit, winner, outcomes, quote),
            "lists": [
                self._explain_list(visit, index, outcomes, prices, steps, rejected, known)
                for index in range(len(question.chain))
            ],
        }

    @api.model
    def _get_chain_currency(self, chain):
        lists = self._get_list_currencies([link.list_id for link in chain[:1]])
        return next(iter(lists.values()), self.env.company.currency_id)

    @api.model
    def _get_rejected(self, visit):
        """By place in the chain: the rules not taken, and why."""
        return [
            list(
                visit.book.rejected(link.list_id, visit.demand, offer and offer.rule)
            )[:MOST_REJECTED]
            for link, offer in zip(visit.question.chain, visit.offers, strict=True)
        ]

    @api.model
    def _browse_rules(self, visit, rejected):
        """The rules of the explanation as records, by id.

        Made of what the engine saw, not read again: the price of a past day may be by a
        rule that has changed since.
        """
        seen = [offer.rule for offer in visit.offers if offer]
        seen += [rule for pairs in rejected for rule, _reason in pairs]
        Rule = self.env["product.pricelist.item"].sudo()
        return {rule.id: Rule.new(self._prepare_rule_values(rule)) for rule in seen}

    @api.model
    def _prepare_rule_values(self, rule):
        """An engine's rule as values of ``product.pricelist.item``."""
        targets = {
            rules.VARIANT: "product_id",
            rules.PRODUCT: "product_tmpl_id",
            rules.CATEGORY: "categ_id",
        }
        values = {
            "pricelist_id": rule.list_id,
            "applied_on": rule.applied_on,
            "min_quantity": rule.min_quantity,
            "uom_id": rule.unit,
            "compute_price": rule.kind,
            "fixed_price": rule.fixed_price,
            "percent_price": rule.percent_price,
            "base": rule.base,
            "base_pricelist_id": rule.base_list_id,
            "price_discount": rule.discount,
            "price_surcharge": rule.surcharge,
        }
        if rule.target:
            values[targets[rule.applied_on]] = rule.target
        return values

    @api.model
    def _explain_absence(self, visit, winner, outcomes, quote):
        """Why there is no price, with the remedy; ``False`` when there is one."""
        if quote.price is not None:
            return False
        if not visit.question.chain:
            return self.env._(
                "No price list is in force for this customer. Give the seller a base "
                "price list, or the agreement a list of its own."
            )
        if winner is not None:
            return self.env._(
                "The rule gives zero, which is no price. Set a price, or the base that "
                "the rule starts from."
            )
        if chains.NOT_VISITED in outcomes:
            return self.env._(
                "A list that stops here knows the product, but has no price for this "
                "quantity and unit. Add one, or let the list merge with later ones."
            )
        return self.env._(
            "None of the lists has a price for this product, quantity, unit and date. "
            "Add a price to one of them."
        )

    @api.model
    def _explain_list(self, visit, index, outcomes, prices, steps, rejected, known):
        link = visit.question.chain[index]
        pricelist = self.env["product.pricelist"].sudo().browse(link.list_id)
        offer = visit.offers[index]
        outcome = outcomes[index]
        mode_labels = dict(
            pricelist._fields["chain_mode"]._description_selection(self.env)
        )
        return {
            "id": pricelist.id,
            "name": pricelist.display_name,
            "source": self._describe_source(link),
            "mode": mode_labels[link.mode],
            "outcome": outcome,
            "outcome_text": self._get_outcome_labels()[outcome],
            "rule": offer and self._describe_rule(offer.rule, known),
            "rule_id": offer and offer.rule.id,
            "price": prices.get((visit.key, index), False),
            "steps": offer
            and [
                self._describe_step(step, visit.question, pricelist.currency_id)
                for step in steps[visit.key, index]
            ],
            "rejected": [
                {
                    "rule": self._describe_rule(rule, known),
                    "reason": self._get_rejection_labels()[reason],
                }
                for rule, reason in rejected[index]
            ],
        }

    @api.model
    def _describe_source(self, link):
        if link.source == "grade":
            grade = self.env["channel.grade"].sudo().browse(link.source_id)
            return self.env._("Grade: %s", grade.name)
        if link.source == "territory":
            territory = self.env["channel.territory"].sudo().browse(link.source_id)
            return self.env._("Territory: %s", territory.name)
        labels = {
            "order": self.env._("Chosen on the order"),
            "agreement": self.env._("Agreement"),
            "base": self.env._("Base list of the seller"),
        }
        return labels.get(link.source, link.source)

    @api.model
    def _get_outcome_labels(self):
        return {
            chains.TAKEN: self.env._("Gives the price"),
            chains.NOTHING: self.env._("Has no price for this"),
            chains.OVERRIDDEN: self.env._(
                "Not taken: another list has a nearer quantity, or comes first"
            ),
            chains.DEARER: self.env._("Not taken: another list is cheaper"),
            chains.NOT_VISITED: self.env._("Not asked: a list before it stops here"),
        }

    @api.model
    def _get_rejection_labels(self):
        return {
            rules.NOT_STARTED: self.env._("has not started on that date"),
            rules.ENDED: self.env._("had ended by that date"),
            rules.UNIT: self.env._("is for another unit"),
            rules.QUANTITY: self.env._("needs a larger quantity"),
            rules.LESS_SPECIFIC: self.env._(
                "another rule of the list is more specific or nearer"
            ),
        }

    @api.model
    def _describe_rule(self, rule, known):
        """Name, price and quantity of a rule, as the price list shows them."""
        record = known[rule.id]
        parts = [record.name, record.price]
        if record.uom_id:
            parts.append(self.env._("per %s", record.uom_id.name))
        if record.min_quantity:
            quantity = formatLang(self.env, record.min_quantity, dp="Product Unit")
            parts.append(self.env._("from %s", quantity))
        return " · ".join(parts)

    @api.model
    def _describe_step(self, step, question, currency):
        kind, detail, price = step
        shown = detail if kind == formula.STEP_CURRENCY else currency
        return {
            "text": self._get_step_text(kind, detail, question, currency),
            "price": self._format_price(price, shown),
        }

    @api.model
    def _get_step_text(self, kind, detail, question, currency):
        base_labels = {
            "list_price": self.env._("Public price"),
            "standard_price": self.env._("Cost"),
            "pricelist": self.env._("Price of another list"),
        }
        if kind == formula.STEP_BASE:
            return base_labels[detail]
        if kind == formula.STEP_FIXED:
            return self.env._("Fixed price")
        if kind == formula.STEP_UNIT:
            return self.env._("Converted to %s", question.uom.name)
        if kind == formula.STEP_CURRENCY:
            return self.env._("Converted to %s", detail.name)
        if kind == formula.STEP_DISCOUNT:
            if detail < 0:
                return self.env._("Markup of %s %%", self._format_number(-detail))
            return self.env._("Discount of %s %%", self._format_number(detail))
        amount = self._format_price(detail, currency)
        texts = {
            formula.STEP_ROUND: self.env._("Rounded to a multiple of %s", amount),
            formula.STEP_SURCHARGE: self.env._("Extra fee of %s", amount),
            formula.STEP_MIN_MARGIN: self.env._("At least %s above the base", amount),
            formula.STEP_MAX_MARGIN: self.env._("At most %s above the base", amount),
        }
        return texts[kind]

    @api.model
    def _format_number(self, value):
        return f"{value:g}"

    @api.model
    def _format_price(self, price, currency):
        """With all digits that count: a price may be finer than its currency."""
        return formatLang(
            self.env, price, dp="Product Price", currency_obj=currency
        )
