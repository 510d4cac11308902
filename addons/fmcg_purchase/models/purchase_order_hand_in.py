from odoo import models
from odoo.exceptions import UserError

from odoo.addons.fmcg_channel.models.channel_step import in_step
from odoo.addons.fmcg_channel.turns import take_turn


class PurchaseOrder(models.Model):
    """A purchase that begins in the buyer's books: it is handed in to the supplier.

    As a shop's order from the portal it passes the supplier's gate, with the supplier's
    prices, promotions, credit and approval.
    """

    _inherit = "purchase.order"

    def button_confirm(self):
        """A supplier of the channel confirms the order itself: it is handed in there."""
        in_channel = self.filtered("agreement_id")
        in_channel._hand_in()
        others = self - in_channel
        return super(PurchaseOrder, in_step(others)).button_confirm() if others else True

    def _hand_in(self):
        """Make the supplier's orders; one that has it already is left alone.

        :raise UserError: naming what cannot be ordered
        """
        self.check_access("write")
        take_turn(self)
        for purchase in self.filtered(lambda one: one.state in ("draft", "sent")):
            if not purchase.sudo().upstream_order_id:
                purchase._hand_in_one()

    def _hand_in_one(self):
        """:raise UserError: when nothing can be ordered under the agreement"""
        # sudo: purchasing reads what it orders, and not the terms that others negotiate
        agreement = self.sudo().agreement_id
        blocker = agreement._order_blocker()
        if blocker:
            raise UserError(blocker)
        self.sudo().handed_in_count += 1
        order = self.env["sale.order"]._place_channel_order(
            agreement,
            self._get_ordered_quantities(),
            key=f"purchase-{self.id}-{self.handed_in_count}",
            **self._prepare_handed_in_values(),
        )
        self.sudo().write({"upstream_order_id": order.id, "partner_ref": order.name})
        order._follow_purchase()

    def _prepare_handed_in_values(self):
        """What the supplier's order says beside its goods."""
        return {"order_channel": "portal", "client_order_ref": self.name}

    def _get_ordered_quantities(self):
        """Dict from pairs of product and unit to quantity, as the supplier is asked."""
        quantities = {}
        for line in self.order_line.filtered("product_id"):
            pair = line.product_id, line.product_uom_id
            quantities[pair] = quantities.get(pair, 0.0) + line.product_qty
        return quantities

    def action_withdraw(self):
        """Button: take the order back from the supplier, to change it or to drop it."""
        self.check_access("write")
        take_turn(self)
        for purchase in self:
            purchase._withdraw()
        return True

    def _withdraw(self):
        """:raise UserError: when the supplier has confirmed the order"""
        order = self.sudo().upstream_order_id
        if order.state not in ("draft", "sent"):
            raise UserError(
                self.env._(
                    "%(purchase)s cannot be withdrawn any more: %(supplier)s has it as "
                    "%(order)s, %(stage)s. Ask the supplier to cancel or change it.",
                    purchase=self.name,
                    supplier=self.partner_id.name,
                    order=order.name,
                    stage=order.with_env(self.env(su=True))._get_stage_word(),
                )
            )
        order._action_cancel()
        purchase = self.sudo()
        # gifts, freight and discounts are the supplier's to add once more
        added = purchase.order_line.filtered(
            lambda line: line.upstream_line_id and not line.upstream_line_id._is_traded()
        )
        purchase.order_line.upstream_line_id = False
        purchase.write(
            {"upstream_order_id": False, "partner_ref": False, "state": "draft"}
        )
        added.unlink()
        self.message_post(
            body=self.env._("Withdrawn from the supplier, who had it as %s.", order.name)
        )

    def button_cancel(self):
        """What the supplier has is cancelled there: withdrawn while that is possible."""
        if not self.env.su:
            self.check_access("write")
            with_supplier = self.filtered("follows_order")
            with_supplier.filtered(lambda one: one.state != "cancel").action_withdraw()
        return super(PurchaseOrder, in_step(self)).button_cancel()
