from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain


class ChannelApprovalDelegation(models.Model):
    """Somebody decides in another one's place for some days.

    One step only: who stands in for somebody does not pass it on. Whoever had a hand in
    an order does not decide about it, in nobody's place.
    """

    _name = "channel.approval.delegation"
    _description = "Approval Delegation"
    _inherit = "channel.reference.guard"
    _order = "date_from desc, id desc"
    _rec_name = "delegate_id"

    _visible_fields = ("user_id", "delegate_id", "company_id")

    user_id = fields.Many2one(
        "res.users",
        string="Who Is Away",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.uid,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    delegate_id = fields.Many2one(
        "res.users",
        string="Stands In",
        required=True,
        index=True,
        ondelete="cascade",
        domain="[('share', '=', False), ('company_ids', 'in', company_id), "
        "('id', '!=', user_id)]",
    )
    company_id = fields.Many2one(
        "res.company",
        string="Enterprise",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    date_from = fields.Date(
        string="From",
        required=True,
        default=lambda self: self.env.company._get_channel_today(),
    )
    date_to = fields.Date(string="Until", required=True)
    reason = fields.Char(required=True)
    active = fields.Boolean(default=True)

    _dates_ordered = models.Constraint(
        "CHECK (date_to >= date_from)", "Until cannot lie before From."
    )
    _not_oneself = models.Constraint(
        "CHECK (user_id <> delegate_id)", "Nobody stands in for themself."
    )

    @api.model_create_multi
    def create(self, vals_list):
        delegations = super().create(vals_list)
        delegations._check_own()
        delegations._check_not_taken()
        self._renew_reviewers(delegations.company_id)
        return delegations

    def write(self, vals):
        self._check_own()
        before = self.company_id
        result = super().write(vals)
        self._check_own()
        self._check_not_taken()
        if "company_id" in vals:
            self.check_access("write")
        self._renew_reviewers(before | self.company_id)
        return result

    def unlink(self):
        self._check_own()
        companies = self.company_id
        result = super().unlink()
        self._renew_reviewers(companies)
        return result

    def _check_own(self):
        """Everybody delegates for themself, administrators for the whole enterprise."""
        if self.env.su or self.env.user.has_group("fmcg_channel.group_enterprise_admin"):
            return
        if self.user_id != self.env.user:
            raise AccessError(
                self.env._(
                    "Who Is Away: only an enterprise administrator says this for "
                    "somebody else."
                )
            )

    def _check_not_taken(self):
        """Nobody takes somebody's place by himself: administrators would get past their
        own limits."""
        if self.env.su:
            return
        mine = self.env.user._get_same_persons()
        if self.sudo().delegate_id & mine:
            raise AccessError(
                self.env._(
                    "Stands In: who is away, or another administrator, says that you "
                    "stand in."
                )
            )

    @api.constrains("user_id", "delegate_id", "company_id", "date_from", "date_to")
    def _check_parties(self):
        for delegation in self.sudo():
            people = delegation.user_id | delegation.delegate_id
            people._check_staff_of(delegation.company_id)
            if delegation.delegate_id in delegation.user_id._get_same_persons():
                raise ValidationError(
                    self.env._(
                        "Stands In: %s is another account of the same person. Choose "
                        "somebody else.",
                        delegation.delegate_id.name,
                    )
                )
            if delegation._find_overlaps():
                raise ValidationError(
                    self.env._(
                        "From, Until: %(delegate)s stands in for %(user)s already on "
                        "some of these days. Change the dates of that delegation.",
                        delegate=delegation.delegate_id.name,
                        user=delegation.user_id.name,
                    )
                )

    def _find_overlaps(self):
        self.ensure_one()
        return self.search_count(
            Domain("id", "!=", self.id)
            & Domain("user_id", "=", self.user_id.id)
            & Domain("delegate_id", "=", self.delegate_id.id)
            & Domain("company_id", "=", self.company_id.id)
            & Domain("date_from", "<=", self.date_to)
            & Domain("date_to", ">=", self.date_from),
            limit=1,
        )

    # --- who stands in for whom ---

    @api.model
    def _find_current(self, company, **domain):
        """Delegations of today, where the enterprise is."""
        today = company._get_channel_today()
        found = (
            Domain("company_id", "=", company.id)
            & Domain("date_from", "<=", today)
            & Domain("date_to", ">=", today)
        )
        for name, users in domain.items():
            found &= Domain(name, "in", users.ids)
        return self.sudo().search(found)

    @api.model
    def _get_delegates(self, company, users):
        """Who may decide in the place of any of ``users`` today."""
        return self._find_current(company, user_id=users).delegate_id

    @api.model
    def _find_principal(self, company, delegate, users):
        """For which one of ``users`` the delegate stands in today; empty if for none."""
        found = self._find_current(company, user_id=users, delegate_id=delegate)
        return found[:1].user_id

    @api.model
    def _renew_reviewers(self, companies):
        """Who is asked follows at once; the clock's part is done by a scheduled action,
        and every decision looks at the dates itself."""
        self.env["tier.review"]._renew_open_reviewers(companies)
