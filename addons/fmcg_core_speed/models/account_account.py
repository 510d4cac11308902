from odoo import models
from odoo.tools import SQL


class AccountAccount(models.Model):
    """Stands on odoo/addons/account/models/account_account.py AccountAccount._field_to_sql"""

    _inherit = "account.account"

    def _field_to_sql(self, alias, field_expr, query=None):
        """Look up the first company of the accounts found, not of all accounts.

        Accounts are sorted by the code in their first company. Core joins that
        company for all accounts of all companies of the user: 58 ms a search with
        18,000 accounts of 160 companies, some ten times in opening one more. The
        same row found for each account of the result takes 1 ms.
        """
        if (
            field_expr == "placeholder_code"
            and query is not None
            and "account_first_company" not in query._joins
        ):
            query.add_join(
                "LEFT JOIN",
                "account_first_company",
                self._first_company_to_sql(alias),
                SQL("TRUE"),
            )
        return super()._field_to_sql(alias, field_expr, query)

    def _first_company_to_sql(self, alias):
        """What core joins under this name, for the account of ``alias`` alone."""
        return SQL(
            """LATERAL (
                SELECT rel.account_account_id AS account_id,
                       company.id AS company_id,
                       SPLIT_PART(company.parent_path, '/', 1) AS root_company_id,
                       company.name AS company_name
                  FROM account_account_res_company_rel rel
                  JOIN res_company company ON company.id = rel.res_company_id
                 WHERE rel.account_account_id = %(account)s
                   AND rel.res_company_id IN %(companies)s
              ORDER BY rel.res_company_id
                 LIMIT 1
            )""",
            account=SQL.identifier(alias, "id"),
            companies=self.env.user._get_company_ids() or (0,),
            to_flush=self._fields["company_ids"],
        )
