from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain

from ..engine import listing as engine


class ChannelListing(models.Model):
    """Loads what the engine needs for many agreements at once.

    A seller that itself buys from others offers what they list to it, so the agreements
    that it buys under are loaded too, and theirs, one query a tier.
    """

    _inherit = "channel.listing"

    @api.model
    def _load_listings(self, agreements):
        """What the sellers of ``agreements`` list to their buyers.

        The number of queries depends on the depth of the channel only.

        :return: dict from ``channel.agreement`` to :class:`~..engine.listing.Listing`
        """
        agreements = agreements.sudo()
        supplies = self._load_supplies(agreements.company_id)
        chain = agreements.union(*supplies.values())
        rules = self._load_rules(chain)
        return {
            agreement: self._build_listing(agreement, supplies, rules, ())
            for agreement in agreements
        }

    @api.model
    def _load_supplies(self, companies):
        """Which agreements each seller up the channel buys under.

        :return: dict from ``res.company`` to ``channel.agreement``
        """
        supplies = {}
        while companies:
            supplies |= dict.fromkeys(companies, self.env["channel.agreement"].sudo())
            found = self.env["channel.agreement"].sudo().search(
                self._get_supply_domain(companies)
            )
            for agreement in found:
                supplies[agreement.node_id.company_id] |= agreement
            companies = found.company_id - companies.union(*supplies)
        return supplies

    @api.model
    def _get_supply_domain(self, companies):
        return (
            Domain("node_id", "in", companies.channel_node_id.ids)
            & Domain("state", "in", ("active", "suspended"))
            & Domain("company_id.channel_node_id", "!=", False)
        )

    @api.model
    def _load_rules(self, agreements):
        """The rules in force that speak to each agreement's buyer, for the engine.

        :return: dict from ``channel.agreement`` to a tuple of engine rules
        """
        companies = agreements.company_id
        found = self.sudo().with_context(active_test=True).search(
            self._get_audience_domain(agreements) & self._get_force_domain(companies),
            order="id",
        )
        by_company = found.grouped("company_id")
        loaded = defaultdict(tuple)
        for agreement in agreements:
            buyer = agreement._get_buyer_facts()
            rules = by_company.get(agreement.company_id, ())
            closeness = [(rule, rule._get_audience().closeness(buyer)) for rule in rules]
            loaded[agreement] = tuple(
                rule._get_engine_rule(close)
                for rule, close in closeness
                if close is not None
            )
        return loaded

    @api.model
    def _build_listing(self, agreement, supplies, rules, visited):
        """:param visited: sellers on the way here: in a circle nobody offers anything
        because of the other"""
        company = agreement.company_id
        offers = None
        if supplies[company]:
            visited = (*visited, company)
            offers = tuple(
                engine.Offer(
                    self._build_listing(supply, supplies, rules, visited),
                    frozenset(supply.categ_ids.ids) or None,
                )
                for supply in supplies[company]
                if supply.company_id not in visited
            )
        return engine.Listing(
            rules=rules[agreement],
            default=company.catalog_default == "listed",
            company=company.id,
            offers=offers,
        )
