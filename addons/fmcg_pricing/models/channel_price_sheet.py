from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

SHEET_STATES = [
    ("draft", "Draft"),
    ("submitted", "Submitted"),
    ("approved", "Approved"),
    ("rejected", "Rejected"),
    ("cancelled", "Cancelled"),
]
# What the people decide who approve a sheet; it stands still once it is submitted.
CONTENT_FIELDS = {"company_id", "pricelist_id", "date", "reason", "line_ids"}
# What only the buttons write
RESULT_FIELDS = {
    "name",
    "state",
    "state_reason",
    "effective_from",
    "author_ids",
    "submitted_by_id",
    "approved_by_id",
    "counter_of_id",
}


class ChannelPriceSheet(models.Model):
    """New prices of one price list that take effect together (调价单).

    Approving it makes the rules of the price list, dated: at its time the prices change
    by themselves. Past prices never change.
    """

    _name = "channel.price.sheet"
    _description = "Price Sheet"
    _inherit = ["mail.thread", "mail.activity.mixin", "channel.reference.guard"]
    _order = "date desc, id desc"
    _check_company_auto = True

    _visible_fields = ("pricelist_id",)

    name = fields.Char(
        string="Number", default="/", required=True, readonly=True, copy=False
    )
    company_id = fields.Many2one(
        "res.company",
        string="Seller",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    pricelist_id = fields.Many2one(
        "product.pricelist",
        string="Price List",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        domain="[('company_id', '=', company_id)]",
        tracking=True,
    )
    currency_id = fields.Many2one(related="pricelist_id.currency_id")
    date = fields.Date(
        string="Effective Date",
        required=True,
        copy=False,
        default=lambda self: self._default_date(),
        tracking=True,
        help="The prices hold from 00:00 of this day in the seller's time zone; from "
        "the approval on if that is later on the same day.",
    )
    effective_from = fields.Datetime(readonly=True, copy=False)
    is_effective = fields.Boolean(
        string="In Effect",
        compute="_compute_is_effective",
        search="_search_is_effective",
    )
    reason = fields.Char(tracking=True)
    state = fields.Selection(
        SHEET_STATES,
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    state_reason = fields.Char(
        string="Reason of the Decision", readonly=True, copy=False, tracking=True
    )
    author_ids = fields.Many2many(
        "res.users",
        string="Authors",
        readonly=True,
        copy=False,
        help="Everybody who had a hand in this sheet; none of them may approve it.",
    )
    submitted_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    line_ids = fields.One2many(
        "channel.price.sheet.line", "sheet_id", string="Prices", copy=True
    )
    line_count = fields.Integer(string="Lines", compute="_compute_line_count")
    counter_of_id = fields.Many2one(
        "channel.price.sheet",
        string="Reverses",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    counter_sheet_ids = fields.One2many(
        "channel.price.sheet", "counter_of_id", string="Reversed by", readonly=True
    )

    @api.model
    def _default_date(self):
        return self.env.company._get_channel_today() + timedelta(days=1)

    @api.depends("state", "effective_from")
    def _compute_is_effective(self):
        now = fields.Datetime.now()
        for sheet in self:
            sheet.is_effective = (
                sheet.state == "approved" and sheet.effective_from <= now
            )

    @api.model
    def _search_is_effective(self, operator, value):
        if operator != "in":
            return NotImplemented
        effective = fields.Domain("state", "=", "approved") & fields.Domain(
            "effective_from", "<=", fields.Datetime.now()
        )
        wanted = {True: effective, False: ~effective}
        return fields.Domain.OR(wanted[bool(answer)] for answer in value)

    @api.depends("line_ids")
    def _compute_line_count(self):
        counts = dict(
            self.env["channel.price.sheet.line"]._read_group(
                [("sheet_id", "in", self.ids)], ["sheet_id"], ["__count"]
            )
        )
        for sheet in self:
            sheet.line_count = counts.get(sheet._origin, 0)

    def _get_effective_moment(self):
        """When the prices take effect, as a datetime in UTC: fixed by the approval,
        until then as if it came now."""
        self.ensure_one()
        if self.effective_from:
            return self.effective_from
        company = self.company_id or self.env.company
        start = company._channel_day_start(self.date or company._get_channel_today())
        return max(start, fields.Datetime.now())

    @api.constrains("pricelist_id", "company_id")
    def _check_own_pricelist(self):
        for sheet in self:
            if sheet.pricelist_id.company_id != sheet.company_id:
                raise ValidationError(
                    self.env._(
                        "Price List: %(pricelist)s is not of %(company)s alone. Choose "
                        "a list of this enterprise.",
                        pricelist=sheet.pricelist_id.name,
                        company=sheet.company_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_not_result(vals)
            vals["name"] = self._next_name(vals.get("company_id"))
        sheets = super().create(vals_list)
        sheets._check_draft()
        sheets._note_author()
        return sheets

    @api.model
    def _next_name(self, company_id):
        sequence = self.env["ir.sequence"].sudo()
        sequence = sequence.with_company(company_id or self.env.company)
        return sequence.next_by_code("channel.price.sheet")

    def write(self, vals):
        self._check_not_result(vals)
        if not self.env.su and CONTENT_FIELDS & vals.keys():
            self._check_draft()
            self._note_author()
        result = super().write(vals)
        if "company_id" in vals:
            self.check_access("write")  # of the new seller too
        return result

    @api.model
    def _check_not_result(self, vals):
        if not self.env.su and RESULT_FIELDS & vals.keys():
            raise AccessError(
                self.env._("A price sheet is submitted and decided with its buttons.")
            )

    def _check_draft(self):
        """Refuse to change what somebody approves, approved or rejected."""
        if self.env.su:
            return
        labels = dict(self._fields["state"]._description_selection(self.env))
        for sheet in self:
            if sheet.state != "draft":
                raise UserError(
                    self.env._(
                        "%(sheet)s is %(state)s and cannot be changed. Take it back "
                        "first if it waits, or enter another price sheet.",
                        sheet=sheet.name,
                        state=labels[sheet.state],
                    )
                )

    def _note_author(self):
        if self.env.su:
            return
        user = self.env.user
        sheets = self.sudo().filtered(lambda sheet: user not in sheet.author_ids)
        sheets.write({"author_ids": [fields.Command.link(user.id)]})

    def action_open_fill(self):
        """Ask which products to add."""
        self.ensure_one()
        self.check_access("write")
        return self.env["channel.price.sheet.fill"]._open_for(self)

    def action_open_import(self):
        """Ask for a spreadsheet of new prices."""
        self.ensure_one()
        self.check_access("write")
        return self.env["channel.price.sheet.import"]._open_for(self)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_decided(self):
        for sheet in self:
            if sheet.state not in ("draft", "rejected"):
                raise UserError(
                    self.env._(
                        "%s has been handed in. Only drafts and rejected price sheets "
                        "can be deleted.",
                        sheet.name,
                    )
                )
