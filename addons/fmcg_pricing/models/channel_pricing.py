from typing import NamedTuple

from odoo import api, models

from ..engine import chain as chains


class Question(NamedTuple):
    """One price that is asked for.

    :param key: whatever the caller knows it by; unique in a call
    :param product: ``product.product`` or ``product.template`` record
    :param quantity: in ``uom``
    :param uom: ordered unit; empty: the product's own
    :param date: datetime (naive UTC), or a date: its beginning for the company
    :param chain: tuple of the engine's ``Link``, see ``channel.agreement``
    :param currency: of the price; empty: of the list that gives it
    """

    key: object
    product: models.BaseModel
    quantity: float
    uom: models.BaseModel
    date: object
    chain: tuple
    currency: models.BaseModel | None = None
    unit: models.BaseModel | None = None  # the product's own; filled in here


class Quote(NamedTuple):
    """The answer: ``price`` is ``None`` where no list of the chain has one."""

    price: float | None
    rule_id: int | None
    list_id: int | None


class Ask(NamedTuple):
    """A rule whose price is to be calculated; without a rule, the public price."""

    key: object
    question: Question
    rule: object
    currency: models.BaseModel


NO_PRICE = Quote(None, None, None)


class ChannelPricing(models.AbstractModel):
    """Prices of many products at once: loads what the engine needs, asks it, answers.

    How to use: ``env["channel.pricing"]._quote(questions)``. All of Odoo that asks for
    prices ends here: ``product.pricelist._compute_price_rule`` with a chain of one
    list, order lines and agreements with the chain of the buyer.

    How it works: facts of all products, all rules that may matter and all base prices
    are read in a number of queries that neither products nor rules are in; which rule
    wins and what it gives is thought out in ``engine/``. Prices from another list are
    one more round.
    """

    _name = "channel.pricing"
    _description = "Pricing"

    @api.model
    def _quote(self, questions, with_prices=True):
        """Answer ``questions`` (:class:`Question`) by their chains of lists.

        Reads past record rules: the caller may see the lists, or shows the price only.

        :param with_prices: False: only the rule is wanted
        :return: dict from key to :class:`Quote`
        """
        visits = self._visit(questions)
        prices = self._price_offers(visits, self._is_comparing)
        winners = {visit.key: visit.resolve(prices.get)[0] for visit in visits}
        if with_prices:
            prices |= self._price_offers(
                visits,
                lambda visit, index: (
                    index == winners[visit.key] and (visit.key, index) not in prices
                ),
            )
        return {
            visit.key: self._prepare_quote(visit, winners[visit.key], prices)
            for visit in visits
        }

    @api.model
    def _prepare_quote(self, visit, index, prices):
        """A price of zero is none: free goods are a promotion's business."""
        if index is None:
            return NO_PRICE
        rule = visit.offers[index].rule
        price = prices.get((visit.key, index))
        if price is not None and price <= 0:
            return NO_PRICE
        return Quote(price, rule.id, rule.list_id)

    @api.model
    def _is_comparing(self, visit, index):
        """Whether the engine has to know this offer's price to choose among them."""
        return any(link.mode == chains.LOWEST for link in visit.question.chain)

    @api.model
    def _visit(self, questions, all_dates=False, known_at=None):
        """Each question with what the lists of its chain offer.

        :param all_dates: also load rules that are not in force, for an explanation
        :param known_at: past moment as of which the rules are asked
        """
        questions = self._complete(questions)
        demands = self._prepare_demands(questions)
        book = self._load_book(questions, demands, all_dates, known_at)
        return [
            Visit(question, demand, book)
            for question, demand in zip(questions, demands, strict=True)
        ]

    @api.model
    def _price_single_lists(self, wanted, with_prices=True):
        """Prices by one list each, the public price where it has no rule, as in core.

        :param wanted: dict from key to (:class:`Question`, list id or ``None``,
            currency); a question's own chain and key do not matter
        :return: dict from key to ``(price, rule id or False)``
        """
        questions = [
            question._replace(
                key=key, chain=(chains.Link(list_id, chains.MERGE, "list"),) * bool(list_id)
            )
            for key, (question, list_id, _currency) in wanted.items()
        ]
        visits = self._visit(questions)
        rules = {
            visit.key: next((offer.rule for offer in visit.offers if offer), None)
            for visit in visits
        }
        prices = dict.fromkeys(rules, 0.0)
        if with_prices:
            prices = self._price_rules(
                [
                    Ask(visit.key, visit.question, rules[visit.key], wanted[visit.key][2])
                    for visit in visits
                ]
            )
        return {
            key: (prices[key], rule.id if rule else False) for key, rule in rules.items()
        }


class Visit:
    """A question on its way through the lists of its chain."""

    __slots__ = ("key", "question", "demand", "book", "offers")

    def __init__(self, question, demand, book):
        self.key = question.key
        self.question = question
        self.demand = demand
        self.book = book
        self.offers = [book.offer(link.list_id, demand) for link in question.chain]

    def resolve(self, price_of):
        """As the engine resolves it; ``price_of`` takes (key, index)."""
        return chains.resolve(
            self.question.chain,
            self.offers,
            lambda index: self.book.knows(
                self.question.chain[index].list_id, self.demand
            ),
            lambda index: self._compared(price_of((self.key, index))),
        )

    @staticmethod
    def _compared(price):
        """Zero is no price, so it never is the lowest."""
        return price if price > 0 else float("inf")
