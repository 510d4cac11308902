from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.fmcg_order.engine.blocker import BLOCK, WAIT, Blocker


class SaleOrder(models.Model):
    """Approval as one more reason of the gate, on OCA's tier validation."""

    _inherit = "sale.order"

    approval_required = fields.Boolean(
        compute="_compute_approval_required",
        store=True,
        help="The amount is above the seller's approval limit.",
    )
    approver_ids = fields.Many2many(
        "res.users",
        compute="_compute_approver_ids",
        groups="base.group_user",
        help="Enterprise administrators of the seller who neither wrote nor submitted "
        "the order.",
    )

    @api.depends(
        "amount_total", "buyer_node_id", "company_id.order_approval_limit", "currency_id"
    )
    def _compute_approval_required(self):
        for order in self:
            company = order.company_id.sudo()
            amount = order.currency_id._convert(
                order.amount_total,
                company.currency_id,
                company,
                order.date_order or fields.Date.context_today(order),
            )
            order.approval_required = bool(
                order.buyer_node_id and amount > company.order_approval_limit
            )

    @api.depends("state", "review_ids", "approval_required")
    def _compute_need_validation(self):
        """OCA declares no dependencies: within one transaction the first answer would
        stay, and an approved order would ask for approval again."""
        return super()._compute_need_validation()

    @api.depends("company_id", "create_uid", "submitted_by_id", "user_id")
    def _compute_approver_ids(self):
        group = self.env.ref("fmcg_channel.group_enterprise_admin")
        for company, orders in self.grouped("company_id").items():
            admins = self.env["res.users"].sudo().search(
                [
                    ("all_group_ids", "in", group.id),
                    ("company_ids", "in", company.id),
                    ("share", "=", False),
                ]
            )
            # whoever runs the platform does not trade: asked in no enterprise
            admins = admins.filtered(lambda user: not user.has_group("base.group_system"))
            for order in orders:
                order.approver_ids = admins - order._get_authors()

    def _get_authors(self):
        """Who may not approve this order: everybody who had a hand in it."""
        return (self.create_uid | self.submitted_by_id).sudo()

    @api.model
    def _get_derived_fields(self):
        return super()._get_derived_fields() | {"approval_required"}

    @api.model
    def _get_gate_dependencies(self):
        return super()._get_gate_dependencies() + [
            "approval_required",
            "validation_status",
        ]

    def _collect_blockers(self):
        blockers = super()._collect_blockers()
        if self.buyer_node_id:
            blockers += self._collect_approval_blockers()
        return blockers

    def _collect_approval_blockers(self):
        if self.validation_status == "validated":
            return []
        if self.validation_status == "rejected":
            message = self.env._("The order was rejected. Change it and submit it again.")
            return [Blocker("approval_rejected", message, BLOCK)]
        if self.validation_status in ("pending", "waiting"):
            names = ", ".join(self.sudo().reviewer_ids.mapped("name"))
            if not names:
                return [self._get_no_approver_blocker()]
            message = self.env._("Waiting for approval by %s.", names)
            return [Blocker("approval_missing", message, WAIT)]
        if self.approval_required:
            message = self.env._(
                "The amount is above the approval limit: submit the order for approval."
            )
            return [Blocker("approval_missing", message, WAIT)]
        return []

    def _get_no_approver_blocker(self):
        message = self.env._(
            "Nobody may approve this order: its author cannot. Name another "
            "enterprise administrator of %s.",
            self.company_id.sudo().name,
        )
        return Blocker("approver_missing", message, BLOCK)

    def _ask_for_agreement(self):
        result = super()._ask_for_agreement()
        if self.approval_required and not self.sudo().review_ids:
            self.request_validation()
        return result

    def _validate_tier(self, tiers=False):
        """The last approval lets the order go on by itself."""
        result = super()._validate_tier(tiers)
        if self.validation_status == "validated":
            self._process_submitted()
        return result

    def restart_validation(self):
        """Take a rejected or waiting order back; it can be changed and submitted."""
        result = super().restart_validation()
        self.check_access("write")
        # sudo: nobody writes these by hand
        self.sudo().write({"submitted_date": False, "submitted_by_id": False})
        return result

    def _check_not_under_approval(self):
        """Refuse a material change while an order is or has been looked at."""
        for order in self:
            if order.state in ("draft", "sent") and order.sudo().review_ids:
                raise ValidationError(
                    self.env._(
                        "%s is under approval: take it back before you change its "
                        "lines.",
                        order.name,
                    )
                )
