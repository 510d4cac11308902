from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from odoo.addons.fmcg_channel.words import join_names


class ChannelBuyerPolicy(models.Model):
    """A chain's head office agrees to what its shops order from one seller.

    Set up by the seller's enterprise administrator when the buyer asks for it: the seller
    knows both parties, and a policy can only ever keep an order from this seller. The
    head office reads its policies in the portal.
    """

    _name = "channel.buyer.policy"
    _description = "Head Office Approval"
    _inherit = ["mail.thread", "channel.reference.guard"]
    _order = "company_id, id"
    _rec_name = "partner_id"

    _visible_fields = ("partner_id", "node_ids", "approver_ids")

    company_id = fields.Many2one(
        "res.company",
        string="Seller",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Head Office",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
        domain="[('is_company', '=', True), ('parent_id', '=', False)]",
        help="The legal entity that agrees. Its approvers log in to the portal.",
    )
    node_ids = fields.Many2many(
        "channel.node",
        string="Shops",
        domain="[('agreement_ids.company_id', '=', company_id)]",
        help="The buyers that the head office speaks for.",
    )
    amount = fields.Monetary(
        string="Above",
        tracking=True,
        help="Orders above this amount, tax included, need the head office's approval; "
        "0: every order. In the seller's currency.",
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    approver_ids = fields.Many2many(
        "res.users",
        string="Approvers",
        context={"active_test": False},
        domain="[('share', '=', True), "
        "('partner_id.commercial_partner_id', '=', partner_id)]",
        help="Portal users of the head office. Nobody approves an order of their own.",
    )
    active = fields.Boolean(default=True, tracking=True)

    _amount_positive = models.Constraint(
        "CHECK (amount >= 0)", "The amount cannot be negative."
    )

    @api.constrains("partner_id")
    def _check_head_office(self):
        for policy in self.sudo():
            partner = policy.partner_id
            if partner.commercial_partner_id != partner:
                raise ValidationError(
                    self.env._(
                        "Head Office: %(name)s is a contact of %(entity)s. Choose the "
                        "legal entity itself.",
                        name=partner.display_name,
                        entity=partner.commercial_partner_id.display_name,
                    )
                )

    @api.constrains("approver_ids", "partner_id", "active")
    def _check_approvers(self):
        for policy in self.sudo().filtered("active"):
            if not policy.approver_ids:
                raise ValidationError(
                    self.env._("Approvers: choose at least one, or nobody could agree.")
                )
            strangers = policy.approver_ids - policy._get_possible_approvers()
            if strangers:
                raise ValidationError(
                    self.env._(
                        "Approvers: %(names)s cannot log in to the portal for "
                        "%(entity)s. Choose portal users of the head office.",
                        names=join_names(self.env, strangers.mapped("name")),
                        entity=policy.partner_id.display_name,
                    )
                )

    @api.constrains("node_ids", "company_id", "active")
    def _check_one_policy(self):
        """Of two head offices neither would know whether the other one has agreed."""
        for policy in self.sudo().filtered("active"):
            others = self.sudo().search(
                Domain("company_id", "=", policy.company_id.id)
                & Domain("node_ids", "in", policy.node_ids.ids)
                & Domain("id", "!=", policy.id)
            )
            twice = others.node_ids & policy.node_ids
            if twice:
                raise ValidationError(
                    self.env._(
                        "Shops: %(shops)s have a head office already. Take them off its "
                        "policy first.",
                        shops=join_names(self.env, twice.mapped("name")),
                    )
                )

    def write(self, vals):
        result = super().write(vals)
        if "company_id" in vals:
            self.check_access("write")  # of the new seller too
        if {"active", "amount", "node_ids"} & vals.keys():
            self.env["sale.order"]._ask_held(("buyer",), self.company_id)
        return result

    def _get_possible_approvers(self):
        """Those of the approvers who can still decide for the head office."""
        self.ensure_one()
        return self.sudo().approver_ids.filtered(
            lambda user: user.active
            and user.share
            and user.partner_id.commercial_partner_id == self.sudo().partner_id
        )

    @api.model
    def _find_for_order(self, order):
        """The policy that speaks about an order's buyer, as superuser."""
        if not order.buyer_node_id:
            return self.sudo().browse()
        return self.sudo().search(
            Domain("company_id", "=", order.company_id.id)
            & Domain("node_ids", "in", order.buyer_node_id.ids),
            limit=1,
        )

    @api.model
    def _find_for_head_office(self, user):
        """The policies of the legal entity that ``user`` works for, as superuser.

        The one place that decides what a head office sees: orders are found from here.
        Policies that have ended are among them: what waits under them goes on waiting.
        """
        if not user.share or user._is_public():
            return self.sudo().browse()
        entity = user.sudo().partner_id.commercial_partner_id
        return (
            self.sudo()
            .with_context(active_test=False)
            .search([("partner_id", "=", entity.id)])
        )

    def _get_orders_domain(self, waiting):
        """Orders that the head office has been asked about; not those of other chains.

        :param waiting: True for those to be decided, False for all others
        """
        operator = "=" if waiting else "!="
        return Domain("buyer_policy_id", "in", self.ids) & Domain(
            "buyer_approval_state", operator, "waiting"
        )

    def _exceeds(self, order):
        """Whether ``order`` is above the amount up to which shops decide themselves."""
        self.ensure_one()
        amount = order.currency_id._convert(
            order.amount_total,
            self.currency_id,
            self.company_id,
            order.date_order or fields.Date.context_today(order),
        )
        return not self.amount or self.currency_id.compare_amounts(amount, self.amount) > 0
