from collections import defaultdict

from odoo import api, models
from odoo.tools import SQL

from ..engine import exposure as engine


class ChannelCreditAccount(models.Model):
    """Reading exposures: as many queries for one account as for ten thousand."""

    _inherit = "channel.credit.account"

    def _get_exposures(self):
        """:return: dict from account to the engine's ``Exposure``

        The caller has checked that the user may know them.
        """
        accounts = self.sudo().with_prefetch()  # read together, wherever they are from
        debts = accounts._get_debts()
        raises = accounts._get_raises()
        pending = self.env["sale.order"]._get_pending_commitments()
        return {
            account: account._make_exposure(
                debts[account.id], raises[account.id], pending.get(account.id, 0.0)
            )
            for account in accounts
        }

    def _get_exposure(self):
        self.ensure_one()
        return self._get_exposures()[self.sudo()]

    def _make_exposure(self, debt, raises, pending):
        limit, _grace = self._get_terms()
        return engine.Exposure(
            checked=limit is not None,
            limit=limit or 0.0,
            raises=tuple(raises),
            committed=self.committed + pending,
            **debt,
        )

    def _get_raises(self):
        """:return: dict from account id to the ``Raise``s in force today"""
        found = defaultdict(list)
        for one in self.env["channel.credit.raise"].sudo()._find_in_force(self):
            found[one.account_id.id].append(
                engine.Raise(one.amount, one.granted_by_id.id)
            )
        return found

    def _get_debts(self):
        """What is open in the books.

        :return: dict from account id to ``Exposure``'s values of it
        """
        members = self._get_members()
        return {account.id: {} for account in self} | self._read_debts(members)

    @api.model
    def _read_debts(self, members):
        """As ``_get_debts``, of some members only; accounts that owe nothing are left
        out."""
        found = {}
        if not members:
            return found
        for account_id, *values in self.env.execute_query(self._get_debt_query(members)):
            names = ("receivable", "prepaid", "overdue", "overdue_since", "late")
            found[account_id] = {
                name: value if name == "overdue_since" else float(value or 0.0)
                for name, value in zip(names, values, strict=True)
            }
        return found

    def _get_members(self):
        """The buyers of each account, each once.

        :return: list of (account id, company id, partner id, today, days of grace)
        """
        days = {
            company: company._get_channel_today() for company in self.company_id
        }
        members = {}
        # those in force last, so that their days of grace are what counts
        agreements = self.agreement_ids.sorted(lambda a: (a.state != "closed", a.id))
        for agreement in agreements:
            account = agreement.credit_account_id
            members[account.id, agreement.node_id.partner_id.id] = (
                agreement._prepare_credit_member(days[account.company_id])
            )
        return list(members.values())

    @api.model
    def _get_debt_query(self, members):
        self.env["account.move.line"].flush_model(
            [
                "account_id",
                "amount_residual",
                "company_id",
                "date_maturity",
                "parent_state",
                "partner_id",
                "reconciled",
            ]
        )
        self.env["account.account"].flush_model(["account_type"])
        self.env["res.partner"].flush_model(["commercial_partner_id"])
        accounts, companies, partners, days, graces = map(
            list, zip(*members, strict=True)
        )
        return SQL(
            """
            SELECT member.account,
                   SUM(line.amount_residual),
                   -SUM(line.amount_residual) FILTER (WHERE line.amount_residual < 0),
                   SUM(line.amount_residual) FILTER (WHERE %(open)s
                       AND line.date_maturity < member.today),
                   MIN(line.date_maturity) FILTER (WHERE %(open)s
                       AND line.date_maturity < member.today),
                   SUM(line.amount_residual) FILTER (WHERE %(open)s
                       AND line.date_maturity + member.grace < member.today)
              FROM unnest(%(accounts)s::int[], %(companies)s::int[], %(partners)s::int[],
                          %(days)s::date[], %(graces)s::int[])
                   AS member (account, company, partner, today, grace)
              JOIN res_partner partner
                ON partner.commercial_partner_id = member.partner
              JOIN account_move_line line
                ON line.partner_id = partner.id AND line.company_id = member.company
              JOIN account_account account ON account.id = line.account_id
             WHERE account.account_type = 'asset_receivable'
               AND line.parent_state = 'posted'
               AND line.reconciled IS NOT TRUE
             GROUP BY member.account
            """,
            open=SQL("line.amount_residual > 0"),
            accounts=accounts,
            companies=companies,
            partners=partners,
            days=days,
            graces=graces,
        )
