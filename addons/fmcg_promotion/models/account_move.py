from odoo import models


class AccountMove(models.Model):
    _inherit = "account.move"

    def _stock_account_prepare_realtime_out_lines_vals(self):
        """Gifts cost those who promote, not those who sell: their own account."""
        vals_list = super()._stock_account_prepare_realtime_out_lines_vals()
        for vals in vals_list:
            line = self.env["account.move.line"].browse(vals["cogs_origin_id"])
            account = line._get_gift_account()
            if account and vals["account_id"] != line._get_stock_valuation_account().id:
                vals["account_id"] = account.id
        return vals_list


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    def _get_stock_valuation_account(self):
        self.ensure_one()
        template = self.product_id.product_tmpl_id.with_company(self.company_id)
        position = self.move_id.fiscal_position_id
        return template.get_product_accounts(fiscal_pos=position)["stock_valuation"]
