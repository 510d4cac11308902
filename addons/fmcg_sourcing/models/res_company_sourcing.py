from collections import defaultdict
from decimal import Decimal
from os.path import commonprefix

from odoo import models
from odoo.fields import Domain

from odoo.addons.fmcg_channel.quantities import to_quantity
from odoo.addons.fmcg_channel.turns import take_turn

from ..engine import upstream
from ..engine.allocation import Need
from ..engine.packs import Pack
from ..engine.sellers import Agreement


class ResCompany(models.Model):
    """What an enterprise lacks for its customers is ordered from its upstream.

    Derived from what customers wait for, what is free, and what was ordered before: looking
    again orders nothing more. What has not been handed in follows what is wanted now, up and
    down; what the supplier has stays, and is the enterprise's stock where nobody wants it any
    more.
    """

    _inherit = "res.company"

    def _source(self, products):
        """Order what is lacking of ``products``; safe to be called at any time.

        As superuser of the enterprise, one process at a time.
        """
        self.ensure_one()
        if not self.sudo().channel_node_id:
            return
        company = self._in_own_books()
        take_turn(company.channel_node_id)
        products = products.with_env(company.env).filtered("is_storable")
        if products:
            company._tidy_purchases(products)
            company._reserve_what_is_free(products)
            withdrawn = company._withdraw_unwanted(products)
            company._bring_draft_in_line(products, company._propose_upstream(products))
            withdrawn._hand_in_again()
            company._hand_in_at_once()
            company._get_open_lines(products)._promise()
            company.env["sale.order"]._ask_incomplete(company, products)

    def _get_open_lines(self, products):
        """Confirmed lines of customers that still wait for goods."""
        moves = self._get_waiting_moves(products)
        return moves.sale_line_id

    def _tidy_purchases(self, products):
        """Hook: what has to be right before anything is ordered."""

    # --- what is wanted, and what there is ---

    def _propose_upstream(self, products, without=()):
        """The engine's proposal for ``products``.

        :param without: purchase lines that are left out, as if they had not been ordered
        """
        left_out = {line.id for line in without}
        Rule = self.env["channel.sourcing.rule"]
        rules = Rule._find_for_products(self, products)
        needs = self._get_sourcing_needs(products)
        safety = Rule._find_safety_stock(rules)
        return upstream.propose(
            needs,
            self._get_free_stock(products, safety, {need.days for need in needs}),
            [one for one in self._get_coming(products) if one.key not in left_out],
            {product.id: rule for product, rule in rules.items()},
            {product.id: self._get_pack(product) for product in products},
        )

    def _get_sourcing_needs(self, products):
        """What customers' confirmed lines wait for and is not reserved."""
        waiting = defaultdict(Decimal)
        for move in self._get_waiting_moves(products):
            lacking = move.product_qty - move._get_moved_quantity()
            if lacking > 0:
                waiting[move.sale_line_id] += to_quantity(lacking)
        return [
            Need(
                line.id,
                line.product_id.id,
                quantity,
                self._get_promised_day(line),
                line.order_id.submitted_date or line.order_id.date_order,
                line.order_id.agreement_id._get_days_to_last(),
                line._get_delivery_place(),
            )
            for line, quantity in waiting.items()
        ]

    def _get_promised_day(self, line):
        """The day that says who is older: what was promised first, else what is wished."""
        wish = line.order_id.commitment_date
        return line.first_promised_date or (wish and self._get_channel_day(wish)) or None

    def _get_coming(self, products):
        """What was ordered before and has not arrived: at the supplier, or on its way."""
        Line = self.env["purchase.order.line"]
        lines = Line.search(
            Domain("company_id", "=", self.id)
            & Domain("product_id", "in", products.ids)
            & Line._get_coming_domain()
        )
        return [coming for line in lines if (coming := line._to_coming()).quantity > 0]

    def _get_pack(self, product):
        """What the upstream sells: cases where the product has some."""
        factors = [
            unit._compute_quantity(1, product.uom_id, round=False) for unit in product.uom_ids
        ]
        case = max((one for one in factors if one > 1), default=1)
        return Pack(case=to_quantity(case))


class ChannelAgreement(models.Model):
    _inherit = "channel.agreement"

    def _to_supplier_facts(self, products):
        """What decides whether its buyer gets ``products`` under it, for the engine."""
        seller = self.company_id
        offered = (
            self.env["product.product"]
            .with_company(seller)
            .with_context(allowed_company_ids=seller.ids)
            .search(
                Domain("id", "in", products.ids)
                & Domain(self.env["sale.order"]._get_channel_products_domain(self))
            )
        )
        return Agreement(
            self.id,
            seller.id,
            seller._get_channel_today(),
            priority=self.priority,
            distance=self.node_id._get_distance_to(seller.channel_node_id),
            territory=_count_common(self.territory_id, self.node_id.territory_id),
            listed=frozenset(offered.ids),
            start=self.date_start or None,
            end=self.date_end or None,
            active=self.state == "active",
        )


class ChannelNode(models.Model):
    _inherit = "channel.node"

    def _get_distance_to(self, other):
        """Steps in the tree."""
        own, others = _get_path(self), _get_path(other)
        return len(own) + len(others) - 2 * _count_common(self, other)


def _get_path(record):
    """Ids from the root of a tree to the record."""
    return [id_ for id_ in (record.parent_path or "").split("/") if id_]


def _count_common(record, other):
    """How many levels of a tree two records share."""
    return len(commonprefix([_get_path(record), _get_path(other)]))
