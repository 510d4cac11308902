from odoo import api, models
from odoo.exceptions import AccessError

from . import channel_step

# What core offers to whoever may read transfers
MOVING = {
    "action_assign",
    "action_cancel",
    "action_confirm",
    "button_scrap",
    "button_validate",
    "do_unreserve",
}


class ChannelGoodsGuard(models.AbstractModel):
    """Leaves transfers to those who work in the warehouse.

    Core lets salespeople and finance write transfers, because orders and bills of theirs
    do so: a cancelled order cancels its deliveries. Within such a step (see
    ``channel_step``) they still do; by themselves they would ship goods, or turn a
    delivery to another place.
    """

    _name = "channel.goods.guard"
    _description = "Goods Guard"

    @api.model
    def _may_move_goods(self):
        user = self.env.user
        return (
            self.env.su
            or channel_step.is_step(self)
            or user.has_group("stock.group_stock_user")
            or not user._channel_is_confined()
        )

    @api.model
    def _get_buttons_left_out(self):
        found = super()._get_buttons_left_out()
        return found if self._may_move_goods() else found | MOVING

    def _take_step(self):
        """These, to do with them what a button or another document asks for.

        :raise AccessError: to whoever does not move goods, where nothing else asks; nobody
            is refused where there are none, as in a document that is dropped
        """
        if self:
            self.check_access("write")
        return channel_step.in_step(self)

    def _check_access(self, operation):
        if operation == "read" or self._may_move_goods():
            return super()._check_access(operation)
        return self, lambda: AccessError(
            self.env._(
                "%s: goods are moved by the warehouse. Ask a colleague who works there.",
                self.env["ir.model"].sudo()._get(self._name).name,
            )
        )

    def _mail_get_operation_for_mail_message_operation(self, message_operation):
        """Colleagues may still write to the warehouse about a transfer that they see."""
        operations = super()._mail_get_operation_for_mail_message_operation(
            message_operation
        )
        if message_operation != "create" or self._may_move_goods():
            return operations
        return dict.fromkeys(operations, "read")
