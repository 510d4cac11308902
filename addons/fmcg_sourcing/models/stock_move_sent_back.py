from collections import defaultdict

from odoo import models
from odoo.exceptions import UserError

from odoo.addons.fmcg_channel.quantities import to_quantity

from ..engine import sent_back

# How many receipts of the past are looked at
MOST_RECEIPTS = 500


class StockMove(models.Model):
    """What customers send back goes up the chain where a rule says so, and the supplier
    takes goods back; else it is the seller's stock."""

    _inherit = "stock.move"

    def _action_done(self, *args, **kwargs):
        """Before anybody else gets what has come back."""
        moves = super()._action_done(*args, **kwargs)
        moves.sudo()._filter_sent_back()._send_up()
        return moves

    def _filter_sent_back(self):
        """Goods that customers of an enterprise have sent back, into its stock."""
        return self.filtered(
            lambda move: move.state == "done"
            and move.picking_code == "incoming"
            and move.sale_line_id
            and move.origin_returned_move_id
            and move.quantity
            and move.company_id.channel_node_id
        )

    def _send_up(self):
        """Have what goes up stand ready to be sent; what fails is said, and stops nobody."""
        Rule = self.env["channel.sourcing.rule"].sudo()
        for company, moves in self.grouped("company_id").items():
            rules = Rule._find_for_products(company, moves.product_id)
            going_up = moves.filtered(lambda move, rules=rules: rules[move.product_id].returns)
            if not going_up:
                continue
            own = going_up.with_env(company._in_own_books().env)
            try:
                with self.env.cr.savepoint():
                    own._propose_returns()
            except UserError as error:
                own.picking_id._message_log_batch(
                    {picking.id: str(error) for picking in own.picking_id}
                )

    def _propose_returns(self):
        """A transfer for each receipt by which these goods had come."""
        receipts = self._find_receipts_of_goods()
        parts = sent_back.match(
            [goods for move in self for goods in move._to_goods()],
            [receipt._to_receipt() for receipt in receipts],
        )
        by_picking = defaultdict(list)
        for part in parts:
            by_picking[self.browse(part.receipt).picking_id].append(part)
        for picking, of_picking in by_picking.items():
            picking._propose_return(of_picking)

    def _find_receipts_of_goods(self):
        """Receipts of the same goods, of suppliers that take goods back."""
        found = self.search(
            [
                ("company_id", "=", self.company_id.id),
                ("product_id", "in", self.product_id.ids),
                ("state", "=", "done"),
                ("upstream_move_key", ">", 0),
                ("purchase_line_id", "!=", False),
                ("origin_returned_move_id", "=", False),
                ("location_dest_id", "in", self.location_dest_id.ids),
            ],
            order="id desc",
            limit=MOST_RECEIPTS,
        )
        return found.filtered(
            lambda move: (
                move.purchase_line_id.upstream_line_id.order_id.agreement_id.takes_back
            )
        )

    def _count_lots(self):
        """Dict from lot (may be empty) to quantity in the product's own unit."""
        lots = defaultdict(lambda: to_quantity(0))
        for line in self.move_line_ids:
            lots[line.lot_id] += to_quantity(line.quantity_product_uom)
        return lots

    def _to_goods(self):
        lines = frozenset(self.sale_line_id.sourcing_share_ids.purchase_line_id.ids)
        return [
            sent_back.Goods(self.id, self.product_id.id, quantity, lot.id or None, lines)
            for lot, quantity in self._count_lots().items()
        ]

    def _to_receipt(self):
        return sent_back.Receipt(
            self.id,
            self.purchase_line_id.id,
            self.product_id.id,
            self._get_returnable(),
            {lot.id or None: quantity for lot, quantity in self._count_lots().items()},
        )

    def _reserve_lots(self, lots):
        """Set these very lots aside.

        :param lots: dict from ``stock.lot`` to Decimal in the product's own unit
        """
        self._do_unreserve()
        for lot, quantity in lots.items():
            self._update_reserved_quantity(float(quantity), self.location_id, lot_id=lot)


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def _propose_return(self, parts):
        """Have goods of this receipt stand ready to be sent back.

        :param parts: list of :class:`~.sent_back.Part`
        """
        Move, Lot = self.env["stock.move"], self.env["stock.lot"]
        lots = defaultdict(lambda: defaultdict(lambda: to_quantity(0)))
        for part in parts:
            lots[part.receipt][Lot.browse(part.lot)] += part.quantity
        back = self._return_goods(
            [(receipt, sum(of.values()), True, 0) for receipt, of in lots.items()]
        )
        for move in back.move_ids:
            of_lots = lots[move.origin_returned_move_id.id]
            if any(of_lots):
                move._reserve_lots(of_lots)
        came = Move.browse({part.goods for part in parts}).picking_id
        customers = ", ".join(came.partner_id.mapped("display_name"))
        back.message_post(
            body=self.env._(
                "Sent back by %(customers)s: %(transfers)s. The sourcing rule says that it goes "
                "up. Send it, or cancel this transfer to keep the goods.",
                customers=customers,
                transfers=", ".join(came.mapped("name")),
            )
        )
