from odoo import models

from odoo.addons.fmcg_channel.quantities import to_quantity
from odoo.addons.fmcg_sourcing.engine.packs import ZERO
from odoo.addons.fmcg_sourcing.engine.plan_facts import (
    SHIP_AVAILABLE,
    Seller,
    Warehouse,
)
from odoo.addons.fmcg_sourcing.engine.planner import accept_all
from odoo.addons.fmcg_sourcing.engine.purchase import Purchase, Wish, to_base_prices
from odoo.addons.fmcg_sourcing.engine.sellers import find_candidates


class ChannelAgreement(models.Model):
    """Which of a buyer's sellers serves what of a purchase.

    The facts of each seller are read in a number of queries that the lines are not in.
    """

    _inherit = "channel.agreement"

    def _plan_purchase(self, wishes, policy=SHIP_AVAILABLE, accepts=accept_all):
        """The plan for ``wishes`` among the sellers of these agreements.

        The caller has checked that the user buys under them. Nothing is stored. Sellers
        of the plan are known by the ids of their agreements, lines by their places.

        :param wishes: dict from pairs of ``product.product`` and ``uom.uom`` to quantity
        :param policy: one of ``POLICIES``
        :param accepts: see :func:`~.planner.plan`
        :rtype: :class:`~odoo.addons.fmcg_sourcing.engine.plan_facts.Plan`
        :raise ValueError: for another policy
        """
        return self._load_purchase(wishes).plan(policy, accepts)

    def _load_purchase(self, wishes):
        """The engine's question.

        :rtype: :class:`~odoo.addons.fmcg_sourcing.engine.purchase.Purchase`
        """
        wanted = tuple(
            self._to_wish(place, product, unit, quantity)
            for place, ((product, unit), quantity) in enumerate(wishes.items())
        )
        products = self.env["product.product"].union(*(pair[0] for pair in wishes))
        ready = self.sudo().filtered(lambda one: not one._order_blocker())
        facts = {one.id: one._to_supplier_facts(products) for one in ready}
        offered = {id_: set() for id_ in facts}
        for product, candidates in find_candidates(facts.values(), products.ids).items():
            for agreement in candidates.agreements:
                offered[agreement.id].add(product)
        sellers = tuple(
            one._to_plan_seller(facts[one.id].rank, wanted, offered[one.id])
            for one in ready
            if offered[one.id]
        )
        return Purchase(wanted, sellers)

    def _to_wish(self, place, product, unit, quantity):
        own = product.sudo().uom_id
        contains = to_quantity(unit.sudo().factor / own.factor)
        return Wish(place, product.id, unit.id, to_quantity(quantity), contains)

    def _to_plan_seller(self, rank, wishes, offered):
        """
        :param offered: ids of products that the seller sells to the buyer
        """
        self.ensure_one()
        of_seller = [wish for wish in wishes if wish.product in offered]
        # in the seller's books: prices may follow its costs
        products = self.env["product.product"].with_company(self.company_id)
        products = products.browse(offered)
        return Seller(
            self.id,
            rank,
            self._get_base_prices(products, of_seller),
            (Warehouse(self.company_id.id, self._get_given_away(products, of_seller)),),
            minimum=self._get_plan_minimum(),
        )

    def _get_base_prices(self, products, wishes):
        """Dict from id of a product to the price of its own unit, as far as it has one."""
        by_id = {product.id: product for product in products}
        units = self.env["uom.uom"]
        pairs = {
            (wish.product, wish.unit): (by_id[wish.product], units.browse(wish.unit))
            for wish in wishes
        }
        prices = self.env["sale.order"]._get_channel_prices(self, list(pairs.values()))
        return to_base_prices(
            wishes,
            {
                key: None if prices[pair] is None else to_quantity(prices[pair])
                for key, pair in pairs.items()
            },
        )

    def _get_given_away(self, products, wishes):
        """What the seller can give away; of goods that nobody counts, whatever is
        wanted."""
        counted = products.filtered("is_storable")
        company = self.company_id._in_own_books()
        free = dict(company._get_free_for(self, counted)) if counted else {}
        for wish in wishes:
            if wish.product not in counted._ids:
                wanted = free.get(wish.product, ZERO)
                free[wish.product] = wanted + wish.quantity * wish.contains
        return free

    def _get_plan_minimum(self):
        """In the currency of the prices."""
        minimum = self.currency_id._convert(
            self.min_order_amount,
            self._get_price_currency(),
            self.company_id,
            self.company_id._get_channel_today(),
        )
        return to_quantity(minimum)
