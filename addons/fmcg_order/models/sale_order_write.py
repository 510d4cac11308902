from odoo import models

from odoo.addons.fmcg_channel.models.channel_step import in_step

# What core hands on to the transfers of a confirmed order
HANDED_ON = {"commitment_date", "partner_shipping_id"}


class SaleOrder(models.Model):
    """What happens whenever an order is written, by whatever way."""

    _inherit = "sale.order"

    def write(self, vals):
        self._check_writable(vals)
        self._check_confirmed_by_write(vals)
        self._check_state_written(vals)
        changed = self._filter_changed_terms(vals)
        changed._check_fixed_terms(vals)
        for records, part in self._get_steps_of_write(vals):
            for those, values in records._set_apart_handed_on(part):
                super(SaleOrder, those).write(values)
        changed._check_changed_terms(vals)
        return True

    def _set_apart_handed_on(self, vals):
        """Transfers follow their order, whoever may write it; by themselves, and not with
        other values that lead to other documents.

        :return: yields records and the values to be written on them
        """
        handed_on = {name: vals[name] for name in HANDED_ON & vals.keys()}
        if not handed_on or not self.filtered(lambda order: order.state == "sale"):
            yield self, vals
            return
        yield in_step(self), handed_on
        if rest := {name: vals[name] for name in vals.keys() - HANDED_ON}:
            yield self, rest
