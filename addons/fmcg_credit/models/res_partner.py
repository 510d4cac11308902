from odoo import api, fields, models

# Company-dependent values of core that say how much a partner may owe.
LIMIT_FIELDS = {"credit_limit", "use_partner_credit_limit"}


class ResPartner(models.Model):
    """Core's credit limit is the permanent limit, whoever writes it."""

    _inherit = "res.partner"

    credit_account_id = fields.Many2one(
        "channel.credit.account",
        compute="_compute_credit_account",
        compute_sudo=True,
        groups="fmcg_channel.group_salesperson,fmcg_channel.group_customer_service,"
        "fmcg_channel.group_finance",
    )
    credit_used_percent = fields.Float(
        string="Credit Used (%)",
        compute="_compute_credit_account",
        compute_sudo=True,
        groups="fmcg_channel.group_salesperson,fmcg_channel.group_customer_service,"
        "fmcg_channel.group_finance",
    )

    @api.depends_context("company")
    def _compute_credit_account(self):
        """With the company that the user works for."""
        company = self.env.company
        nodes = {partner: partner.commercial_partner_id.own_node_ids for partner in self}
        agreements = self.env["channel.agreement"]._find_for_pairs(
            (node.id, company.id) for node in nodes.values() if node
        )
        for partner, node in nodes.items():
            agreement = agreements.get((node.id, company.id))
            account = agreement.credit_account_id if agreement else None
            partner.credit_account_id = account
            partner.credit_used_percent = account.used_percent if account else 0.0

    def write(self, vals):
        if not LIMIT_FIELDS & vals.keys():
            return super().write(vals)
        accounts = self.env["channel.credit.account"].sudo().search(
            [
                ("company_id", "=", self.env.company.id),
                ("node_id.partner_id", "in", self.ids),
            ]
        )
        with accounts._recording_terms():
            return super().write(vals)

    def action_open_credit(self):
        self.ensure_one()
        self.check_access("read")
        account = self.credit_account_id
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Credit"),
            "res_model": "channel.credit.account",
            "res_id": account.id,
            "view_mode": "form",
        }
