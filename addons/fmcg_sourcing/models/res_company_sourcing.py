from collections import defaultdict
from datetime import timedelta
from decimal import Decimal
from os.path import commonprefix

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.fmcg_channel.quantities import to_quantity
from odoo.addons.fmcg_channel.turns import take_turn

from ..engine import upstream
from ..engine.allocation import Need
from ..engine.packs import Pack
from ..engine.sellers import Agreement, find_candidates


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

    def _get_waiting_moves(self, products):
        """What takes goods for customers out of the stock, and has not done so."""
        return self.env["stock.move"].search(self._get_waiting_domain(products))

    def _get_waiting_domain(self, products):
        return [
            ("company_id", "=", self.id),
            ("product_id", "in", products.ids),
            ("state", "in", OPEN),
            ("sale_line_id", "!=", False),
            ("picking_code", "in", ("internal", "outgoing")),
            ("move_orig_ids", "=", False),
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

    # --- the purchase that is not handed in ---

    def _bring_draft_in_line(self, products, proposal):
        """Make the open purchases ask for exactly what the proposal does of ``products``."""
        drafts = self._get_sourced_drafts()
        old = drafts.order_line.filtered(
            lambda line: line.product_id in products and not line.stock_quantity
        )
        old.share_ids.mapped("sale_line_id")  # all at once
        agreements = self._choose_suppliers(products)
        known = {
            (line.order_id.agreement_id, line.product_id.id, line.sourced_need_id.id): line
            for line in old
        }
        new, kept = [], set()
        for wanted in proposal.lines:
            agreement = agreements.get(wanted.product)
            if not agreement:
                continue
            line = old.filtered(
                lambda one, wanted=wanted, agreement=agreement: (
                    one.product_id.id == wanted.product
                    and one.order_id._collects(agreement, wanted)
                    and one.sourced_need_id.id == (wanted.need or False)
                )
            )[:1]
            old -= line
            line = line or self._add_sourced_line(drafts, agreement, wanted)
            drafts |= line.order_id
            line._want(wanted)
        old.unlink()
        drafts._drop_empty()
        self._keep_shares(products, proposal)
            line = known.get((agreement, wanted.product, wanted.need or False))
            if line:
                kept.add(line.id)
                line._want(wanted)
            elif agreement:
                new.append((agreement, wanted))
        old.filtered(lambda line: line.id not in kept).unlink()
        self._add_sourced_lines(drafts, new)
        drafts.exists()._drop_empty()
        self._keep_shares(proposal)

    def _get_sourced_drafts(self):
        """Purchases that sourcing made for customers and that have not been handed in;
        what the stock needs may stand in them too."""
        return self.env["purchase.order"].search(
            [
                ("company_id", "=", self.id),
                ("is_sourced", "=", True),
                ("is_replenishment", "=", False),
                ("state", "=", "draft"),
            ]
        )

    def _choose_suppliers(self, products):
        """Dict from id of a product to the agreement under which it is bought."""
        agreements = self.env["channel.agreement"].search(
            [("node_id", "=", self.channel_node_id.id), ("state", "!=", "draft")]
        )
        facts = [agreement._to_supplier_facts(products) for agreement in agreements]
        found = find_candidates(facts, products.ids)
        by_id = {agreement.id: agreement for agreement in agreements}
        return {
            product: by_id[candidates.agreements[0].id]
            for product, candidates in found.items()
            if candidates.agreements
        }

    def _add_sourced_line(self, drafts, agreement, wanted):
        order = drafts.filtered(lambda one: one._collects(agreement, wanted))[:1]
        if not order:
            order = self.env["purchase.order"].create(
                self._prepare_sourced_order(agreement, wanted)
            )
        return self.env["purchase.order.line"].create(
    def _add_sourced_lines(self, drafts, wanted):
        """:param wanted: list of pairs of agreement and the engine's line"""
        orders = {order.agreement_id: order for order in reversed(drafts)}
        for agreement, _one in wanted:
            if agreement not in orders:
                orders[agreement] = self._make_sourced_draft(agreement)
        lines = self.env["purchase.order.line"]._create_sourced(
            [
                {
                    "order_id": orders[agreement].id,
                    "product_id": one.product,
                    "product_qty": float(one.quantity),
                    "sourced_need_id": one.need or False,
                }
                for agreement, one in wanted
            ]
        )
        self.env["channel.sourcing.share"].create(
            [
                {
                    "purchase_line_id": line.id,
                    "sale_line_id": share.need,
                    "quantity": float(share.quantity),
                }
                for line, (_agreement, one) in zip(lines, wanted, strict=True)
                for share in one.shares
            ]
        )

    def _make_sourced_draft(self, agreement):
        return self.env["purchase.order"].create(
            {
                "company_id": self.id,
                "partner_id": agreement.company_id.partner_id.id,
                "is_sourced": True,
            }
        )

    def _prepare_sourced_order(self, agreement, wanted):
        """Values of the purchase that collects the engine's line ``wanted``."""
        return {
            "company_id": self.id,
            "partner_id": agreement.company_id.partner_id.id,
            "is_sourced": True,
        }

    def _keep_shares(self, products, proposal):
        """What belongs to whom on lines that were ordered before."""
        by_line = defaultdict(dict)
        for share in proposal.shares:
            if isinstance(share.source, int):
                by_line[share.source][share.need] = share.quantity
        lines = self.env["purchase.order.line"].browse(by_line)
        for line in lines:
            line._share(by_line[line.id])
        self._forget_shares(products, by_line)

    # --- handing in ---

    def _hand_in_at_once(self):
        if self.sourcing_release == "at_once":
            self._hand_in_sourced()

    def _hand_in_sourced(self):
        """Hand in what was collected; what the supplier refuses stays and is said."""
        self._take_stock_apart()
        for order in self._get_sourced_drafts():
            order._hand_in_or_tell()

    @api.model
    def _cron_hand_in_at_cutoff(self):
        """Once a day, at each enterprise's cut-off time."""
        companies = self.search([("sourcing_release", "=", "at_cutoff")])
        for company in companies:
            if company._is_cutoff_over():
                company._hand_in_of_day()
                self.env["ir.cron"]._commit_progress(1)

    def _is_cutoff_over(self):
        today = self._get_channel_today()
        if self.sourcing_cutoff_day == today:
            return False
        cutoff = self._channel_day_start(today) + timedelta(hours=self.sourcing_cutoff)
        return fields.Datetime.now() >= cutoff

    def _hand_in_of_day(self):
        self.sourcing_cutoff_day = self._get_channel_today()
        company = self.with_context(allowed_company_ids=self.ids)
        company._replenish()
        company._hand_in_sourced()


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
