from odoo import api, fields, models
from odoo.tools import SQL

# What decides which account an agreement belongs to, and what its limit is.
PARTY_FIELDS = {"company_id", "node_id", "state"}
TERM_FIELDS = {"no_credit", "credit_grace_days", "credit_limit", "use_prepayment_first"}


class ChannelAgreement(models.Model):
    """Each agreement has an account; buyers of a credit group share the group's."""

    _inherit = "channel.agreement"

    credit_account_id = fields.Many2one(
        "channel.credit.account",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups="fmcg_channel.group_salesperson,fmcg_channel.group_customer_service,"
        "fmcg_channel.group_finance",
    )
    no_credit = fields.Boolean(
        tracking=True,
        help="Every order must be covered by what the customer has paid in advance; the "
        "credit limit does not count.",
    )
    credit_grace_days = fields.Integer(
        string="Days of Grace",
        tracking=True,
        help="How long after the due date an open invoice does not hold orders.",
    )
    use_prepayment_first = fields.Boolean(
        string="Use Prepayments First",
        tracking=True,
        help="When an invoice is posted, it is paid from payments and credit notes that "
        "are not applied yet, the oldest first. They lower the exposure in any case.",
    )
    credit_used_percent = fields.Float(
        string="Credit Used (%)",
        related="credit_account_id.used_percent",
        groups="fmcg_channel.group_salesperson,fmcg_channel.group_customer_service,"
        "fmcg_channel.group_finance",
    )

    _grace_positive = models.Constraint(
        "CHECK (credit_grace_days >= 0)", "Days of grace: give zero or more."
    )

    @api.model_create_multi
    def create(self, vals_list):
        agreements = super().create(vals_list)
        agreements._sync_credit_accounts()
        return agreements

    def write(self, vals):
        if TERM_FIELDS & vals.keys():
            with self.sudo().credit_account_id._recording_terms():
                result = super().write(vals)
        else:
            result = super().write(vals)
        if PARTY_FIELDS & vals.keys():
            self._sync_credit_accounts()
        return result

    def _sync_credit_accounts(self):
        """Give these agreements the account that holds for their seller and buyer.

        Closed agreements of the same parties follow: what their orders commit is owed
        by the same buyer. Safe to call at any time.
        """
        agreements = self.sudo()._with_older_ones()
        parties = agreements._get_credit_parties()
        accounts = self.env["channel.credit.account"]._ensure_accounts(parties.values())
        moved = agreements.filtered(
            lambda agreement: agreement.credit_account_id != accounts[parties[agreement]]
        )
        regrouped = moved.filtered("credit_account_id")
        if moved:
            moved._write_credit_accounts([accounts[parties[one]].id for one in moved])
            moved._move_commitments()
            moved._record_first_terms()
            regrouped.credit_account_id._ask_later()

    def _write_credit_accounts(self, account_ids):
        """In one statement, as there may be ten thousand."""
        self.flush_recordset(["credit_account_id"])
        self.env.cr.execute(
            SQL(
                """UPDATE channel_agreement AS agreement
                      SET credit_account_id = given.account
                     FROM unnest(%s::int[], %s::int[]) AS given (id, account)
                    WHERE agreement.id = given.id""",
                self.ids,
                account_ids,
            )
        )
        self.invalidate_recordset(["credit_account_id"])
        self.env["channel.credit.account"].invalidate_model(["agreement_ids"])
        self.modified(["credit_account_id"])

    def _with_older_ones(self):
        return self.search(
            [
                ("company_id", "in", self.company_id.ids),
                ("node_id", "in", self.node_id.ids),
            ]
        ) | self

    def _get_credit_parties(self):
        """:return: dict from agreement to (company id, node id, group id)"""
        groups = self.env["channel.credit.group"].search(
            [
                ("company_id", "in", self.company_id.ids),
                ("node_ids", "in", self.node_id.ids),
            ]
        )
        grouped = {
            (group.company_id.id, node.id): group.id
            for group in groups
            for node in group.node_ids
        }
        parties = {}
        for agreement in self:
            company, node = agreement.company_id.id, agreement.node_id.id
            group = grouped.get((company, node))
            parties[agreement] = (company, not group and node, group or False)
        return parties

    def _move_commitments(self):
        """What confirmed orders commit goes along, without being checked anew."""
        self.env["sale.order"].sudo().search(
            [("agreement_id", "in", self.ids), ("state", "=", "sale")]
        )._sync_credit_commitments()

    def _record_first_terms(self):
        """A limit that an agreement began with is the first entry of its ledger."""
        accounts = self.credit_account_id.filtered(
            lambda account: not account.event_ids
        )
        accounts.invalidate_recordset(["credit_limit", "no_credit"])
        self.env["channel.credit.event"]._record_terms(
            dict.fromkeys(accounts, (None, 0)),
            {account: account._get_terms() for account in accounts},
        )

    def action_open_credit(self):
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Credit"),
            "res_model": "channel.credit.account",
            "res_id": self.credit_account_id.id,
            "view_mode": "form",
        }
