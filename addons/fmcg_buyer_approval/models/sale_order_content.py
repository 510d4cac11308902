from odoo import models

from odoo.addons.fmcg_order.engine import content

from ..engine.asked import TOTAL


class SaleOrder(models.Model):
    """What a head office is shown of an order."""

    _inherit = "sale.order"

    def _get_asked_content(self):
        """The order as the head office is asked about it, see ``engine/asked.py``."""
        self.ensure_one()
        digits = self.currency_id.decimal_places
        total = content.number(self.amount_total, digits)
        return self._get_material_content() | {TOTAL: total}

    def _get_shown_digest(self):
        return content.digest(self._get_asked_content())

    def _get_asked_changes(self):
        """What has changed since the shop placed the order, in words.

        :return: list as of ``_tabulate_changes``, the total among them
        """
        self.ensure_one()
        asking = self.buyer_decision_ids.filtered(lambda one: one.kind == "asked")
        before, now = asking.sorted("id")[-1:].content, self._get_asked_content()
        return self._tabulate_changes(content.changes(before, now) if before else ())

    def _get_content_labels(self):
        return super()._get_content_labels() | {TOTAL: self.env._("Total")}

    def _format_content_value(self, field, value):
        if field == TOTAL and value:
            return self.currency_id.format(float(value))
        return super()._format_content_value(field, value)

    def _refresh_for_buyer(self):
        """Bring what waits up to date, so that nobody agrees to yesterday's price.

        Only what a buyer typed: prices that the seller's staff entered are an offer.
        """
        self.ensure_one()
        if self.state == "draft" and self.buyer_asked_by_id.share:
            self._recompute_prices()
