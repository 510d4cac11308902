import uuid

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import plaintext2html

from ..engine import identity

ENTITY, NEW, CHANGE, REMOVAL = "entity", "address_new", "address_change", "address_removal"
KINDS = [
    (ENTITY, "Company Details"),
    (NEW, "New Delivery Address"),
    (CHANGE, "Change of a Delivery Address"),
    (REMOVAL, "Removal of a Delivery Address"),
]
STATES = [
    ("asked", "Waiting for Approval"),
    ("approved", "Approved"),
    ("refused", "Refused"),
    ("withdrawn", "Withdrawn"),
]
REQUIRED = {ENTITY: ("name",), NEW: ("name", "street"), CHANGE: ("name", "street")}
# What the seller writes when it decides; all else stays as it was asked
DECISION_FIELDS = {
    "state",
    "decided_by_id",
    "decided_date",
    "refuse_reason",
    "applied_date",
    "partner_id",
}
MAX_OPEN = 20  # of one party: somebody reads each of them


class ChannelIdentityChange(models.Model):
    """A buyer's request to change what its sellers know it by, for one of these sellers.

    Whoever logs in for a shop would else rename the legal entity that owes money, and send
    goods that are on their way to another street. Each seller with an agreement gets the
    request and decides for itself; requests of one asking share a ``request_key``. What is
    already there changes once all of them have agreed, and not at all if one refuses. A new
    delivery address can be used with each seller from its own approval on.

    Records are the trail: what was asked is never changed, and none is deleted.
    """

    _name = "channel.identity.change"
    _description = "Change of Customer Details"
    _rec_names_search = ["node_id"]
    _inherit = ["channel.trail", "mail.thread", "mail.activity.mixin"]
    _order = "id desc"

    company_id = fields.Many2one(
        "res.company", string="Seller", required=True, readonly=True, index=True
    )
    node_id = fields.Many2one(
        "channel.node",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Concerns",
        readonly=True,
        index="btree_not_null",
        help="The legal entity or its delivery address; empty while it is a new one.",
    )
    kind = fields.Selection(KINDS, required=True, readonly=True)
    content = fields.Json(readonly=True)
    content_before = fields.Json(readonly=True)
    summary = fields.Text(compute="_compute_summary", string="What Changes")
    request_key = fields.Char(required=True, readonly=True, index=True)
    state = fields.Selection(STATES, default="asked", required=True, readonly=True, index=True)
    asked_by_id = fields.Many2one("res.users", required=True, readonly=True)
    decided_by_id = fields.Many2one("res.users", readonly=True)
    decided_date = fields.Datetime(readonly=True)
    refuse_reason = fields.Char(readonly=True)
    applied_date = fields.Datetime(
        readonly=True, help="Since when it is so; empty while others have to agree."
    )
    can_decide = fields.Boolean(compute="_compute_can_decide")

    @api.depends("node_id.name", "kind")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for change in self:
            name = change.node_id.sudo().name or ""
            change.display_name = f"{name}: {kinds.get(change.kind, '')}"

    @api.depends("content", "content_before")
    @api.depends_context("lang")
    def _compute_summary(self):
        for change in self:
            change.summary = "\n".join(
                f"{row['label']}: {row['before'] or '–'} → {row['after'] or '–'}"
                for row in change._tabulate()
            )

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_can_decide(self):
        """The one place that knows who decides: button and guard ask it."""
        admin = self.env.su or self.env.user.has_group(
            "fmcg_channel.group_enterprise_admin"
        )
        for change in self:
            change.can_decide = admin and change.state == "asked"

    # -- what it says ------------------------------------------------------------

    @api.model
    def _label_fields(self):
        """What people call the fields, in the reader's language."""
        return {
            "name": self.env._("Name"),
            "company_registry": self.env._("Licence Number"),
            "vat": self.env._("Tax Number"),
            "phone": self.env._("Phone"),
            "email": self.env._("Email"),
            "street": self.env._("Street"),
            "street2": self.env._("Street 2"),
            "zip": self.env._("Zip"),
            "city": self.env._("City"),
            "state_id": self.env._("Province"),
            "country_id": self.env._("Country"),
        }

    def _tabulate(self):
        """Rows of what changes: dicts with ``label``, ``before`` and ``after``."""
        self.ensure_one()
        labels = self._label_fields()
        before, wanted = self.content_before or {}, self.content or {}
        shown = before if self.kind == REMOVAL else wanted
        return [
            {
                "label": labels[field],
                "before": self._word_value(field, before.get(field)),
                "after": self._word_value(field, wanted.get(field)),
            }
            for field in identity.IDENTITY_FIELDS
            if field in shown and (before.get(field) or wanted.get(field))
        ]

    @api.model
    def _word_value(self, field, value):
        if value and field.endswith("_id"):
            comodel = self.env["res.partner"]._fields[field].comodel_name
            return self.env[comodel].sudo().browse(value).exists().name or ""
        return value or ""

    # -- asking ------------------------------------------------------------------

    @api.model
    def _ask(self, node, kind, raw=None, partner=None):
        """Ask every seller of ``node`` for a change.

        :param raw: dict from field to what the browser sent; ``None`` for a removal
        :param partner: the ``res.partner`` that changes; ``None`` for a new address
        :return: the requests; empty when nothing would change
        :raise UserError: naming each field that is missing or too long, or saying that
            nobody can be asked
        """
        before = partner._get_identity() if partner else {}
        wanted = identity.tidy(raw or {})
        if kind != REMOVAL:
            self._check_wanted(before | wanted, REQUIRED[kind])
            wanted = identity.differences(before, wanted)
            if not wanted:
                return self.browse()
        asked = self.sudo()
        asked._withdraw_open(node, kind, partner)
        companies = asked._get_asked_companies(node)
        values = asked._prepare_values(node, kind, wanted, partner, before)
        changes = asked.create([values | {"company_id": one.id} for one in companies])
        changes._tell_administrators()
        return changes

    @api.model
    def _check_wanted(self, wanted, required):
        labels = self._label_fields()
        sentences = {
            "missing": self.env._("%(field)s: please fill it in."),
            "too_long": self.env._(
                "%(field)s: more than %(most)s characters. Please shorten it."
            ),
        }
        found = identity.problems(wanted, required)
        if found:
            raise UserError(
                "\n".join(
                    sentences[problem.code]
                    % {"field": labels[problem.field], "most": identity.MAX_LENGTH}
                    for problem in found
                )
            )

    @api.model
    def _get_asked_companies(self, node):
        """Who has to agree: the sellers that have an agreement with ``node``."""
        agreements = node.sudo().agreement_ids.filtered(
            lambda agreement: agreement.state in ("active", "suspended")
        )
        if not agreements:
            raise UserError(
                self.env._("No seller serves you yet, so nobody can approve this change.")
            )
        return agreements.company_id

    @api.model
    def _prepare_values(self, node, kind, wanted, partner, before):
        kept = before if kind == REMOVAL else {key: before.get(key) for key in wanted}
        return {
            "node_id": node.id,
            "kind": kind,
            "partner_id": partner.id if partner else False,
            "content": wanted,
            "content_before": kept if before else {},
            "request_key": str(uuid.uuid4()),
            "asked_by_id": self.env.uid,
        }

    @api.model
    def _withdraw_open(self, node, kind, partner):
        """A new request about the same thing takes the place of the open one."""
        still_open = self.search([("node_id", "=", node.id), ("state", "=", "asked")])
        if partner:
            same = still_open.filtered(lambda change: change.partner_id == partner)
            same._withdraw()
            still_open -= same
        if len(set(still_open.mapped("request_key"))) >= MAX_OPEN:
            raise UserError(
                self.env._(
                    "%s changes are waiting for approval. Please wait until they are "
                    "decided, or withdraw one.",
                    MAX_OPEN,
                )
            )

    def _withdraw(self):
        """Nobody has to decide these any more."""
        self._drop_activities()
        self.write({"state": "withdrawn", "decided_date": fields.Datetime.now()})

    def _tell_administrators(self):
        """An activity for each administrator of each seller."""
        for change in self.sudo():
            users = self.env["res.users"]._get_channel_admins(change.company_id)
            for user in users:
                named = change.with_context(lang=user.lang)
                change.activity_schedule(
                    "mail.mail_activity_data_todo",
                    summary=named.env._("Approve: %s", named.display_name),
                    note=plaintext2html(named.summary or ""),
                    user_id=user.id,
                )

    def _drop_activities(self):
        self.sudo().activity_unlink(["mail.mail_activity_data_todo"])

    # -- nobody rewrites it --------------------------------------------------------

    def write(self, vals):
        asked = {name for name in vals if name in self._fields} - DECISION_FIELDS
        if any(self._fields[name].store and self._is_told(name) for name in asked):
            raise UserError(
                self.env._("What a customer asked for is kept as it was: no change.")
            )
        return super().write(vals)

    @api.model
    def _is_told(self, name):
        """Whether a field belongs to what was asked; correspondence does not."""
        return self._fields[name].readonly and not name.startswith(
            ("message_", "activity_", "write_", "my_activity_")
        )

    @api.model
    def _has_field_access(self, field, operation):
        """No client says by itself what was asked or decided."""
        told = operation == "write" and field.store and self._is_told(field.name)
        if told and not self.env.su:
            return False
        return super()._has_field_access(field, operation)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._("Changes that customers asked for are kept: none is deleted.")
        )

    def _check_can_decide(self):
        self.check_access("write")
        for change in self:
            if change.state != "asked":
                raise UserError(
                    self.env._("%s has been decided already.", change.display_name)
                )
            if not change.can_decide:
                raise AccessError(
                    self.env._("Only an enterprise administrator decides this change.")
                )

