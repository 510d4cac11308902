from dataclasses import dataclass, field

from odoo import api, models
from odoo.fields import Domain

from ..engine import listing as engine


@dataclass
class Sources:
    """What one loading has read: the agreements that sellers buy under, and rules by
    company and audience; ``built`` keeps listings that others can share."""

    supplies: dict
    rules: dict
    built: dict = field(default_factory=dict)


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
        sources = Sources(supplies, self._load_rules(chain))
        return {
            agreement: self._build_listing(agreement, sources)
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
            found = (
                self.env["channel.agreement"]
                .sudo()
                .search(self._get_supply_domain(companies))
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
        """The rules in force that may speak to one of the buyers of ``agreements``.

        :return: what ``_group_by_audience`` gives
        """
        rules = self.sudo().with_context(active_test=True)
        return rules.search(
            self._get_audience_domain(agreements)
            & self._get_force_domain(agreements.company_id),
            order="id",
        )._group_by_audience()

    @api.model
    def _build_listing(self, agreement, sources, visited=()):
        """The listing of an agreement; buyers of the same rules share one.

        :param visited: sellers on the way here: in a circle nobody offers anything
            because of the other
        """
        company = agreement.company_id
        spoken = tuple(
            (audience, closeness)
            for audience, closeness in agreement._get_buyer_facts().audiences()
            if (company.id, audience) in sources.rules
        )
        key = company, spoken, visited
        if key not in sources.built:
            sources.built[key] = engine.Listing(
                rules=tuple(
                    rule._get_engine_rule(closeness)
                    for audience, closeness in spoken
                    for rule in sources.rules[company.id, audience]
                ),
                default=company.catalog_default == "listed",
                company=company.id,
                offers=self._build_offers(company, sources, (*visited, company)),
            )
        return sources.built[key]

    @api.model
    def _build_offers(self, company, sources, visited):
        """What the seller's own suppliers list to it; ``None`` if it has none."""
        if not sources.supplies[company]:
            return None
        return tuple(
            engine.Offer(
                self._build_listing(supply, sources, visited),
                frozenset(supply.categ_ids.ids) or None,
            )
            for supply in sources.supplies[company]
            if supply.company_id not in visited
        )
