from odoo import api, models

BETWEEN = "stock.stock_location_inter_company"
CUSTOMERS = "stock.stock_location_customers"
# Key of the context under which core need not ask whether goods go to another enterprise
ANSWERED = "fmcg_purchase.goods_between_companies"


class StockRule(models.Model):
    """Core asks the database for each movement to another enterprise whether its two
    standard locations are still there: four times a line of an order. Nobody deletes them,
    and where somebody did, core has an answer."""

    _inherit = "stock.rule"

    @api.model
    def _check_intercomp_location(self, locations):
        if self.env.context.get(ANSWERED) is True:
            return False
        known = self.env["ir.model.data"]._xmlid_to_res_id(BETWEEN)
        if not known:
            return super()._check_intercomp_location(locations)
        return known in locations.ids

    @api.model
    def _get_rule_domain(self, locations, values):
        customers = self.env["ir.model.data"]._xmlid_to_res_id(CUSTOMERS)
        if not customers or not self._check_intercomp_location(locations):
            return super()._get_rule_domain(locations, values)
        answered = self.with_context(**{ANSWERED: True})
        locations |= locations.browse(customers)
        return super(StockRule, answered)._get_rule_domain(locations, values)
