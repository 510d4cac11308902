from odoo import api, models

from ..engine import quota as engine

QUOTA_FIELDS = {"product_id", "product_uom_id", "product_uom_qty", "order_id"}


class SaleOrderLine(models.Model):
    """A change of a confirmed order changes what it uses of quotas."""

    _inherit = "sale.order.line"

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._get_quota_orders()._sync_quota_entries()
        return lines

    def write(self, vals):
        if not QUOTA_FIELDS & vals.keys():
            return super().write(vals)
        orders = self._get_quota_orders()
        result = super().write(vals)
        (orders | self._get_quota_orders())._sync_quota_entries()
        return result

    def unlink(self):
        orders = self._get_quota_orders()
        result = super().unlink()
        orders._sync_quota_entries()
        return result

    def _get_quota_orders(self):
        return self.order_id.filtered(lambda order: order.state == "sale")

    def _get_quota_demand(self):
        self.ensure_one()
        return engine.Demand(
            self.id,
            self.product_id.product_tmpl_id.id,
            self.product_uom_qty * self.product_uom_id.factor,
        )
