from odoo import api, fields, models
from odoo.exceptions import UserError


class ChannelApprovalAct(models.TransientModel):
    """Decide about one order or many at once, with a comment.

    Each order stands for itself: what cannot be done for one does not stop the others,
    and is said with its reason.
    """

    _name = "channel.approval.act"
    _description = "Decide about Orders"
    _inherit = "channel.reference.guard"
    _channel_private = True

    _visible_fields = ("order_ids",)

    kind = fields.Selection(
        [
            ("approve", "Approve"),
            ("reject", "Reject"),
            ("send_back", "Send Back"),
            ("question", "Ask a Question"),
            ("answer", "Answer"),
        ],
        string="Decision",
        required=True,
        default="approve",
    )
    order_ids = fields.Many2many("sale.order", string="Orders", required=True)
    order_count = fields.Integer(compute="_compute_order_count")
    comment = fields.Text()
    question = fields.Text(compute="_compute_question")
    outcome = fields.Text(readonly=True)

    @api.depends("order_ids")
    def _compute_order_count(self):
        for act in self:
            act.order_count = len(act.order_ids)

    @api.depends("order_ids", "kind")
    def _compute_question(self):
        for act in self:
            order = act.order_ids[:1]
            asked = order and act.kind == "answer" and order._get_open_question()
            act.question = asked and asked.comment

    def action_apply(self):
        """Button: decide; say what did not go, if anything."""
        self.ensure_one()
        orders = self.order_ids.with_env(self.env)
        orders.check_access("read")
        if len(orders) == 1:
            orders._decide(self.kind, self.comment)
            return {"type": "ir.actions.act_window_close"}
        failed = self._apply_to_each(orders)
        if not failed:
            return self._notify(len(orders))
        self.outcome = self._describe_outcome(len(orders) - len(failed), failed)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Not All Were Decided"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def _apply_to_each(self, orders):
        """:return: dict from order to why nothing was decided about it"""
        failed = {}
        for order in orders:
            try:
                with self.env.cr.savepoint():
                    order._decide(self.kind, self.comment)
            except UserError as error:
                failed[order] = str(error)
        return failed

    def _describe_outcome(self, done, failed):
        lines = [self.env._("%s orders were decided. These were not:", done)]
        lines += [f"{order.name}: {reason}" for order, reason in failed.items()]
        return "\n".join(lines)

    def _notify(self, done):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("%s orders were decided.", done),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
