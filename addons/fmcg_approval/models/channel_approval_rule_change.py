from odoo import api, fields, models

CREATED = "created"
CHANGED = "changed"
ARCHIVED = "archived"
RESTORED = "restored"
DELETED = "deleted"


class ChannelApprovalRuleChange(models.Model):
    """Who changed what decides about approvals: rules, and limits of approvers.

    Only ever added to, by the records that change (``channel.approval.traced``): nobody
    changes or deletes an entry, programs that run as superuser included. An entry hangs
    on nothing, so that it stays when the rule is deleted.
    """

    _name = "channel.approval.rule.change"
    _description = "Change of an Approval Rule"
    _inherit = ["channel.price.guard", "channel.ledger"]
    _order = "id desc"

    _price_fields = ("changes",)

    res_model = fields.Selection(
        [
            ("tier.definition", "Approval Rule"),
            ("channel.approver.limit", "Approver's Limit"),
        ],
        string="Kind of Rule",
        required=True,
        readonly=True,
    )
    res_id = fields.Many2oneReference(
        string="Record", model_field="res_model", required=True, readonly=True
    )
    name = fields.Char(
        string="Rule", required=True, readonly=True, help="As it was called then."
    )
    company_id = fields.Many2one(
        "res.company",
        string="Enterprise",
        readonly=True,
        ondelete="restrict",
        help="Whose orders it is about. Empty: the orders of all enterprises.",
    )
    kind = fields.Selection(
        [
            (CREATED, "Created"),
            (CHANGED, "Changed"),
            (ARCHIVED, "Archived"),
            (RESTORED, "Restored"),
            (DELETED, "Deleted"),
        ],
        string="Change",
        required=True,
        readonly=True,
    )
    changes = fields.Text(
        string="Details",
        readonly=True,
        help="What was changed, from what to what; of a new or deleted rule, what it says.",
    )
    user_approves = fields.Boolean(
        compute="_compute_user_approves",
        search="_search_user_approves",
        help="Whether the reader approves orders of this enterprise.",
    )

    _record_index = models.Index("(res_model, res_id)")
    _company_date_index = models.Index("(company_id, date)")

    @api.depends_context("uid")
    @api.depends("company_id")
    def _compute_user_approves(self):
        companies = self.env.user._get_approving_companies()
        for change in self:
            change.user_approves = change.company_id in companies

    @api.model
    def _search_user_approves(self, operator, value):
        if operator != "in":
            return NotImplemented
        companies = self.env.user._get_approving_companies()
        return [("company_id", "in" if True in value else "not in", companies.ids)]

    @api.model
    def _record(self, vals_list):
        """Add entries in the name of the user, as of now.

        sudo: nobody writes the trail by hand.
        """
        return self.sudo().create(vals_list)

    @api.model
    def _describe_refusal(self):
        return self.env._(
            "The changes of approval rules are only ever added to, by changing a "
            "rule: what was recorded stays."
        )
