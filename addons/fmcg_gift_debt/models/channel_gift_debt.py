from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class ChannelGiftDebt(models.Model):
    """A gift that was out of stock: owed to the buyer, delivered with a later order.

    Rows follow from orders (``sale.order._sync_gift_debts``); people only cancel them.
    """

    _name = "channel.gift.debt"
    _description = "Owed Gift"
    _inherit = "channel.guard"
    _order = "id"
    _rec_name = "product_id"

    _guard_field = "delivered_quantity"

    company_id = fields.Many2one(
        "res.company", string="Seller", required=True, readonly=True, index=True
    )
    node_id = fields.Many2one(
        "channel.node",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    agreement_id = fields.Many2one(
        "channel.agreement", readonly=True, index="btree_not_null", ondelete="set null"
    )
    promotion_id = fields.Many2one(
        "channel.promotion", required=True, readonly=True, index=True, ondelete="restrict"
    )
    order_id = fields.Many2one(
        "sale.order",
        string="Earned With",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    date_order = fields.Datetime(related="order_id.date_order", string="Since")
    product_id = fields.Many2one(
        "product.product", string="Gift", required=True, readonly=True, index=True
    )
    uom_id = fields.Many2one("uom.uom", string="Unit", required=True, readonly=True)
    quantity = fields.Float(
        string="Owed",
        digits="Product Unit",
        required=True,
        readonly=True,
        help="Pieces that were out of stock when the order was confirmed.",
    )
    delivered_quantity = fields.Float(
        string="Delivered",
        digits="Product Unit",
        required=True,
        readonly=True,
        help="Pieces on later orders that are confirmed.",
    )
    open_quantity = fields.Float(
        string="Open", digits="Product Unit", compute="_compute_state", store=True
    )
    state = fields.Selection(
        [("open", "Open"), ("done", "Delivered"), ("cancelled", "Cancelled")],
        compute="_compute_state",
        store=True,
        index=True,
    )
    cancel_reason = fields.Char(string="Reason of Cancellation", readonly=True)
    line_ids = fields.One2many(
        "sale.order.line", "gift_debt_id", string="Delivered With", readonly=True
    )

    _once = models.UniqueIndex(
        "(order_id, promotion_id, product_id)",
        "This order owes this gift of the promotion already.",
    )
    _open_idx = models.Index("(company_id, node_id) WHERE state = 'open'")

    @api.depends("quantity", "delivered_quantity", "cancel_reason", "order_id.state")
    def _compute_state(self):
        for debt in self:
            left = debt.uom_id.round(debt.quantity - debt.delivered_quantity)
            void = debt._is_void()
            debt.open_quantity = 0.0 if void else max(left, 0.0)
            debt.state = "cancelled" if void else "open" if left > 0 else "done"

    def _is_void(self):
        """Whether nothing is owed (any more), whatever was delivered of it."""
        self.ensure_one()
        return bool(
            self.cancel_reason or not self.quantity or self.order_id.state != "sale"
        )

    def write(self, vals):
        if not self.env.su:
            raise AccessError(
                self.env._(
                    "Owed gifts follow from orders and cannot be changed. Cancel one "
                    "with its button if it is not to be delivered."
                )
            )
        return super().write(vals)

    @api.model
    def _guard_add(self, amounts):
        totals = super()._guard_add(amounts)
        self.browse(amounts).modified([self._guard_field])
        return totals

    # --- cancelling ---

    def action_cancel(self):
        """Ask for the reason, then forget what is still owed."""
        self.check_access("write")
        return self.env["channel.state.reason"]._open_for(self, "cancelled")

    def _set_state(self, state, reason):
        """Called by the dialogue that asks for the reason.

        :raise UserError: unless these are open debts that are to be cancelled
        """
        for debt in self:
            if state != "cancelled" or debt.state != "open":
                raise UserError(
                    self.env._(
                        "%(gift)s, owed since %(order)s: only what is still open can be "
                        "cancelled. Open it again to see what it is now.",
                        gift=debt.product_id.display_name,
                        order=debt.order_id.sudo().name,
                    )
                )
        self.sudo().write({"cancel_reason": reason})
        for debt in self.sudo():
            debt.order_id.message_post(body=debt._say_cancelled())

    def _say_cancelled(self):
        return self.env._(
            "The gift %(gift)s that is owed is not delivered any more: %(reason)s",
            gift=self.product_id.display_name,
            reason=self.cancel_reason,
        )

    def _say_exceeded(self, pieces, left):
        """Why an order cannot be confirmed.

        :param pieces: that the order would deliver
        :param left: that are still owed
        """
        self.ensure_one()
        return self.env._(
            "%(gift)s, owed since %(order)s: %(pieces)s are on this order, but only "
            "%(open)s are still owed; another order has delivered them, or they were "
            "cancelled. Remove the line, and confirm again.",
            gift=self.product_id.display_name,
            order=self.order_id.name,
            pieces=f"{pieces:g}",
            open=f"{left:g}",
        )
