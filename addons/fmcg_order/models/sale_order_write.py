from odoo import api, models

from .order_context import PENDING
from .sale_order_state_change import COUNTED_BY, StateChange


class SaleOrder(models.Model):
    """What happens whenever an order is made or written, by whatever way."""

    _inherit = "sale.order"

    @api.model_create_multi
    def create(self, vals_list):
        self._check_writable_at_creation(vals_list)
        orders = super(SaleOrder, self.with_context(**PENDING)).create(vals_list)
        orders = orders.with_env(self.env)
        orders._follow_changes()
        confirmed = orders._filter_confirmed()
        confirmed._check_gate()
        counted = confirmed | orders.filtered("submitted_date")
        if counted:
            counted._act_on_state_change(StateChange(counted, self.browse(), confirmed))
        return orders

    def write(self, vals):
        self._check_writable(vals)
        self._check_confirmed_by_write(vals)
        self._check_state_written(vals)
        changed = self._filter_changed_terms(vals)
        changed._check_fixed_terms(vals)
        before = self._filter_confirmed()
        for records, part in self._get_steps_of_write(vals):
            super(SaleOrder, records).write(part)
        if COUNTED_BY & vals.keys():
            self._act_on_state_change(
                StateChange(self, before, self._filter_confirmed())
            )
        changed._check_changed_terms(vals)
        return True
