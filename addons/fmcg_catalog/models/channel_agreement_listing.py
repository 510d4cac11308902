from odoo import models
from odoo.fields import Domain

from ..engine import listing as engine
from ..engine.audience import Buyer


def path_ids(record):
    """Ids from the top of a tree down to ``record``."""
    return tuple(map(int, (record.parent_path or "").split("/")[:-1]))


class ChannelAgreement(models.Model):
    """What may be ordered under an agreement.

    The services run as superuser: portal and programs call them for an agreement that
    has been checked before.
    """

    _inherit = "channel.agreement"

    def _get_buyer_facts(self):
        """What a seller's rules may ask about the buyer, for the engine."""
        self.ensure_one()
        agreement = self.sudo()
        return Buyer(
            node=agreement.node_id.id,
            grade=agreement.grade_id.id,
            tier=agreement.tier_id.id,
            territories=path_ids(agreement.territory_id),
        )

    def _get_listing_domain(self):
        """Products (``product.product``) that the seller lists to the buyer.

        Says nothing about whether a product is for sale at all or in the agreement's
        scope; to be joined with such domains.
        """
        self.ensure_one()
        listing = self.env["channel.listing"]._load_listings(self)[self.sudo()]
        return self._as_domain(listing)

    def _as_domain(self, listing):
        """The same answer as ``listing.decide`` gives, for a search."""
        domain = Domain(listing.default)
        for level in listing.levels():
            domain |= self._get_targets_domain(level.kind, level.listed)
            domain &= ~self._get_targets_domain(level.kind, level.unlisted)
        if listing.offers is None:
            return domain
        offered = Domain("product_tmpl_id.company_id", "=", listing.company)
        for offer in listing.offers:
            scope = Domain.TRUE
            if offer.scope is not None:
                scope = Domain("categ_id", "child_of", sorted(offer.scope))
            offered |= self._as_domain(offer.listing) & scope
        return domain & offered

    def _get_targets_domain(self, kind, targets):
        if not targets:
            return Domain.FALSE
        if kind == engine.PRODUCT:
            return Domain("product_tmpl_id", "in", sorted(targets))
        if kind == engine.CATEGORY:
            return Domain("categ_id", "child_of", sorted(targets))
        return Domain.TRUE

    def _split_listed(self, products):
        """Sort products into those that the buyer may order and the others.

        :param products: ``product.product``
        :return: tuple of two ``product.product``
        """
        self.ensure_one()
        listing = self.env["channel.listing"]._load_listings(self)[self.sudo()]
        facts = self._get_product_facts(products)
        listed = products.filtered(lambda p: listing.decide(facts[p]).listed)
        return listed, products - listed

    def _get_product_facts(self, products):
        """What the rules may ask about products, for the engine."""
        return {
            product: engine.Product(
                id=product_sudo.product_tmpl_id.id,
                categories=path_ids(product_sudo.categ_id),
                company=product_sudo.company_id.id or 0,
            )
            for product, product_sudo in zip(products, products.sudo(), strict=True)
        }

    def _explain_listing(self, product):
        """Why the buyer may or may not order ``product``: a translated sentence."""
        self.ensure_one()
        listing = self.env["channel.listing"]._load_listings(self)[self.sudo()]
        decision = listing.decide(self._get_product_facts(product)[product])
        names = {
            "product": product.display_name,
            "seller": self.sudo().company_id.name,
            "buyer": self.sudo().node_id.name,
        }
        if decision.reason == engine.NOT_OFFERED:
            return self.env._(
                "%(product)s is not listed: no supplier lists it to %(seller)s.", **names
            )
        if decision.reason == engine.BY_RULE:
            rule = self.env["channel.listing"].sudo().browse(decision.rule)
            names["rule"] = rule.display_name
        return self._say_decision(decision, names)

    def _say_decision(self, decision, names):
        if decision.reason == engine.BY_RULE:
            if decision.listed:
                return self.env._(
                    "%(product)s is listed to %(buyer)s by the rule “%(rule)s”.", **names
                )
            return self.env._(
                "%(product)s is not listed to %(buyer)s because of the rule “%(rule)s”.",
                **names,
            )
        if decision.listed:
            return self.env._(
                "%(product)s is listed: no rule mentions it, and %(seller)s lists what "
                "no rule mentions.",
                **names,
            )
        return self.env._(
            "%(product)s is not listed: no rule mentions it, and %(seller)s lists only "
            "what a rule lists.",
            **names,
        )
