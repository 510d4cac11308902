from odoo import fields, models
from odoo.exceptions import AccessError

STAFF_ROLES = (
    "role_enterprise_admin",
    "role_sales_manager",
    "role_salesperson",
    "role_customer_service",
    "role_warehouse",
    "role_finance",
)


class ChannelStaffInvite(models.TransientModel):
    """Let an enterprise administrator add colleagues of the own enterprise.

    Core's right to manage users would let them grant any group to anyone; this
    grants the enterprise's roles to new users of the own company only.
    """

    _name = "channel.staff.invite"
    _description = "Invite a Colleague"
    _channel_private = True

    company_id = fields.Many2one(
        "res.company",
        string="Enterprise",
        required=True,
        default=lambda self: self.env.company,
        domain="[('id', 'in', allowed_company_ids)]",
    )
    name = fields.Char(required=True)
    email = fields.Char(string="Email (login)", required=True)
    is_enterprise_admin = fields.Boolean(string="Enterprise Administrator")
    is_sales_manager = fields.Boolean(
        string="Sales Manager", help="Sees and looks after the whole team's customers."
    )
    is_salesperson = fields.Boolean(string="Sales Staff")
    is_customer_service = fields.Boolean(string="Customer Service")
    is_warehouse = fields.Boolean(string="Warehouse Staff")
    is_finance = fields.Boolean(string="Finance")

    def action_invite(self):
        self.ensure_one()
        self._check_may_invite()
        user = self.env["res.users"]._create_channel_staff(
            self.company_id, self.name, self.email, self._get_roles(), email=self.email
        )
        user.with_context(create_user=True).action_reset_password()
        return {"type": "ir.actions.act_window_close"}

    def _check_may_invite(self):
        if not self.env.user.has_group("fmcg_channel.group_enterprise_admin"):
            raise AccessError(
                self.env._("Only an enterprise administrator invites colleagues.")
            )
        if self.company_id not in self.env.user.company_ids:
            raise AccessError(
                self.env._("Enterprise: choose an enterprise that is yours.")
            )

    def _get_roles(self):
        chosen = [
            name for name in STAFF_ROLES if self[name.replace("role_", "is_", 1)]
        ]
        roles = self.env["res.users.role"].sudo()
        for name in chosen:
            roles |= self.env.ref(f"fmcg_channel.{name}").sudo()
        return roles
