from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import escape_psql

from .channel_step import in_step

APPLICATION_STATES = [
    ("draft", "Draft"),
    ("submitted", "Submitted"),
    ("approved", "Approved"),
    ("rejected", "Rejected"),
]


class ChannelApplication(models.Model):
    """A request to open an account for a new customer (开户).

    Approving it creates the node, the agreement and a portal user with an
    invitation, or adds an agreement to a node that the channel already knows.
    """

    _name = "channel.application"
    _description = "Customer Application"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "create_date desc, id desc"
    _check_company_auto = True

    name = fields.Char(string="Customer", required=True, tracking=True)
    company_id = fields.Many2one(
        "res.company",
        string="Seller",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        default=lambda self: self.env.user,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    tier_id = fields.Many2one(
        "channel.tier",
        required=True,
        default=lambda self: self.env.ref(
            "fmcg_channel.tier_retail", raise_if_not_found=False
        ),
    )
    territory_id = fields.Many2one("channel.territory", required=True)
    grade_id = fields.Many2one("channel.grade", check_company=True)
    licence_number = fields.Char(required=True, tracking=True)
    contact_name = fields.Char(required=True)
    phone = fields.Char(required=True)
    email = fields.Char(required=True, help="Login and invitation of the portal user.")
    street = fields.Char(required=True)
    zip = fields.Char()
    attachment_ids = fields.Many2many("ir.attachment", string="Licence and Papers")
    lang = fields.Selection(
        lambda self: self.env["res.lang"].get_installed(),
        string="Language",
        default=lambda self: self.env.lang,
    )
    note = fields.Text()
    state = fields.Selection(
        APPLICATION_STATES, default="draft", required=True, index=True, tracking=True
    )
    reject_reason = fields.Char(readonly=True, tracking=True)
    existing_node_id = fields.Many2one(
        "channel.node",
        string="Known as",
        compute="_compute_duplicates",
        compute_sudo=True,
        help="The channel already knows this licence number: approving adds an "
        "agreement to that node instead of creating another one.",
    )
    duplicate_warning = fields.Text(
        compute="_compute_duplicates", compute_sudo=True, string="Possible Duplicates"
    )
    node_id = fields.Many2one("channel.node", readonly=True, copy=False)
    agreement_id = fields.Many2one("channel.agreement", readonly=True, copy=False)

    @api.depends("licence_number", "name", "territory_id", "state")
    def _compute_duplicates(self):
        for application in self:
            same_licence = application._find_same_licence()
            application.existing_node_id = same_licence[:1]
            lines = [
                self.env._("Same licence number: %s", node.name)
                for node in same_licence
            ] + [
                self.env._("Same name in the same district: %s", node.name)
                for node in application._find_same_name() - same_licence
            ]
            lines += [
                self.env._("Another application is open: %s", other.display_name)
                for other in application._find_open_twins()
            ]
            application.duplicate_warning = "\n".join(lines) or False

    def _find_same_licence(self):
        licence = (self.licence_number or "").strip()
        Node = self.env["channel.node"].with_context(active_test=False)
        if not licence or self.state == "approved":
            return Node
        return Node.search([("partner_id.company_registry", "=ilike", escape_psql(licence))])

    def _find_same_name(self):
        name = (self.name or "").strip()
        Node = self.env["channel.node"].with_context(active_test=False)
        if not name or not self.territory_id or self.state == "approved":
            return Node
        return Node.search(
            [
                ("name", "=ilike", escape_psql(name)),
                ("territory_id", "=", self.territory_id.id),
            ]
        )

    def _find_open_twins(self):
        if not self.licence_number or self.state == "approved":
            return self.browse()
        return self.search(
            Domain("licence_number", "=ilike", escape_psql(self.licence_number.strip()))
            & Domain("state", "in", ("draft", "submitted"))
            & Domain("company_id", "=", self.company_id.id)
            & Domain("id", "not in", self._origin.ids)
        )

    @api.model_create_multi
    def create(self, vals_list):
        applications = super().create(vals_list)
        applications._adopt_attachments()
        return applications

    def _adopt_attachments(self):
        """Let all readers of an application open papers added before it was saved.

        Until then they belong to no record, so that only who uploaded them may.
        """
        for application in self.sudo():
            application.attachment_ids.filtered(
                lambda paper: not paper.res_id and paper.create_uid == self.env.user
            ).write({"res_model": self._name, "res_id": application.id})

    def write(self, vals):
        if vals.get("state") in ("approved", "rejected"):
            self._check_can_decide()
        result = super().write(vals)
        if "company_id" in vals:
            self.check_access("write")  # of the new seller too
        if "attachment_ids" in vals:
            self._adopt_attachments()
        return result

    def action_submit(self):
        for application in self:
            if application.state not in ("draft", "rejected"):
                raise UserError(
                    self.env._("%s has been submitted already.", application.name)
                )
        in_step(self).write({"state": "submitted", "reject_reason": False})

    def action_approve(self):
        """Open the account; only the seller's enterprise administrator may."""
        self._check_can_decide()
        for application in self:
            application._approve()

    def _check_can_decide(self):
        if not self.env.su and not self.env.user.has_group(
            "fmcg_channel.group_enterprise_admin"
        ):
            raise UserError(
                self.env._("Only an enterprise administrator decides applications.")
            )
        self.check_access("write")
        for application in self:
            if application.state != "submitted":
                raise UserError(
                    self.env._("%s is not waiting for approval.", application.name)
                )

    def _approve(self):
        self.ensure_one()
        node = self.existing_node_id or self._create_node()
        self._check_no_open_agreement(node)
        # the buyer may be known to the channel and not yet to this seller
        agreement = (
            self.env["channel.agreement"]
            .sudo()
            .create(self._prepare_agreement_values(node))
        )
        agreement.action_activate()
        self._invite_portal_user(node)
        in_step(self).write(
            {"state": "approved", "node_id": node.id, "agreement_id": agreement.id}
        )

    def _check_no_open_agreement(self, node):
        agreement = node._get_seller_agreement(self.company_id)
        if agreement and agreement.state != "closed":
            raise ValidationError(
                self.env._(
                    "%(node)s already buys from %(seller)s. Change its agreement "
                    "instead of opening another account.",
                    node=node.sudo().name,
                    seller=self.company_id.name,
                )
            )

    def _create_node(self):
        partner = self.env["res.partner"].sudo().create(self._prepare_partner_values())
        return self.env["channel.node"].sudo().create(
            self._prepare_node_values(partner)
        )

    def _prepare_partner_values(self):
        district = self.territory_id
        city = district.parent_id if district.kind == "district" else district
        return {
            "name": self.name.strip(),
            "is_company": True,
            "company_id": False,
            "company_registry": self.licence_number.strip(),
            "street": self.street,
            "street2": district.name if city != district else False,
            "city": city.name,
            "zip": self.zip,
            "country_id": district.country_id.id,
            "phone": self.phone,
            "lang": self.lang,
        }

    def _prepare_node_values(self, partner):
        return {
            "partner_id": partner.id,
            "parent_id": self.company_id.channel_node_id.id,
            "tier_id": self.tier_id.id,
            "territory_id": self.territory_id.id,
            "state": "active",
        }

    def _prepare_agreement_values(self, node):
        return {
            "company_id": self.company_id.id,
            "node_id": node.id,
            "grade_id": self.grade_id.id,
            "user_id": self.user_id.id,
            "territory_id": self.territory_id.id,
        }

    def _invite_portal_user(self, node):
        """Create the contact's portal user and send its invitation.

        A login that the same legal entity already uses is kept as it is.
        """
        known = self.env["res.users"].sudo().search([("login", "=", self.email)])
        if known and known.commercial_partner_id == node.sudo().partner_id:
            # named by the seller itself, who vouches for it with that
            known.company_ids |= self.company_id
            return
        contact = (
            self.env["res.partner"]
            .sudo()
            .create(
                {
                    "name": self.contact_name,
                    "parent_id": node.sudo().partner_id.id,
                    "type": "contact",
                    "email": self.email,
                    "phone": self.phone,
                    "lang": self.lang,
                }
            )
        )
        user = self.env["res.users"]._create_channel_portal_user(
            contact, self.email, self.env.ref("fmcg_channel.role_portal_buyer").sudo()
        )
        user.with_context(create_user=True).action_reset_password()

    def action_reject(self):
        self._check_can_decide()
        return self.env["channel.state.reason"]._open_for(self, "rejected")

    def _set_state(self, state, reason=False):
        self._check_can_decide()
        in_step(self).write({"state": state, "reject_reason": reason})
