from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import float_compare

from odoo.addons.fmcg_channel.transitions import check_transition
from odoo.addons.fmcg_channel.turns import take_turn
from odoo.addons.fmcg_channel.words import join_names

ADMIN = "fmcg_channel.group_enterprise_admin"
# From which states a sheet may enter a state: the one place that knows.
TRANSITIONS = {
    "draft": ("submitted", "rejected"),
    "submitted": ("draft",),
    "approved": ("submitted",),
    "rejected": ("submitted",),
    "cancelled": ("approved",),
}
# How many products a message names
NAMED = 10


class ChannelPriceSheet(models.Model):
    """The way of a price sheet: handed in, decided by a second person, undone."""

    _inherit = "channel.price.sheet"

    approver_ids = fields.Many2many(
        "res.users",
        compute="_compute_approver_ids",
        compute_sudo=True,
        help="Enterprise administrators of the seller who had no hand in the sheet.",
    )
    moved_count = fields.Integer(
        string="Old Prices that Changed",
        compute="_compute_moved_count",
        help="Lines whose old price is another one than when the sheet was submitted.",
    )
    below_cost_count = fields.Integer(
        string="Prices below Cost", compute="_compute_below_counts"
    )
    below_floor_count = fields.Integer(
        string="Prices below the Floor", compute="_compute_below_counts"
    )

    @api.depends("company_id", "author_ids")
    def _compute_approver_ids(self):
        group = self.env.ref(ADMIN)
        for company, sheets in self.grouped("company_id").items():
            admins = self.env["res.users"].search(
                [
                    ("all_group_ids", "in", group.id),
                    ("company_ids", "in", company.id),
                    ("share", "=", False),
                ]
            )
            # whoever runs the platform does not trade
            admins = admins.filtered(lambda user: not user.has_group("base.group_system"))
            for sheet in sheets:
                sheet.approver_ids = admins - sheet.author_ids

    @api.depends("state", "line_ids")
    def _compute_moved_count(self):
        for sheet in self:
            sheet.moved_count = len(sheet._get_moved_lines())

    @api.depends("state", "line_ids")
    def _compute_below_counts(self):
        """What the approver of a long sheet should know; of those who may know it."""
        Line = self.env["channel.price.sheet.line"]
        for sheet in self:
            waiting = sheet.line_ids if sheet.state == "submitted" else Line
            for name in ("below_cost", "below_floor"):
                readable = Line._has_field_access(Line._fields[name], "read")
                sheet[f"{name}_count"] = readable and len(waiting.filtered(name))

    def _get_moved_lines(self):
        """Lines whose old price is not the one that the author saw."""
        self.ensure_one()
        if self.state != "submitted":
            return self.line_ids.browse()
        prices = self.line_ids._get_list_prices()
        return self.line_ids.filtered(
            lambda line: float_compare(line.old_price, prices[line], precision_digits=6)
        )

    def _check_transition(self, state):
        check_transition(self, state, TRANSITIONS)

    def action_submit(self):
        """Hand the sheet in; from then on it stands still."""
        self.check_access("write")
        self._check_transition("submitted")
        self._note_author()
        for sheet in self:
            sheet._check_not_past()
            sheet.line_ids.sudo()._freeze_old_prices()
            sheet.line_ids._check_complete()
            if not sheet.line_ids:
                raise UserError(
                    self.env._("Prices: %s has no line. Add a product.", sheet.name)
                )
        self.sudo().write(
            {
                "state": "submitted",
                "state_reason": False,
                "submitted_by_id": self.env.uid,
            }
        )
        for sheet in self:
            sheet._ask_approvers()

    def _check_not_past(self):
        today = self.company_id._get_channel_today()
        if self.date < today:
            raise UserError(
                self.env._(
                    "Effective Date: %(date)s of %(sheet)s is past, and past prices do "
                    "not change. Choose %(today)s or later.",
                    date=self.date,
                    sheet=self.name,
                    today=today,
                )
            )

    def _ask_approvers(self):
        for user in self.approver_ids:
            self.sudo().activity_schedule(
                "mail.mail_activity_data_todo",
                summary=self.env._("Approve price sheet %s", self.name),
                user_id=user.id,
            )

    def _drop_activities(self):
        self.sudo().activity_unlink(["mail.mail_activity_data_todo"])

    def action_draft(self):
        """Take a sheet back that was handed in or rejected."""
        self.check_access("write")
        self._check_transition("draft")
        self._drop_activities()
        self.sudo().write({"state": "draft", "submitted_by_id": False})

    def action_approve(self):
        """Make the prices of the sheet; somebody else than its authors does it."""
        self._check_can_decide()
        self._check_transition("approved")
        for sheet in self:
            sheet._check_four_eyes()
            sheet._approve()

    def _check_can_decide(self):
        if not self.env.su and not self.env.user.has_group(ADMIN):
            raise UserError(
                self.env._("Only an enterprise administrator decides price sheets.")
            )
        self.check_access("write")

    def _check_four_eyes(self):
        if self.env.su or self.env.user not in self.sudo().author_ids:
            return
        message = self.env._(
            "You had a hand in %s: another enterprise administrator has to approve it.",
            self.name,
        )
        if not self.approver_ids:
            message += " " + self._get_no_approver_message()
        raise UserError(message)

    def _get_no_approver_message(self):
        return self.env._(
            "There is nobody who may. Name another enterprise administrator of %s, or "
            "let a salesperson enter the prices.",
            self.company_id.sudo().name,
        )

    def _approve(self):
        self._check_not_past()
        take_turn(self.pricelist_id)
        self._post_moved_lines()
        self.line_ids.sudo()._freeze_old_prices()
        self.line_ids._check_complete()
        self.sudo().write(
            {
                "state": "approved",
                "effective_from": self._get_effective_moment(),
                "approved_by_id": self.env.uid,
            }
        )
        self.sudo()._enter_prices()
        self._drop_activities()

    def _post_moved_lines(self):
        moved = self._get_moved_lines()
        if not moved:
            return
        names = moved[:NAMED].mapped("display_name")
        if len(moved) > NAMED:
            names.append("…")
        self.message_post(
            body=self.env._(
                "Approved although old prices had changed since the sheet was handed "
                "in: %s",
                join_names(self.env, names),
            )
        )

    def action_reject(self):
        self._check_can_decide()
        self._check_transition("rejected")
        return self.env["channel.state.reason"]._open_for(self, "rejected")

    def action_cancel(self):
        self._check_can_cancel()
        return self.env["channel.state.reason"]._open_for(self, "cancelled")

    def _check_can_cancel(self):
        self._check_can_decide()
        self._check_transition("cancelled")
        for sheet in self.filtered("is_effective"):
            raise UserError(
                self.env._(
                    "%s is in effect, and past prices do not change. Make a counter "
                    "sheet instead.",
                    sheet.name,
                )
            )

    def _set_state(self, state, reason=False):
        """Reject or cancel with a reason, as ``channel.state.reason`` asks for."""
        if state == "rejected":
            self._check_can_decide()
            self._check_transition("rejected")
            self._drop_activities()
        else:
            state = "cancelled"
            self._check_can_cancel()
        self.sudo().write({"state": state, "state_reason": reason})
        if state == "cancelled":
            for sheet in self.sudo():
                take_turn(sheet.pricelist_id)
                sheet._withdraw_prices()

    def action_make_counter_sheet(self):
        """A draft that brings the old prices back, or the one there is already."""
        self.ensure_one()
        self.check_access("read")
        if self.state != "approved":
            raise UserError(
                self.env._(
                    "%s is not approved: there is nothing to reverse.", self.name
                )
            )
        counter = self.counter_sheet_ids.filtered(
            lambda sheet: sheet.state not in ("rejected", "cancelled")
        )[:1]
        counter = counter or self._make_counter_sheet()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": counter.id,
            "view_mode": "form",
        }

    def _make_counter_sheet(self):
        counter = self.create(self._prepare_counter_values())
        counter.sudo().counter_of_id = self
        return counter

    def _prepare_counter_values(self):
        tomorrow = self.company_id._get_channel_today() + timedelta(days=1)
        return {
            "company_id": self.company_id.id,
            "pricelist_id": self.pricelist_id.id,
            "date": max(tomorrow, self.date + timedelta(days=1)),
            "reason": self.env._("Reverses %s", self.name),
            "line_ids": [
                fields.Command.create(line._prepare_counter_values())
                for line in self.line_ids
            ],
        }
