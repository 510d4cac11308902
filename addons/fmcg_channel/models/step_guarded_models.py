"""Documents whose states only their own steps write."""

from odoo import models

from .channel_step import in_step


class ChannelNode(models.Model):
    _name = "channel.node"
    _inherit = ["channel.node", "channel.step.guard"]

    _step_fields = ("state",)
    _start_states = ("applied", "active")


class ChannelAgreement(models.Model):
    """What is closed stays closed, and suspending has a reason."""

    _name = "channel.agreement"
    _inherit = ["channel.agreement", "channel.step.guard"]

    _step_fields = ("state",)
    _start_states = ("draft", "active")


class ChannelApplication(models.Model):
    """What is approved has opened an account."""

    _name = "channel.application"
    _inherit = ["channel.application", "channel.step.guard"]

    _step_fields = ("state",)
    _start_states = ("draft", "submitted")


class StockPicking(models.Model):
    _name = "stock.picking"
    _inherit = ["stock.picking", "channel.step.guard", "channel.goods.guard"]

    _step_fields = ("state",)

    def action_cancel(self):
        """An order that is cancelled takes its transfers along, and those their batches:
        superuser, where whoever cancels it may not even read these."""
        transfers = self._take_step()
        if not self.env.user.has_group("stock.group_stock_user"):
            transfers = transfers.sudo()
        return super(StockPicking, transfers).action_cancel()


class StockMove(models.Model):
    """What an order delivered is counted from the moves that are done."""

    _name = "stock.move"
    _inherit = ["stock.move", "channel.step.guard", "channel.goods.guard"]

    _step_fields = ("state",)
    _start_states = ("draft", "confirmed")

    def _may_start_in(self, state, vals):
        """A line that is added to a transfer has its move made in the transfer's state."""
        picking = self.env["stock.picking"].browse(vals.get("picking_id"))
        return super()._may_start_in(state, vals) or state == picking.sudo().state

    def _do_unreserve(self):
        return super(StockMove, self._take_step())._do_unreserve()

    def _recompute_state(self):
        return super(StockMove, self._take_step())._recompute_state()


class StockMoveLine(models.Model):
    _name = "stock.move.line"
    _inherit = ["stock.move.line", "channel.step.guard", "channel.goods.guard"]

    _step_fields = ("state",)


class StockScrap(models.Model):
    _name = "stock.scrap"
    _inherit = ["stock.scrap", "channel.step.guard"]

    _step_fields = ("state",)

    def do_scrap(self):
        return super(StockScrap, in_step(self)).do_scrap()


class AccountMove(models.Model):
    """What a customer owes is counted from posted bills and what is left of them."""

    _name = "account.move"
    _inherit = ["account.move", "channel.step.guard"]

    _step_fields = (
        "state",
        "payment_state",
        "amount_residual",
        "amount_residual_signed",
    )

    def _post(self, soft=True):
        return super(AccountMove, in_step(self))._post(soft).with_env(self.env)

    def button_draft(self):
        return super(AccountMove, in_step(self)).button_draft()

    def button_cancel(self):
        return super(AccountMove, in_step(self)).button_cancel()

    def action_toggle_block_payment(self):
        return super(AccountMove, in_step(self)).action_toggle_block_payment()


class AccountMoveLine(models.Model):
    _name = "account.move.line"
    _inherit = ["account.move.line", "channel.step.guard"]

    _step_fields = (
        "parent_state",
        "amount_residual",
        "amount_residual_currency",
        "reconciled",
    )
