from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from odoo.addons.fmcg_order.engine import content as engine
from odoo.addons.fmcg_order.engine.writable import barred

from . import channel_approval_decision as decisions

# Orders that are being changed by one call: looked at once, when it is done.
CHANGING = "fmcg_approval.changing"
OPEN_STATES = ("draft", "sent")
UNCONFIRMED = (*OPEN_STATES, "cancel")


class SaleOrder(models.Model):
    """What was approved is what is confirmed, and who wrote it does not approve it.

    When an approval is asked for, the material content and its fingerprint are kept.
    After every change the fingerprint is taken again: another one voids what was
    decided, and asks again. Confirmation compares once more, so that a change which no
    method saw does not pass either.
    """

    _inherit = "sale.order"

    approval_content = fields.Json(readonly=True, copy=False, groups="base.group_user")
    approval_digest = fields.Char(
        string="Fingerprint Asked about",
        readonly=True,
        copy=False,
        groups="base.group_user",
    )
    approval_author_ids = fields.Many2many(
        "res.users",
        "sale_order_approval_author_rel",
        string="Changed by",
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="Who changed what is approved, besides who created it.",
    )
    decision_ids = fields.One2many(
        "channel.approval.decision",
        "order_id",
        string="Decisions",
        readonly=True,
        groups="fmcg_channel.group_salesperson,fmcg_channel.group_customer_service,"
        "fmcg_channel.group_finance",
    )

    @api.model
    def _is_price_field(self, field, operation):
        return super()._is_price_field(field, operation) or (
            field.name == "approval_content"
        )

    @api.model
    def _get_field_decisions(self):
        return super()._get_field_decisions() | {
            "decision_ids": barred("What was decided stays."),
            "review_ids": barred("Asked for, decided and taken back with buttons."),
        }

    # --- authors ---

    def _get_authors(self):
        """Who may not decide about this order: everybody who had a hand in it, with all
        accounts of the same persons."""
        authors = super()._get_authors() | self.sudo().approval_author_ids
        return authors._get_same_persons()

    def _get_answerable(self):
        """Whose superior is asked: who of the seller's staff handed the order in or
        entered it; where a buyer did, the salesperson of its agreement.

        Not the order's salesperson, who can be changed while it waits: handed to the
        approver, nobody would be left to decide.
        """
        self.ensure_one()
        order = self.sudo()
        for users in (order.submitted_by_id, order.create_uid):
            staff = users._keep_staff_of(order.company_id)
            if staff:
                return staff
        return order.agreement_id.user_id or order.user_id

    def _check_no_author(self):
        for order in self:
            if self.env.user in order._get_authors():
                raise AccessError(
                    self.env._(
                        "%s is an order of your own: somebody else has to decide about "
                        "it.",
                        order.name,
                    )
                )

    def _note_author(self):
        """The user has changed what is approved."""
        user = self.env.user
        if user.id == SUPERUSER_ID:
            return
        for order in self.sudo():
            if user not in order.create_uid | order.approval_author_ids:
                order.approval_author_ids = [Command.link(user.id)]

    # --- content ---

    def _remember_content(self):
        """Keep what is asked about."""
        for order in self.sudo():
            content = order._get_material_content()
            order.write(
                {
                    "approval_content": content,
                    "approval_digest": engine.digest(content),
                }
            )

    def _forget_content(self):
        self.sudo().write({"approval_content": False, "approval_digest": False})

    def _get_content_changes(self):
        """What is different from what was asked about: the engine's ``Change`` objects.

        Orders of which nothing was kept have no changes.
        """
        self.ensure_one()
        order = self.sudo()
        if not order.approval_digest:
            return ()
        content = order._get_material_content()
        if engine.digest(content) == order.approval_digest:
            return ()
        return engine.changes(order.approval_content or {}, content)

    def _is_content_changed(self):
        self.ensure_one()
        order = self.sudo()
        return bool(order.approval_digest) and (
            order.approval_digest != order._get_material_digest()
        )

    def _is_only_less(self):
        """Whether a confirmed order is less of what was approved: that needs nobody."""
        self.ensure_one()
        return self.state == "sale" and all(
            self._is_less(change) for change in self._get_content_changes()
        )

    def _is_less(self, change):
        """:param change: the engine's ``Change``"""
        if change.kind == engine.REMOVED:
            return True
        if change.kind != engine.CHANGED or not change.line:
            return False
        if change.field == "quantity":
            return float(change.after) < float(change.before)
        return self._is_recounted(change)

    def _is_recounted(self, change):
        """Whether a price follows from what promotions give for less: no more off the
        order, and off lines what nobody has typed."""
        order = self.sudo()
        if not order.promotion_basis or change.field not in ("price", "discount"):
            return False
        if change.line["role"]:
            return float(change.after) >= float(change.before)
        return not any(line.promotion_by_hand for line in order.order_line)

    def _check_content_unchanged(self):
        if self._is_content_changed():
            raise UserError(
                self.env._(
                    "%s is not what was submitted any more. Check it again, then the "
                    "approval is asked for anew.",
                    self.name,
                )
            )

    # --- changes ---

    def write(self, vals):
        """Look at the content when all is written; writing lines looks at it too."""
        if self._is_authors_work(vals):
            self._note_author_unasked()
        if not self._is_any_open():
            return super().write(vals)
        changing = self.env.cr.cache.setdefault(CHANGING, set())
        ours = set(self.ids) - changing
        changing |= ours
        try:
            result = super().write(vals)
        finally:
            changing -= ours
        self.browse(ours)._renew_after_change()
        return result

    @api.model
    def _is_authors_work(self, vals):
        """Whether who writes this has a hand in what the order says; confirming it is
        no such thing, nor what core writes with the lines."""
        return "state" not in vals and bool(
            self._get_voiding_fields() - {"order_line"} & vals.keys()
        )

    def _act_on_line_change(self, change):
        """OCA guards the order's own fields only; its lines are what was approved."""
        result = super()._act_on_line_change(change)
        self._note_author_unasked()
        self._renew_after_change()
        return result

    def _is_any_open(self):
        return any(order.state in OPEN_STATES for order in self)

    def _note_author_unasked(self):
        """While nobody is asked, names of fields have to do: before the submission,
        after reviews were removed, and in cancelled orders, which may be reopened."""
        self.filtered(
            lambda order: order.state in UNCONFIRMED and not order._is_under_review()
        )._note_author()

    def _is_under_review(self):
        self.ensure_one()
        order = self.sudo()
        return bool(order.approval_digest and order.review_ids)

    def _renew_after_change(self):
        """Void what was decided about another content, and ask again."""
        changing = self.env.cr.cache.get(CHANGING, ())
        for order in self:
            if (
                order.id not in changing
                and order.state in OPEN_STATES
                and order.sudo().review_ids
                and order._is_content_changed()
            ):
                order._void_approval()

    def _void_approval(self):
        self.ensure_one()
        words = self._describe_changes(self._get_content_changes())
        self.env["channel.approval.decision"]._record(
            self, decisions.VOIDED, changed=words
        )
        order = self.sudo()
        order.review_ids.unlink()
        order._forget_content()
        self._note_author()
        order.message_post(
            body=self.env._("Changed, so that the approval is asked for again: %s", words)
        )
        if order.submitted_date:
            self._ask_for_agreement()

    def _describe_changes(self, changes):
        """Changes in one line of words."""
        labels = self._get_content_labels()
        return "; ".join(self._describe_change(change, labels) for change in changes)

    def _describe_change(self, change, labels):
        if change.kind != engine.CHANGED:
            product = self._format_content_value("product", change.line["product"])
            words = {
                engine.ADDED: self.env._("added %s", product),
                engine.REMOVED: self.env._("removed %s", product),
            }
            return words[change.kind]
        words = self.env._(
            "%(field)s %(before)s → %(after)s",
            field=labels.get(change.field, change.field),
            before=self._format_content_value(change.field, change.before) or "–",
            after=self._format_content_value(change.field, change.after) or "–",
        )
        if not change.line:
            return words
        product = self._format_content_value("product", change.line["product"])
        return f"{product}: {words}"

    # --- OCA refuses changes under review: a material one voids it instead ---

    def _tier_validation_check_write_allowed(self, vals):
        others = self.filtered(lambda order: not order.buyer_node_id)
        return super(SaleOrder, others)._tier_validation_check_write_allowed(vals)

    def _get_tier_validation_readonly_domain(self):
        domain = super()._get_tier_validation_readonly_domain()
        return f"not buyer_node_id and ({domain})"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_decided(self):
        for order in self.sudo():
            if order.decision_ids:
                raise UserError(
                    self.env._(
                        "%s cannot be deleted: decisions about it are kept. Cancel it "
                        "instead.",
                        order.name,
                    )
                )
