from odoo import api, models


class SaleOrderLine(models.Model):
    """A customer that wants less gives up what has not left for it: first what its seller's
    warehouse would deliver, then what was to come straight."""

    _inherit = "sale.order.line"

    def _give_up_direct(self):
        """These are not bought any more."""
        shares = self._get_direct_shares()
        opened = {share: share._get_open_quantity() for share in shares}
        shares._give_up({share: part for share, part in opened.items() if part > 0})

    def _action_launch_stock_rule(self, *, previous_product_uom_qty=False):
        """Core takes back from the warehouse what is ordered less; what it has not is given
        up before, so that nobody is asked to take it in."""
        before = previous_product_uom_qty or {}
        reduced = self.filtered(
            lambda line: line.product_uom_qty < before.get(line.id, line.product_uom_qty)
        )
        reduced._give_up_confirmed()
        return super()._action_launch_stock_rule(
            previous_product_uom_qty=previous_product_uom_qty
        )

    def _give_up_confirmed(self):
        """What the warehouse has not and suppliers have confirmed."""
        for line in self:
            shares = line._get_direct_shares()
            if not shares:
                continue
            own = sum(line._get_open_warehouse_moves().mapped("product_qty"))
            shares._give_up_youngest(-line._get_undelivered_quantity() - own)

    def _get_direct_shares(self):
        """What comes straight, of purchases that the supplier has confirmed; what it has not
        confirmed follows what is wanted.

        sudo: whoever changes an order reads no purchases
        """
        shares = self.sudo().sourcing_share_ids
        return shares.filtered(
            lambda share: share._is_direct() and share.purchase_line_id.state == "purchase"
        )


class ChannelSourcingShare(models.Model):
    _inherit = "channel.sourcing.share"

    def _give_up_youngest(self, quantity):
        """:param quantity: in the product's own unit; nothing happens below zero"""
        given_up = {}
        for share in self.sorted("id", reverse=True):
            part = min(quantity, share._get_open_quantity())
            if part > 0:
                quantity -= part
                given_up[share] = part
        self._give_up(given_up)

    @api.model
    def _give_up(self, quantities):
        """Suppliers are asked to leave it out when sourcing looks next.

        :param quantities: dict from share to quantity in the product's own unit
        """
        if not quantities:
            return
        needless = self.env["stock.move"]
        for share, quantity in quantities.items():
            share.write(
                {
                    "quantity": share.quantity - quantity,
                    "given_up": share.given_up + quantity,
                }
            )
            moves = share._get_direct_moves().filtered(lambda move: move.state != "done")
            if share._is_all_moved():
                needless |= moves
            else:
                moves[:1]._ask_for(max(moves[:1].product_qty - quantity, 0.0))
        needless._action_cancel()
        lines = self.union(*quantities).purchase_line_id
        for company, those in lines.grouped("company_id").items():
            self.env["channel.sourcing.note"]._leave_for(company, those.product_id)

    def _is_all_moved(self):
        unit = self.purchase_line_id.product_id.uom_id
        return unit.compare(self.quantity, self._get_moved_quantity()) <= 0
