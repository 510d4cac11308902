from odoo import api, models

from .channel_pricing import Question, Quote


class QuoteBoard(dict):
    """Quotes of many lines by line id, carried in the context of one computation.

    A class of its own, since clients may send a context, but no objects.
    """

    __hash__ = object.__hash__
    __eq__ = object.__eq__


class SaleOrderLine(models.Model):
    """Lines ask for their rules and prices all at once, instead of one by one."""

    _inherit = "sale.order.line"

    @api.depends("product_id", "product_uom_id", "product_uom_qty")
    def _compute_pricelist_item_id(self):
        """As core, in one call for all lines, and by the chain of the buyer."""
        quotes = self._get_quotes(with_prices=False)
        for line in self:
            quote = quotes.get(line.id)
            line.pricelist_item_id = quote and quote.rule_id

    @api.depends("product_id", "product_uom_id", "product_uom_qty")
    def _compute_price_unit(self):
        return super(SaleOrderLine, self._with_quotes())._compute_price_unit()

    @api.depends("product_id", "product_uom_id", "product_uom_qty")
    def _compute_discount(self):
        if not self.env["product.pricelist.item"]._is_discount_feature_enabled():
            return super()._compute_discount()
        return super(SaleOrderLine, self._with_quotes())._compute_discount()

    def _with_quotes(self):
        return self.with_context(channel_quotes=QuoteBoard(self._get_quotes()))

    def _get_pricelist_price(self):
        """The price by the rules, in the order's currency; 0.0 where there is none."""
        self.ensure_one()
        quotes = self.env.context.get("channel_quotes")
        if not isinstance(quotes, QuoteBoard) or self.id not in quotes:
            quotes = self._get_quotes()
        quote = quotes.get(self.id)
        return (quote and quote.price) or 0.0

    def _get_quotes(self, with_prices=True):
        """What the price lists say for each line that has a product.

        :param with_prices: False: only the rule is wanted
        :return: dict from line id to :class:`~.channel_pricing.Quote`
        """
        quotes = {}
        price_chains = self.order_id._get_price_chains()
        for company, lines in self.filtered("product_id").grouped("company_id").items():
            chained = lines.filtered(
                lambda line: price_chains.get(line.order_id) is not None
            )
            quotes |= self._quote_lines(
                company,
                [
                    line._prepare_price_question(price_chains[line.order_id])
                    for line in chained
                ],
            )
            quotes |= (lines - chained)._get_core_quotes(company, with_prices)
        return quotes

    @api.model
    def _quote_lines(self, company, questions):
        # sudo: prices may be shown to whoever works on the order
        pricing = self.env["channel.pricing"].sudo()
        return pricing.with_company(company)._quote(questions)

    def _prepare_price_question(self, chain):
        self.ensure_one()
        kwargs = self._get_pricelist_kwargs()
        product = self.product_id
        context = self._get_product_price_context()
        if context:
            product = product.with_context(**context)
        return Question(
            self.id,
            product.with_company(self.company_id),
            kwargs["quantity"],
            kwargs["uom"] or self.product_id.uom_id,
            kwargs["date"],
            chain,
            kwargs["currency"],
        )

    def _get_core_quotes(self, company, with_prices):
        """By the order's price list alone, as core does."""
        wanted = {}
        for line in self.filtered(lambda line: not line.display_type):
            question = line._prepare_price_question(())
            wanted[line.id] = (
                question,
                line.order_id.sudo().pricelist_id.id,
                question.currency or company.currency_id,
            )
        pricing = self.env["channel.pricing"].sudo().with_company(company)
        return {
            key: Quote(price, rule_id, wanted[key][1])
            for key, (price, rule_id) in pricing._price_single_lists(
                wanted, with_prices
            ).items()
        }

    def _get_order_date(self):
        """Prices are those of the moment at which the buyer decides."""
        self.ensure_one()
        return self.order_id._get_buying_moment()

    def _lacks_price(self):
        """Whether a sale in the channel has no price for this line.

        A price that somebody typed is one; zero is none, unless it was typed in place
        of a price that there was.
        """
        self.ensure_one()
        return (
            self._needs_price()
            and not self.price_unit
            and not self.technical_price_unit
        )
