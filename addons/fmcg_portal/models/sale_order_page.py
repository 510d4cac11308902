from odoo import api, models

from odoo.addons.fmcg_channel.words import join_names

REFUSED = "approval_rejected"


class SaleOrder(models.Model):
    """What the portal shows of an order, in words that the buyer may read."""

    _inherit = "sale.order"

    @api.depends("submitted_date", "buyer_node_id", "state")
    def _compute_type_name(self):
        """A submitted or cancelled order is no quotation, whatever core calls it."""
        result = super()._compute_type_name()
        for order in self:
            if order.buyer_node_id and (order.submitted_date or order.state == "cancel"):
                order.type_name = self.env._("Order")
        return result

    @api.depends("submitted_date", "buyer_node_id")
    def _compute_is_expired(self):
        """What the buyer has submitted is no offer that could lapse."""
        result = super()._compute_is_expired()
        for order in self:
            if order.buyer_node_id and order.submitted_date:
                order.is_expired = False
        return result

    def _can_be_edited_on_portal(self):
        """A channel order is typed in the shop; its page only shows it."""
        return super()._can_be_edited_on_portal() and not self.sudo().buyer_node_id

    def _get_buyer_standing(self):
        """Hook: how the buyer stands with the seller, in words for the buyer's own side;
        whoever shows it has checked who reads it."""
        self.ensure_one()
        return ""

    @api.model
    def _get_stage_colors(self):
        """Colours of stages on pages; the others are plain information."""
        return {
            "held": "danger",
            "cancelled": "secondary",
            "submitted": "warning",
            "received": "success",
            "settled": "success",
        }

    def _get_stage_color(self):
        self.ensure_one()
        return self._get_stage_colors().get(self.channel_stage, "info")

    def _word_all_for_buyer(self, blockers):
        """Whoever was refused waits for nothing."""
        texts = super()._word_all_for_buyer(blockers)
        if any(blocker.code == REFUSED for blocker in blockers):
            waiting = self._get_waiting_words()
            texts = [text for text in texts if text != waiting]
        return texts

    def _word_for_buyer(self, blocker):
        if blocker.code == "no_price":
            return self._describe_unpriced()
        if blocker.code == REFUSED:
            return self.env._(
                "The seller has not accepted this order. Please contact the seller."
            )
        return super()._word_for_buyer(blocker)

    def _describe_unpriced(self):
        """The gate speaks of price lists; those are the seller's."""
        lines = self.order_line.filtered(lambda line: line._lacks_price())
        products = lines.product_id.with_context(display_default_code=False)
        return self.env._(
            "No price for: %s. Remove it, or ask the seller.",
            join_names(self.env, products.mapped("display_name")),
        )

    def _get_buyer_changes(self):
        """What the seller has made of what the buyer sent, once it has confirmed it."""
        self.ensure_one()
        return self._get_said_changes() if self.state == "sale" else []

    def _get_buyer_timeline(self):
        """The timeline with the seller's company instead of its people."""
        self.ensure_one()
        order = self.sudo()
        return [
            {
                "code": entry["code"],
                "what": entry["what"],
                "who": order._get_timeline_party(entry),
                "date": order._format_timeline_date(entry["date"]),
            }
            for entry in order._get_sorted_timeline_entries()
        ]

    def _get_timeline_party(self, entry):
        """Colleagues by name, everybody else by the company that they work for.

        A confirmation is the seller's word, even if the buyer's submission caused it.
        """
        user = entry["who"]
        if user and entry["code"] != "confirmed" and self._is_bought_by(user):
            return user.name
        return self.company_id.name

    def _get_portal_shipments(self):
        """Deliveries to the buyer that are not cancelled, oldest first."""
        self.ensure_one()
        return (
            self.sudo()
            .picking_ids.filtered(
                lambda picking: picking.picking_type_id.code == "outgoing"
                and picking.state != "cancel"
            )
            .sorted("id")
        )

    def _get_portal_returns(self):
        """What the buyer gave back or is to give back, oldest first."""
        self.ensure_one()
        return self.sudo()._get_return_pickings().sorted("id")

    def _get_portal_invoices(self):
        """Posted invoices and credit notes of the order, oldest first."""
        self.ensure_one()
        moves = self.sudo().order_line.invoice_lines.move_id
        return moves.filtered(lambda move: move.state == "posted").sorted("id")
