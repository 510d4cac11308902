from collections import defaultdict
from datetime import datetime
from typing import NamedTuple

from odoo import api, fields, models
from odoo.tools import float_round

from ..engine import chain as chains
from ..engine import formula
from ..engine.book import RuleBook
from ..engine.rule import CATEGORY, PRODUCT, VARIANT, Demand


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

    # -- what the engine has to know -------------------------------------------

    @api.model
    def _complete(self, questions):
        """Fill in the units that are left open.

        Facts of all products are read in one go, from the templates where they are
        stored: by prefetching and through the variants it takes a second for 20,000.
        """
        questions = list(questions)
        templates = self._fetch_templates(questions)
        units = {template.id: template.uom_id for template in templates}
        complete = []
        for question in questions:
            unit = units.get(self._get_template(question.product).id)
            unit = unit or question.product.uom_id  # of a product that is not saved
            complete.append(question._replace(uom=question.uom or unit, unit=unit))
        return complete

    @api.model
    def _fetch_templates(self, questions):
        ids = {"product.product": set(), "product.template": set()}
        for question in questions:
            ids[question.product._name].update(question.product._origin._ids)
        products = self.env["product.product"].sudo().browse(ids["product.product"])
        products.fetch(["product_tmpl_id"])
        ids["product.template"].update(products.product_tmpl_id._ids)
        templates = self.env["product.template"].sudo().browse(ids["product.template"])
        templates.fetch(["categ_id", "uom_id"])
        return templates

    @api.model
    def _get_template(self, product):
        product = product.sudo()
        return product if product._name == "product.template" else product.product_tmpl_id

    @api.model
    def _prepare_demands(self, questions):
        paths = {}
        return [self._prepare_demand(question, paths) for question in questions]

    @api.model
    def _prepare_demand(self, question, paths):
        product, uom, unit = question.product.sudo(), question.uom, question.unit
        categ = self._get_template(product).categ_id
        if categ.id not in paths:
            path = (categ.parent_path or "").split("/")[:-1]
            paths[categ.id] = tuple(map(int, reversed(path)))
        product_quantity, factor = question.quantity, 1.0
        if uom != unit:
            product_quantity = uom._compute_quantity(
                question.quantity, unit, raise_if_failure=False
            )
            factor = uom.factor / unit.factor
        variant, template = self._get_variant_and_template(product)
        return Demand(
            question.key,
            variant,
            template,
            paths[categ.id],
            question.quantity,
            uom.id,
            unit.id,
            product_quantity,
            factor,
            self._get_moment(question.date),
        )

    @api.model
    def _get_variant_and_template(self, product):
        """Ids that rules can name; a product with one variant stands for it."""
        if product._name == "product.product":
            return product.id, product.product_tmpl_id.id
        variants = product.product_variant_ids
        return variants.id if len(variants) == 1 else None, product.id

    @api.model
    def _get_moment(self, date):
        if isinstance(date, datetime):
            return date
        if isinstance(date, str):
            return fields.Datetime.to_datetime(date)
        if date:
            return self.env.company._channel_day_start(date)
        return fields.Datetime.now()

    @api.model
    def _load_book(self, questions, demands, all_dates=False, known_at=None):
        list_ids = {link.list_id for question in questions for link in question.chain}
        if not (list_ids and demands):
            return RuleBook(())
        moments = [demand.date for demand in demands]
        return RuleBook(
            self.env["product.pricelist.item"]._load_rules(
                list_ids,
                self._get_targets(demands),
                None if all_dates else (min(moments), max(moments)),
                known_at,
                None if all_dates else self._get_common_quantity(questions, demands),
            )
        )

    @api.model
    def _get_common_quantity(self, questions, demands):
        """The quantity (in product units) if all is asked for the same one and moment.

        A list that stops has to be known with all its quantities.
        """
        alike = {(demand.product_quantity, demand.date) for demand in demands}
        stops = any(
            link.mode == chains.STOP for question in questions for link in question.chain
        )
        return None if stops or len(alike) > 1 else demands[0].product_quantity

    @api.model
    def _get_targets(self, demands):
        return {
            VARIANT: {d.product for d in demands if isinstance(d.product, int)},
            PRODUCT: {d.template for d in demands if isinstance(d.template, int)},
            CATEGORY: {categ for d in demands for categ in d.categories},
        }

    # -- what a rule gives -----------------------------------------------------

    @api.model
    def _price_offers(self, visits, wanted, steps=None):
        """Prices of those offers for which ``wanted(visit, index)`` holds.

        :return: dict from (key, index in the chain) to a price in the question's
            currency
        """
        asks = [
            Ask((visit.key, index), visit.question, offer.rule, None)
            for visit in visits
            for index, offer in enumerate(visit.offers)
            if offer and wanted(visit, index)
        ]
        currencies = self._get_list_currencies({ask.rule.list_id for ask in asks})
        asks = [ask._replace(currency=currencies[ask.rule.list_id]) for ask in asks]
        prices = self._price_rules(asks, steps)
        for ask in asks:
            target = ask.question.currency
            if target and target != ask.currency:
                prices[ask.key] = ask.currency._convert(
                    prices[ask.key],
                    target,
                    self.env.company,
                    ask.question.date or fields.Date.today(),
                    round=False,
                )
                if steps is not None:
                    step = (formula.STEP_CURRENCY, target, prices[ask.key])
                    steps[ask.key].append(step)
        return prices

    @api.model
    def _get_list_currencies(self, list_ids):
        lists = self.env["product.pricelist"].sudo().browse(list_ids)
        return {pricelist.id: pricelist.currency_id for pricelist in lists}

    @api.model
    def _price_rules(self, asks, steps=None):
        """What each rule gives, in ``Ask.currency`` as core calculates it.

        :param steps: dict of lists that get the steps of each calculation
        :return: dict from key to price
        """
        bases = self._get_base_prices(
            [ask for ask in asks if ask.rule is None or formula.needs_base(ask.rule)]
        )
        return {
            ask.key: self._price_rule(ask, bases, None if steps is None else steps[ask.key])
            for ask in asks
        }

    @api.model
    def _price_rule(self, ask, bases, steps):
        rule, question = ask.rule, ask.question
        if rule is None:
            return bases[ask.key]
        if rule.kind not in formula.KINDS:  # another addon's
            return (
                self.env["product.pricelist.item"]
                .browse(rule.id)
                ._compute_price(
                    question.product,
                    question.quantity,
                    question.uom,
                    question.date,
                    ask.currency,
                )
            )
        unit = question.unit
        if rule.unit and rule.unit != unit.id:
            unit = self.env["uom.uom"].browse(rule.unit)
        return formula.apply(
            rule,
            bases.get(ask.key),
            lambda price: unit._compute_price(price, question.uom),
            lambda price, step: float_round(price, precision_rounding=step),
            steps,
        )

    @api.model
    def _get_base_prices(self, asks):
        """What rules start from: public price, cost, or the price of another list."""
        bases, groups, nested = {}, defaultdict(list), []
        for ask in asks:
            rule, question = ask.rule, ask.question
            if rule and rule.base == "pricelist" and rule.base_list_id:
                nested.append(ask)
            else:
                field = (rule and rule.base) or "list_price"
                if field == "pricelist":
                    field = "list_price"
                product = question.product
                place = (product._name, product.env, field, question.uom, question.date)
                groups[place].append(ask)
        for (_model, _env, field, uom, date), group in groups.items():
            bases.update(self._get_product_prices(field, uom, date, group))
        if nested:
            bases.update(self._get_nested_prices(nested))
        return bases

    @api.model
    def _get_product_prices(self, field, uom, date, asks):
        """Prices that stand on the product, in the ask's currency."""
        products = asks[0].question.product.union(*(ask.question.product for ask in asks))
        self._fetch_prices(products, field)
        prices = products._price_compute(field, uom=uom, date=date)
        currency_field = "cost_currency_id" if field == "standard_price" else "currency_id"
        return {
            ask.key: self._convert_base(
                prices[ask.question.product.id], ask.question.product[currency_field], ask
            )
            for ask in asks
        }

    @api.model
    def _fetch_prices(self, products, field):
        """Read what ``_price_compute`` needs in one go, as in ``_complete``."""
        saved = products.sudo()._origin
        if saved._name == "product.product":
            saved.fetch(["product_template_attribute_value_ids", "standard_price"])
            saved = saved.product_tmpl_id
        if field == "list_price":
            saved.fetch(["list_price", "company_id"])

    @api.model
    def _get_nested_prices(self, asks):
        """Prices of other lists: one more round for all of them together."""
        lists = self._get_list_currencies({ask.rule.base_list_id for ask in asks})
        prices = self._price_single_lists(
            {
                ask.key: (ask.question, ask.rule.base_list_id, lists[ask.rule.base_list_id])
                for ask in asks
            }
        )
        return {
            ask.key: self._convert_base(
                prices[ask.key][0], lists[ask.rule.base_list_id], ask
            )
            for ask in asks
        }

    @api.model
    def _convert_base(self, price, source, ask):
        if source == ask.currency:
            return price
        return source._convert(
            price, ask.currency, self.env.company, ask.question.date, round=False
        )

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
            lambda index: price_of((self.key, index)),
        )
