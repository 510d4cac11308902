from odoo import api, models

from odoo.addons.fmcg_channel.models.channel_step import in_step

from .order_context import PENDING
from .sale_order_state_change import COUNTED_BY, StateChange

# What core hands on to the transfers of a confirmed order
HANDED_ON = {"commitment_date", "partner_shipping_id"}


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
        is_counted = not COUNTED_BY.isdisjoint(vals)
        before = self._filter_confirmed() if is_counted else self.browse()
        for records, part in self._get_steps_of_write(vals):
            for those, values in records._set_apart_handed_on(part):
                super(SaleOrder, those).write(values)
        if is_counted:
            self._act_on_state_change(
                StateChange(self, before, self._filter_confirmed())
            )
        changed._check_changed_terms(vals)
        return True

    def _set_apart_handed_on(self, vals):
        """Transfers follow their order, whoever may write it; by themselves, and not with
        other values that lead to other documents.

        :return: yields records and the values to be written on them
        """
        handed_on = {name: vals[name] for name in HANDED_ON & vals.keys()}
        if not handed_on or not self._filter_confirmed():
            yield self, vals
            return
        yield in_step(self), handed_on
        if rest := {name: vals[name] for name in vals.keys() - HANDED_ON}:
            yield self, rest
