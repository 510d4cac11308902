from odoo import api, models

from odoo.addons.fmcg_intake.exceptions import OrderKeyError


class SaleOrder(models.Model):
    """Orders that the desk makes."""

    _name = "sale.order"
    _inherit = ["sale.order", "channel.desk.document"]

    @api.model
    def _make_desk_order(self, agreement, quantities, key, values):
        self._check_may_sell(agreement)
        return self._enter_channel_order(agreement, quantities, key, **values)

    def _refuse_desk_change(self):
        if self.submitted_date or self.state != "draft":
            message = self.env._(
                "%s was submitted before you changed these rows. Open it to see what was "
                "ordered, and start another order for the rest.",
                self.name,
            )
            raise OrderKeyError([self._prepare_api_problem("key_reused", message)])

    def _get_desk_lines(self):
        return self.order_line.filtered(lambda line: line._is_traded())

    def _prepare_desk_line(self, pair, quantity):
        return self._prepare_channel_line_values(pair, quantity)

    def _submit_desk_order(self):
        if not self.submitted_date:
            self._submit()

    def _prepare_desk_answer(self):
        self.ensure_one()
        blockers = self._get_blockers() if self.state in ("draft", "sent") else []
        return {
            "order_id": self.id,
            "name": self.name,
            "stage": self.channel_stage,
            "label": self._get_stage_word(),
            "submitted": bool(self.submitted_date),
            "total": self.currency_id.format(self.amount_total),
            "blockers": [self._prepare_desk_blocker(one) for one in blockers],
        }

    @api.model
    def _prepare_desk_blocker(self, blocker):
        lines = self.env["sale.order.line"].browse(blocker.line_ids)
        return {
            "code": blocker.code,
            "severity": blocker.severity,
            "message": blocker.message,
            "products": lines.product_id.ids,
        }
