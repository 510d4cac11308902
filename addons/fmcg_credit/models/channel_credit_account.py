from contextlib import contextmanager

from odoo import api, fields, models
from odoo.exceptions import AccessError

# What finance may change here; everything else is derived or counted.
TERMS = {"credit_limit", "no_credit", "credit_grace_days", "use_prepayment_first"}
# Accounts of this transaction whose terms somebody is recording already.
RECORDING = "fmcg_credit.recording"


class ChannelCreditAccount(models.Model):
    """What one buyer, or a group of buyers that share a limit, may owe one seller.

    ``committed`` is the counter that confirmations race for. The limit itself is the
    partner's company-dependent one, or the group's: it is written through, so that
    agreement, partner and account always say the same.
    """

    _name = "channel.credit.account"
    _description = "Credit Account"
    _inherit = ["channel.guard", "channel.price.guard"]
    _order = "company_id, id"
    _rec_names_search = ["node_id", "group_id"]

    _guard_field = "committed"

    company_id = fields.Many2one(
        "res.company", string="Seller", required=True, readonly=True, index=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    node_id = fields.Many2one(
        "channel.node",
        string="Buyer",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="Empty where buyers share a limit.",
    )
    group_id = fields.Many2one(
        "channel.credit.group",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    agreement_ids = fields.One2many(
        "channel.agreement", "credit_account_id", readonly=True
    )
    raise_ids = fields.One2many("channel.credit.raise", "account_id", readonly=True)
    event_ids = fields.One2many("channel.credit.event", "account_id", readonly=True)
    committed = fields.Monetary(
        readonly=True, help="Confirmed and not invoiced yet, tax included."
    )
    credit_limit = fields.Monetary(
        compute="_compute_credit_limit",
        inverse="_inverse_terms",
        compute_sudo=True,
        help="Zero means that no limit is kept, unless the customer gets no credit.",
    )
    no_credit = fields.Boolean(
        compute="_compute_no_credit", inverse="_inverse_terms", compute_sudo=True
    )
    credit_grace_days = fields.Integer(
        string="Days of Grace",
        compute="_compute_credit_grace_days",
        inverse="_inverse_terms",
        compute_sudo=True,
        help="How long after the due date an open invoice does not hold orders.",
    )
    use_prepayment_first = fields.Boolean(
        compute="_compute_use_prepayment_first",
        inverse="_inverse_terms",
        compute_sudo=True,
    )

    _buyer_unique = models.UniqueIndex(
        "(company_id, node_id) WHERE node_id IS NOT NULL",
        "This buyer has a credit account with this seller already.",
    )
    _group_unique = models.UniqueIndex(
        "(group_id) WHERE group_id IS NOT NULL",
        "This group has a credit account already.",
    )
    _one_party = models.Constraint(
        "CHECK ((node_id IS NULL) <> (group_id IS NULL))",
        "A credit account is of one buyer or of one group.",
    )

    @api.depends("node_id.name", "group_id.name", "company_id.name")
    @api.depends_context("allowed_company_ids")
    def _compute_display_name(self):
        """The buyer; and the seller, unless it is the only one who is looked at."""
        companies = self.env.companies
        for account in self.sudo():
            name = account.group_id.name or account.node_id.name or ""
            if account.company_id != companies:
                name = f"{account.company_id.name or ''} → {name}"
            account.display_name = name

    # --- terms ---

    def _get_agreement(self):
        """The agreement that carries the terms: one in force, else the newest."""
        self.ensure_one()
        agreements = self.sudo().agreement_ids
        # of a slice, Odoo would read the fields one record after the other
        return max(
            agreements,
            key=lambda one: (one.state != "closed", one._origin.id),
            default=agreements,
        )

    def _get_limit_partner(self):
        """The buyer's partner, seen with the seller's company-dependent values."""
        self.ensure_one()
        return self.sudo().node_id.partner_id.with_company(self.company_id)

    # One method a field: writing one of them must not compute the others anew.

    @api.depends("group_id.credit_limit", "node_id.partner_id")
    def _compute_credit_limit(self):
        for account in self:
            account.credit_limit = account._get_permanent_limit()

    @api.depends("group_id.no_credit", "agreement_ids.no_credit", "agreement_ids.state")
    def _compute_no_credit(self):
        for account in self:
            agreement = account._get_agreement()
            account.no_credit = (account.group_id or agreement).no_credit

    @api.depends("agreement_ids.credit_grace_days", "agreement_ids.state")
    def _compute_credit_grace_days(self):
        for account in self:
            account.credit_grace_days = account._get_agreement().credit_grace_days

    @api.depends("agreement_ids.use_prepayment_first", "agreement_ids.state")
    def _compute_use_prepayment_first(self):
        for account in self:
            agreement = account._get_agreement()
            account.use_prepayment_first = agreement.use_prepayment_first

    def _get_permanent_limit(self):
        if self.group_id:
            return self.group_id.credit_limit
        partner = self._get_limit_partner()
        return partner.credit_limit if partner.use_partner_credit_limit else 0.0

    def _inverse_terms(self):
        """sudo: who may write the account may set its terms, and nothing else there."""
        # writing one of them forgets what the others are to be
        wanted = {account: account._read_terms() for account in self.sudo()}
        with self._recording_terms():
            for account, values in wanted.items():
                account._write_terms(values)

    def _read_terms(self):
        self.ensure_one()
        return {name: self[name] for name in TERMS}

    def _write_terms(self, values):
        self.ensure_one()
        limit = {name: values[name] for name in ("credit_limit", "no_credit")}
        other = {name: values[name] for name in TERMS - limit.keys()}
        agreements = self.agreement_ids.filtered(lambda a: a.state != "closed")
        if self.group_id:
            self.group_id.write(limit)
        else:
            agreements = agreements or self._get_agreement()
            other["no_credit"] = limit["no_credit"]
            self._write_partner_limit(limit["credit_limit"])
        agreements.write(other)

    def _write_partner_limit(self, limit):
        partner = self._get_limit_partner()
        if limit != self._get_permanent_limit():
            partner.use_partner_credit_limit = bool(limit)
            partner.credit_limit = limit

    def write(self, vals):
        if not self.env.su and not vals.keys() <= TERMS:
            raise AccessError(
                self.env._(
                    "A credit account counts by itself: only its limit and terms can "
                    "be changed."
                )
            )
        return super().write(vals)

    @contextmanager
    def _recording_terms(self):
        """Write down in the ledger what changes of limits and grace meanwhile.

        Inside of one another, the outermost counts.
        """
        recording = self.env.cr.precommit.data.setdefault(RECORDING, set())
        accounts = self.sudo().filtered(lambda account: account.id not in recording)
        before = {account: account._get_terms() for account in accounts}
        recording.update(accounts.ids)
        try:
            yield
        finally:
            recording.difference_update(accounts.ids)
        # company-dependent values of partners have no dependencies
        accounts.invalidate_recordset(list(TERMS))
        after = {account: account._get_terms() for account in accounts}
        self.env["channel.credit.event"]._record_terms(before, after)
        accounts.filtered(lambda one: before[one] != after[one])._ask_later()

    def _get_terms(self):
        """Read where it is stored: while a field is being written, it says nothing.

        :return: tuple of the limit (``None``: not kept) and the days of grace
        """
        self.ensure_one()
        agreement = self._get_agreement()
        grace = agreement.credit_grace_days
        if (self.group_id or agreement).no_credit:
            return (0.0, grace)
        return (self._get_permanent_limit() or None, grace)

    # --- making ---

    @api.model
    def _ensure_accounts(self, parties):
        """The accounts of many parties, made where they are missing.

        :param parties: iterable of ``(company id, node id, group id)``, where one of
            the last two is ``False``
        :return: dict from party to account
        """
        parties = set(parties)
        found = self._find_accounts(parties)
        missing = sorted(parties - found.keys())
        if missing:
            self._guard_ensure(
                [
                    {
                        "company_id": company,
                        "node_id": node or None,
                        "group_id": group or None,
                    }
                    for company, node, group in missing
                ]
            )
            found = self._find_accounts(parties)
        return found

    @api.model
    def _find_accounts(self, parties):
        accounts = self.sudo().search(
            [
                ("company_id", "in", [company for company, _node, _group in parties]),
                "|",
                ("node_id", "in", [node for _company, node, _group in parties if node]),
                ("group_id", "in", [group for *_other, group in parties if group]),
            ]
        )
        found = {account._get_party(): account for account in accounts}
        return {party: found[party] for party in parties if party in found}

    def _get_party(self):
        self.ensure_one()
        return (self.company_id.id, self.node_id.id, self.group_id.id)
