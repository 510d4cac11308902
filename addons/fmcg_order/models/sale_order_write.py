from odoo import models


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
            super(SaleOrder, records).write(part)
        changed._check_changed_terms(vals)
        return True
