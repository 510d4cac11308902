from odoo import models

from odoo.addons.fmcg_channel.turns import take_turn


class PurchaseOrder(models.Model):
    """What a customer has given up is left out by the supplier, as far as it has not left."""

    _inherit = "purchase.order"

    def _give_back(self, shares):
        """Ask the supplier once to leave out what customers have given up.

        What the supplier's books do not let through is said, and asked for again.

        :param shares: ``channel.sourcing.share`` of this purchase
        """
        self.ensure_one()
        self._follow_or_tell(lambda: self._give_back_now(shares))

    def _give_back_now(self, shares):
        order = self.upstream_order_id
        take_turn(order)
        order = order.company_id._in_own_books().env["sale.order"].browse(order.id)
        given_up = {
            line: sum(those.mapped("given_up"))
            for line, those in shares.grouped("purchase_line_id").items()
        }
        shares.given_up = 0.0
        if not order or order.state == "cancel":
            return
        wanted = {
            line: line._count_left(order, quantity) for line, quantity in given_up.items()
        }
        self._tell_too_late({line: late for line, (_left, late) in wanted.items() if late})
        left = {line.upstream_line_id.id: left for line, (left, _late) in wanted.items()}
        if order._is_left_out(left):
            order._action_cancel()
        else:
            for line in order.order_line.filtered(lambda one: one.id in left):
                if line.product_uom_qty != left[line.id]:
                    line.product_uom_qty = left[line.id]

    def _tell_too_late(self, late):
        if not late:
            return
        goods = {}
        for line, quantity in late.items():
            goods[line.product_id] = goods.get(line.product_id, 0) + quantity
        self._tell_once(
            [
                self.env._(
                    "Too late to cancel, %(supplier)s has shipped it: %(goods)s.",
                    supplier=self.partner_id.name,
                    goods=self._describe_goods(goods),
                )
            ]
        )


class PurchaseOrderLine(models.Model):
    _inherit = "purchase.order.line"

    def _count_left(self, order, given_up):
        """What of the supplier's line stays, and what cannot be left out any more.

        :param given_up: in the product's own unit
        :return: quantity in the unit of the supplier's line, quantity in the product's own
        """
        line = order.order_line.browse(self.upstream_line_id.id)
        base = line.product_id.uom_id
        ordered = line.product_uom_id._compute_quantity(line.product_uom_qty, base)
        shipped = line.product_uom_id._compute_quantity(line.qty_delivered, base)
        left = max(ordered - given_up, min(shipped, ordered))
        late = given_up - (ordered - left)
        return base._compute_quantity(left, line.product_uom_id), max(late, 0.0)


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _is_left_out(self, left):
        """Whether nothing stays of the order when lines become what ``left`` says.

        :param left: dict from id of a line to quantity
        """
        self.ensure_one()
        traded = self.order_line.filtered(lambda line: line._is_traded())
        return not any(left.get(line.id, line.product_uom_qty) for line in traded) and not any(
            self.order_line.mapped("qty_delivered")
        )
