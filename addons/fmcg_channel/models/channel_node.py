from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from ..transitions import check_transition
from .channel_step import in_step

NODE_STATES = [
    ("applied", "Applied"),
    ("active", "Active"),
    ("suspended", "Suspended"),
    ("closed", "Closed"),
]

# From which states a node may enter a state: the one place that knows.
TRANSITIONS = {
    "active": ("applied", "suspended", "closed"),
    "suspended": ("active",),
    "closed": ("applied", "active", "suspended"),
}

# What an enterprise is in the channel: decided above it, not by its own staff.
STANDING_FIELDS = {"state", "tier_id", "parent_id", "partner_id", "company_id", "active"}


class ChannelNode(models.Model):
    """A party of the distribution channel: brand, distributor or outlet.

    The channel tree lives here (``parent_id`` is the upstream node) and never on
    ``res.partner.parent_id``: core's portal rules follow the partner tree, so nested
    legal entities would read each other's documents.

    A node that sells in this database has a ``company_id`` and is called an
    *enterprise*; every other node only buys.
    """

    _name = "channel.node"
    _description = "Channel Node"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _parent_store = True
    _order = "code, id"
    _rec_names_search = ["name", "code"]
    # What the optional add-on fmcg_core_speed makes faster of a large channel
    _paths_by_index = True
    _rules_by_union = True

    partner_id = fields.Many2one(
        "res.partner",
        string="Legal Entity",
        required=True,
        ondelete="restrict",
        help="The company that trades. One node stands for one legal entity.",
    )
    name = fields.Char(
        related="partner_id.name", store=True, readonly=False, index="trigram"
    )
    code = fields.Char(
        required=True,
        copy=False,
        default=lambda self: self.env._("New"),
        help="Unique code of the node; numbered by the system when left open.",
    )
    parent_id = fields.Many2one(
        "channel.node",
        string="Upstream",
        index=True,
        ondelete="restrict",
        tracking=True,
    )
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("channel.node", "parent_id", string="Downstream")
    tier_id = fields.Many2one(
        "channel.tier", required=True, index=True, tracking=True, ondelete="restrict"
    )
    territory_id = fields.Many2one(
        "channel.territory", index=True, tracking=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company",
        string="Enterprise",
        readonly=True,
        copy=False,
        ondelete="restrict",
        help="Set once the node has been opened as an enterprise.",
    )
    licence_number = fields.Char(
        related="partner_id.company_registry", readonly=False, string="Licence Number"
    )
    state = fields.Selection(
        NODE_STATES, default="active", required=True, index=True, tracking=True
    )
    agreement_ids = fields.One2many(
        "channel.agreement", "node_id", string="Buys under", readonly=True
    )
    sale_agreement_ids = fields.One2many(
        "channel.agreement", "seller_node_id", string="Sells under", readonly=True
    )
    transfer_ids = fields.One2many("channel.node.transfer", "node_id", readonly=True)
    is_enterprise = fields.Boolean(
        compute="_compute_is_enterprise", search="_search_is_enterprise"
    )
    active = fields.Boolean(default=True)
    can_change_standing = fields.Boolean(compute="_compute_can_change_standing")

    _partner_unique = models.Constraint(
        "UNIQUE(partner_id)", "This legal entity already stands in the channel."
    )
    _company_unique = models.Constraint(
        "UNIQUE(company_id)", "This company already belongs to another channel node."
    )
    _code_unique = models.Constraint(
        "UNIQUE(code)", "The code of a channel node must be unique."
    )

    @api.depends("company_id")
    def _compute_is_enterprise(self):
        for node in self:
            node.is_enterprise = bool(node.company_id)

    @api.model
    def _search_is_enterprise(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("company_id", "!=" if True in value else "=", False)]

    @api.depends("name", "code")
    @api.depends_context("show_node_code")
    def _compute_display_name(self):
        show_code = self.env.context.get("show_node_code")
        for node in self:
            name = node.name or ""
            node.display_name = f"[{node.code}] {name}" if show_code else name

    @api.constrains("parent_id", "tier_id")
    def _check_tier_order(self):
        downstream = self.sudo().with_context(active_test=False).child_ids
        for node in self.sudo() | downstream:
            upstream = node.parent_id
            if upstream and upstream.tier_id.sequence > node.tier_id.sequence:
                raise ValidationError(
                    self.env._(
                        "%(node)s (%(tier)s) cannot stand under %(upstream)s "
                        "(%(upstream_tier)s): choose an upstream of the same or of "
                        "an earlier tier.",
                        node=node.name,
                        tier=node.tier_id.name,
                        upstream=upstream.name,
                        upstream_tier=upstream.tier_id.name,
                    )
                )

    @api.constrains("partner_id")
    def _check_partner_is_legal_entity(self):
        for node in self.sudo():
            partner = node.partner_id
            if partner.commercial_partner_id != partner or partner.parent_id:
                raise ValidationError(
                    self.env._(
                        "Legal Entity: %(partner)s belongs to another company. "
                        "Choose a company that stands for itself.",
                        partner=partner.display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        new_code = self.env._("New")
        for vals in vals_list:
            if vals.get("code", new_code) == new_code:
                vals["code"] = self.env["ir.sequence"].next_by_code("channel.node")
        self._check_upstream_allowed(
            self.browse(vals["parent_id"] for vals in vals_list if vals.get("parent_id"))
        )
        for vals in vals_list:
            self._check_identity_allowed(vals)
        self._create_missing_partners(vals_list)
        if any(vals.get("company_id") for vals in vals_list):
            self._forget_cached_rules()
        return super().create(vals_list)

    @api.model
    def _forget_cached_rules(self):
        """Record rules keep the nodes of a user's enterprises with their domains."""
        self.env.registry.clear_cache()

    @api.model
    def _create_missing_partners(self, vals_list):
        """Let a node be typed or imported by its name alone."""
        missing = [vals for vals in vals_list if not vals.get("partner_id")]
        if not missing:
            return
        self.check_access("create")
        # sudo: until it has its node, a shared partner is nobody's in particular
        partners = (
            self.env["res.partner"]
            .sudo()
            .create([self._prepare_partner_values(vals) for vals in missing])
        )
        for vals, partner in zip(missing, partners, strict=True):
            vals["partner_id"] = partner.id

    @api.model
    def _prepare_partner_values(self, vals):
        if not vals.get("name"):
            raise ValidationError(
                self.env._(
                    "Legal Entity: give the node a company, or a name to create one."
                )
            )
        return {
            "name": vals["name"],
            "is_company": True,
            "company_id": False,
            "company_registry": vals.get("licence_number", False),
        }

    def write(self, vals):
        self._check_identity_allowed(vals)
        self._check_standing_allowed(vals)
        if "company_id" in vals:
            self._forget_cached_rules()
        if "parent_id" not in vals:
            return super().write(vals)
        upstream = self.browse(vals["parent_id"] or [])
        moved = self.filtered(lambda node: node.parent_id != upstream)
        moved._check_no_cycle(upstream)
        moved._check_upstream_allowed(upstream)
        transfers = moved._prepare_transfer_values(upstream)
        result = super().write(vals)
        self.env["channel.node.transfer"].sudo().create(transfers)
        return result

    def _check_no_cycle(self, upstream):
        """Say which two nodes would stand above each other, before core refuses."""
        for node in self.sudo():
            path = upstream.sudo().parent_path or ""
            if path.startswith(node.parent_path):
                raise ValidationError(
                    self.env._(
                        "%(node)s cannot be moved under %(upstream)s: it stands above "
                        "it. Choose an upstream outside of its own subtree.",
                        node=node.name,
                        upstream=upstream.sudo().name,
                    )
                )

    @api.model
    def _check_upstream_allowed(self, upstream):
        """An enterprise's staff hang nodes only into their own subtree."""
        if self.env.su or self.env.user.has_group("base.group_system"):
            return
        own = self.env.companies.sudo().channel_node_id
        for node in upstream.sudo():
            if not any(node.parent_path.startswith(root.parent_path) for root in own):
                raise AccessError(
                    self.env._(
                        "Upstream: %(node)s does not stand in your part of the "
                        "channel.",
                        node=node.name,
                    )
                )

    @api.model
    def _check_identity_allowed(self, vals):
        """An enterprise's staff claim no company, and no partner they cannot see."""
        if self.env.su or self.env.user.has_group("base.group_system"):
            return
        if vals.get("company_id"):
            raise AccessError(
                self.env._("Only the system administrator opens enterprises.")
            )
        if vals.get("partner_id"):
            self.env["res.partner"].browse(vals["partner_id"]).check_access("read")

    @api.depends("company_id", "parent_path")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_can_change_standing(self):
        """Whether the user may suspend, close or move a node; buttons ask this."""
        writable = self._filtered_access("write")
        system = self.env.su or self.env.user.has_group("base.group_system")
        for node in self:
            own = node.sudo().company_id in self.env.companies
            node.can_change_standing = node in writable and (system or not own)

    def _check_standing_allowed(self, vals):
        """An enterprise's staff do not change what their own enterprise is."""
        if self.env.su or self.env.user.has_group("base.group_system"):
            return
        loose = "parent_id" in vals and not vals["parent_id"]
        for node in self.sudo():
            own = node.company_id in self.env.companies
            if (own and STANDING_FIELDS & vals.keys()) or (loose and node.parent_id):
                raise AccessError(
                    self.env._(
                        "Only the upstream or the system administrator changes the "
                        "place of %(node)s in the channel.",
                        node=node.name,
                    )
                )

    def _prepare_transfer_values(self, upstream):
        reason = self.env.context.get("channel_transfer_reason")
        return [
            {
                "node_id": node.id,
                "from_node_id": node.parent_id.id,
                "to_node_id": upstream.id,
                "reason": reason,
            }
            for node in self
        ]

    @api.model
    def get_import_templates(self):
        return [
            {
                "label": self.env._("Import Template for Channel Nodes"),
                "template": "/fmcg_channel/static/csv/channel_node.csv",
            }
        ]

    def _get_seller_agreement(self, company):
        """The agreement under which this node buys from ``company``, in force or not.

        :return: ``channel.agreement`` record, empty when there is none
        """
        self.ensure_one()
        return self.env["channel.agreement"]._find_for_pairs([(self.id, company.id)])[
            self.id, company.id
        ]

    def action_open_move(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "channel.node.move",
            "view_mode": "form",
            "target": "new",
            "name": self.env._("Move to another upstream"),
            "context": {"default_node_id": self.id},
        }

    def action_open_enterprise(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "channel.enterprise.open",
            "view_mode": "form",
            "target": "new",
            "name": self.env._("Open an enterprise"),
            "context": {"default_node_id": self.id},
        }

    def action_view_subtree(self):
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "fmcg_channel.channel_node_action"
        )
        return action | {
            "domain": [("id", "child_of", self.id), ("id", "!=", self.id)],
            "context": {},
        }

    def _set_state(self, state, reason):
        """Change the state and leave the reason in the history."""
        check_transition(self, state, TRANSITIONS)
        in_step(self).write({"state": state})
        for node in self:
            node.message_post(body=reason)

    def action_suspend(self):
        return self._action_state("suspended")

    def action_resume(self):
        self._set_state("active", self.env._("Resumed"))

    def action_close(self):
        return self._action_state("closed")

    def _action_state(self, state):
        return self.env["channel.state.reason"]._open_for(self, state)
