from odoo import api, models

# Key of the context under which one run of procurements keeps what it has read.
KEY = "fmcg_stock_speed.rules"


class StockRule(models.Model):
    """Read rules once for all procurements of a run that need the same ones.

    Stands on odoo/addons/stock/models/stock_rule.py StockRule.run
    Stands on odoo/addons/stock/models/stock_rule.py StockRule._search_rule_for_warehouses
    """

    _inherit = "stock.rule"

    @api.model
    def run(self, procurements, raise_user_error=True):
        rules = self.with_context(**{KEY: {}})
        return super(StockRule, rules).run(
            procurements, raise_user_error=raise_user_error
        )

    @api.model
    def _read_group(
        self,
        domain,
        groupby=(),
        aggregates=(),
        having=(),
        offset=0,
        limit=None,
        order=None,
    ):
        """Core reads the rules of each procurement by its own routes and warehouses:
        the same question for most products."""
        known = self._get_known_rules()
        arguments = groupby, aggregates, having, offset, limit, order
        if known is None:
            return super()._read_group(domain, *arguments)
        user = self.env.uid, self.env.su, tuple(self.env.companies.ids)
        question = user, repr((domain, *arguments))
        if question not in known:
            known[question] = super()._read_group(domain, *arguments)
        return list(known[question])

    @api.model_create_multi
    def create(self, vals_list):
        self._forget_rules()
        return super().create(vals_list)

    def write(self, vals):
        self._forget_rules()
        return super().write(vals)

    def unlink(self):
        self._forget_rules()
        return super().unlink()

    def _forget_rules(self):
        known = self._get_known_rules()
        if known:
            known.clear()

    @api.model
    def _get_known_rules(self):
        """None outside of a run. A client may put anything into its context."""
        known = self.env.context.get(KEY)
        return known if isinstance(known, dict) else None
