from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError


class ChannelApproverLimit(models.Model):
    """Up to which amount somebody may approve alone, and who comes next.

    Who has none may approve any amount. Below the amount of an order the approver may
    agree, and the order then goes up to the superior.
    """

    _name = "channel.approver.limit"
    _description = "Approver's Limit"
    _inherit = ["channel.reference.guard", "channel.approval.traced"]
    _order = "company_id, amount, id"
    _rec_name = "user_id"

    _visible_fields = ("user_id", "company_id", "superior_id")

    user_id = fields.Many2one(
        "res.users",
        string="Approver",
        required=True,
        index=True,
        ondelete="cascade",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    company_id = fields.Many2one(
        "res.company",
        string="Enterprise",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount = fields.Monetary(
        string="Approves up to", required=True, help="Of one order, tax included."
    )
    superior_id = fields.Many2one(
        "res.users",
        compute="_compute_superior_id",
        inverse="_inverse_superior_id",
        compute_sudo=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )

    _user_company_unique = models.Constraint(
        "UNIQUE(user_id, company_id)", "This approver has a limit already."
    )
    _amount_positive = models.Constraint(
        "CHECK (amount >= 0)", "An approver's limit cannot be negative."
    )

    @api.depends("user_id.channel_superior_id")
    def _compute_superior_id(self):
        for limit in self:
            limit.superior_id = limit.user_id.channel_superior_id

    def _inverse_superior_id(self):
        """sudo: enterprise administrators do not write users, but say this about their
        own staff."""
        for limit in self:
            if limit.user_id.sudo().company_ids <= self.env.companies or self.env.su:
                limit.user_id.sudo().channel_superior_id = limit.superior_id
            else:
                raise AccessError(
                    self.env._(
                        "Superior: %s works for other enterprises as well; the system "
                        "administrator has to say it.",
                        limit.user_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        limits = super().create(vals_list)
        limits._check_not_own()
        return limits

    def write(self, vals):
        self._check_not_own()
        result = super().write(vals)
        self._check_not_own()
        if "company_id" in vals:
            self.check_access("write")
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_own(self):
        self._check_not_own()

    def _check_not_own(self):
        """Nobody says how much he may approve himself."""
        if self.env.su:
            return
        mine = self.env.user._get_same_persons()
        if self.sudo().user_id & mine:
            raise AccessError(
                self.env._(
                    "Approver: your own limit is set by another administrator."
                )
            )

    @api.constrains("user_id", "company_id")
    def _check_staff(self):
        for limit in self.sudo():
            if limit.user_id.share or limit.company_id not in limit.user_id.company_ids:
                raise ValidationError(
                    self.env._(
                        "Approver: %(user)s does not work for %(company)s. Choose one of "
                        "its staff.",
                        user=limit.user_id.name,
                        company=limit.company_id.name,
                    )
                )

    @api.model
    def _get_limits(self, company):
        """:return: dict from user id to the amount; who is missing has no limit"""
        limits = self.sudo().search([("company_id", "=", company.id)])
        return {limit.user_id.id: limit.amount for limit in limits}
