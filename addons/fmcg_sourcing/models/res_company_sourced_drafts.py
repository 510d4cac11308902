from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models

from ..engine.sellers import find_candidates


class ResCompany(models.Model):
    """The purchases that sourcing has open, and their handing in."""

    _inherit = "res.company"

    # --- the purchase that is not handed in ---

    def _bring_draft_in_line(self, products, proposal):
        """Make the open purchases ask for exactly what the proposal does of ``products``."""
        drafts = self._get_sourced_drafts()
        old = drafts.order_line.filtered(
            lambda line: line.product_id in products and not line.stock_quantity
        )
        old.share_ids.mapped("sale_line_id")  # all at once
        agreements = self._choose_suppliers(products)
        known = defaultdict(list)
        for line in old:
            known[line.product_id.id, line.sourced_need_id.id].append(line)
        new, kept = [], set()
        for wanted in proposal.lines:
            agreement = agreements.get(wanted.product)
            line = next(
                (
                    one
                    for one in known[wanted.product, wanted.need or False]
                    if one.order_id._collects(agreement, wanted.place)
                ),
                None,
            )
            if line:
                kept.add(line.id)
                line._want(wanted)
            elif agreement:
                new.append((agreement, wanted))
        old.filtered(lambda line: line.id not in kept).unlink()
        self._add_sourced_lines(drafts.exists(), new)
        drafts.exists()._drop_empty()
        self._keep_shares(products, proposal)

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

    def _add_sourced_lines(self, drafts, wanted):
        """:param wanted: list of pairs of agreement and the engine's line"""
        orders = {}
        for agreement, one in wanted:
            if (agreement, one.place) not in orders:
                order = drafts.filtered(
                    lambda draft, agreement=agreement, one=one: draft._collects(
                        agreement, one.place
                    )
                )[:1]
                order = order or self._make_sourced_draft(agreement, one.place)
                orders[agreement, one.place] = order
        lines = self.env["purchase.order.line"]._create_sourced(
            [
                {
                    "order_id": orders[agreement, one.place].id,
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

    def _make_sourced_draft(self, agreement, place=None):
        return self.env["purchase.order"].create(
            self._prepare_sourced_order(agreement, place)
        )

    def _prepare_sourced_order(self, agreement, place):
        """Values of a purchase that collects goods.

        :param place: as of ``sale.order.line._get_delivery_place``
        """
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
