from odoo import models


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _get_delivery_place(self):
        return self.order_id.partner_shipping_id.id

    def _get_location_final(self):
        """Goods that go past their buyer are the buyer's on their way, as all others."""
        order = self.order_id
        if order._ships_past_buyer():
            return order.partner_id.property_stock_customer
        return super()._get_location_final()

    # --- own stock and what comes straight ---

    def _leave_out_of_warehouse(self):
        """The warehouse does not deliver what comes straight.

        Runs as superuser of the seller.
        """
        for line in self.filtered(lambda one: one.state == "sale"):
            excess = -line._get_undelivered_quantity()
            if line.product_id.uom_id.compare(excess, 0) > 0:
                line._take_from_warehouse(excess)

    def _deliver_from_warehouse(self, quantity):
        """What does not come straight any more is the warehouse's to deliver, and lacking to
        it; of what nobody was to deliver, nothing.

        Runs as superuser of the seller.

        :param quantity: in the product's own unit
        """
        self.ensure_one()
        unit = self.product_id.uom_id
        quantity = min(quantity, self._get_undelivered_quantity())
        if self.state != "sale" or unit.compare(quantity, 0) <= 0:
            return
        line = self.with_company(self.company_id)
        self.env["stock.rule"].run(
            line._create_procurements(quantity, unit, line._prepare_procurement_values())
        )

    def _get_undelivered_quantity(self):
        """What nobody has delivered, nor is to; below zero what is too much. In the product's
        own unit: parts of a case are not rounded.

        What came back counts: it was delivered once; what was put back on its shelf does
        not.
        """
        self.ensure_one()
        outgoing, incoming = self._get_outgoing_incoming_moves(strict=False)
        put_back = incoming.filtered(lambda move: not move.location_id._is_with_customer())
        ordered = self.product_uom_id._compute_quantity(
            self.product_uom_qty, self.product_id.uom_id
        )
        return ordered - outgoing._add_up() + put_back._add_up()

    def _take_from_warehouse(self, excess):
        """The warehouse delivers ``excess`` less, in the product's own unit: what is not
        there yet comes first."""
        moves = self._get_open_warehouse_moves()
        for move in moves.sorted(lambda move: (move.state == "assigned", -move.id)):
            taken = min(excess, move.product_qty)
            if taken > 0:
                excess -= taken
                move._ask_for(move.product_qty - taken)

    def _get_open_warehouse_moves(self):
        """What the warehouse has not begun to deliver."""
        return self.move_ids.filtered(
            lambda move: move.state not in ("done", "cancel", "draft")
            and not move.picking_type_id.is_direct
            and not move.move_orig_ids
            and move.picking_code in ("internal", "outgoing")
        )

    # --- when it comes ---

    def _find_promised_day(self):
        """What comes straight is there on the day that its supplier promises: it neither
        waits for the own warehouse nor for the own days of delivery."""
        shares = self.sourcing_share_ids.filtered(
            lambda share: share._is_direct()
            and share.purchase_line_id.state not in ("draft", "cancel")
            and share._get_open_quantity() > 0
        )
        if not shares:
            return super()._find_promised_day()
        days = [share.purchase_line_id._get_arrival_day() for share in shares]
        own = self.with_context(without_direct=True)
        if own._count_supply() != (0, 0):
            days.append(super(SaleOrderLine, own)._find_promised_day())
        return max(days) if all(days) else False

    def _get_supply_moves(self):
        moves = super()._get_supply_moves()
        if not self.env.context.get("without_direct"):
            return moves
        return moves.filtered(lambda move: not move.picking_type_id.is_direct)

    def _get_arriving_shares(self):
        shares = super()._get_arriving_shares()
        if not self.env.context.get("without_direct"):
            return shares
        return shares.filtered(lambda share: not share._is_direct())
