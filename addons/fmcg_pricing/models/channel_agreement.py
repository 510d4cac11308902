from collections import defaultdict

from odoo import fields, models
from odoo.fields import Domain

from ..engine.chain import Link
from .channel_pricing import Question


class ChannelAgreement(models.Model):
    """Where a buyer's prices come from: the chain of lists of its agreement."""

    _inherit = "channel.agreement"

    @property
    def _visible_fields(self):
        return (*super()._visible_fields, "extra_pricelist_ids")

    extra_pricelist_ids = fields.Many2many(
        "product.pricelist",
        string="Further Price Lists",
        check_company=True,
        help="Looked up after the agreement's price list and before the grade's, in the "
        "order of the lists.",
    )
    price_chain_ids = fields.Many2many(
        "product.pricelist",
        compute="_compute_price_chain_ids",
        string="Chain of Price Lists",
        help="All lists that price this buyer, in the order in which they are asked.",
    )

    def _compute_terms(self):
        """The seller's price list is not for the eyes of its buyers."""
        result = super()._compute_terms()
        self._filter_foreign().pricelist_id = False
        return result

    def _compute_price_chain_ids(self):
        foreign = self._filter_foreign()
        foreign.price_chain_ids = False
        price_chains = (self - foreign)._get_price_chains()
        for agreement, chain in price_chains.items():
            agreement.price_chain_ids = [link.list_id for link in chain]

    def _filter_foreign(self):
        """Agreements that the user reads, but not as one of the seller's people.

        A system administrator reads all of them, and the price lists of the enterprises
        that it works for.
        """
        if self.env.su:
            return self.browse()
        return self.filtered(
            lambda agreement: agreement.company_id not in self.env.companies
        )

    def _get_price_chains(self):
        """The lists that price each buyer, the first one to be asked first.

        Lists of the agreement, of its grade, of its territory (deepest first, upwards),
        and the seller's base list. A list that comes up twice counts where it comes
        first; archived lists are left out.

        :return: dict from agreement to a tuple of the engine's ``Link``
        """
        agreements = self.sudo()
        by_territory = agreements._get_territory_pricelists()
        return {
            agreement: agreement.sudo()._build_price_chain(by_territory)
            for agreement in self
        }

    def _build_price_chain(self, by_territory):
        chain = {}
        for pricelist, source, record in self._get_price_sources(by_territory):
            if pricelist.active and pricelist.id not in chain:
                chain[pricelist.id] = Link(
                    pricelist.id, pricelist.chain_mode, source, record.id
                )
        return tuple(chain.values())

    def _get_price_sources(self, by_territory):
        """Yield ``(list, source, record)``; extend it to put lists between these."""
        self.ensure_one()
        yield self.pricelist_id, "agreement", self
        for pricelist in self.extra_pricelist_ids:
            yield pricelist, "agreement", self
        yield self.grade_id.pricelist_id, "grade", self.grade_id
        for territory in self._get_territory_line():
            for pricelist in by_territory[self.company_id, territory]:
                yield pricelist, "territory", territory
        yield self.company_id.base_pricelist_id, "base", self.company_id

    def _get_territory_line(self):
        """The agreement's territory and those that it lies in, deepest first."""
        path = (self.territory_id.parent_path or "").split("/")[:-1]
        return self.env["channel.territory"].browse(map(int, reversed(path)))

    def _get_territory_pricelists(self):
        """Lists of the sellers for the territories, by company and territory."""
        territory_ids = {
            int(part)
            for territory in self.territory_id
            for part in (territory.parent_path or "").split("/")[:-1]
        }
        found = defaultdict(list)
        lists = self.env["product.pricelist"].search(
            Domain("company_id", "in", self.company_id.ids)
            & Domain("territory_ids", "in", list(territory_ids))
        )
        for pricelist in lists:
            for territory in pricelist.territory_ids:
                found[pricelist.company_id, territory].append(pricelist)
        return found

    def _get_price_currency(self, chain=None):
        """The currency in which the buyer is quoted: that of the first list.

        :param chain: the agreement's chain, where the caller has it already
        """
        self.ensure_one()
        agreement = self.sudo()
        if chain is None:
            chain = agreement._get_price_chains()[agreement]
        if chain:
            pricelist = self.env["product.pricelist"].sudo().browse(chain[0].list_id)
        else:
            pricelist = agreement._terms_partner().property_product_pricelist
        return pricelist.currency_id or agreement.currency_id

    def _prepare_price_questions(self, wanted, date):
        """Questions of this buyer; whoever asks has checked that it may.

        :param wanted: dict from any key to ``(product, quantity, uom)``
        """
        self.ensure_one()
        chain = self._get_price_chains()[self]
        currency = self._get_price_currency(chain)
        return [
            Question(
                key,
                product.sudo().with_company(self.company_id),
                quantity,
                uom.sudo(),
                date,
                chain,
                currency,
            )
            for key, (product, quantity, uom) in wanted.items()
        ]

    def _get_pricing(self):
        """The engine's loader, in the seller's company and past record rules."""
        return self.env["channel.pricing"].sudo().with_company(self.company_id)

    def _quote_products(self, wanted, date=None):
        """What the buyer pays for products, all of them in one call.

        Shows prices only, so that it may serve buyers; the caller has checked that the
        agreement is theirs.

        :param wanted: dict from any key to ``(product, quantity, uom)``
        :param date: date or datetime; now if it is left out
        :return: dict from key to :class:`~.channel_pricing.Quote` in
            ``_get_price_currency()``; its price is ``None`` where there is none
        """
        questions = self._prepare_price_questions(wanted, date or fields.Datetime.now())
        return self._get_pricing()._quote(questions)
