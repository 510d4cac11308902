from odoo import api, fields, models

from odoo.addons.fmcg_order.engine import content as engine

APPROVED = "approved"
PASSED_UP = "passed_up"
REJECTED = "rejected"
SENT_BACK = "sent_back"
QUESTION = "question"
ANSWER = "answer"
VOIDED = "voided"
ESCALATED = "escalated"
TAKEN_BACK = "taken_back"


class ChannelApprovalDecision(models.Model):
    """Who decided what about an order, when, and on which content.

    Only ever added to, by the orders and reviews themselves: nobody changes or deletes
    an entry, programs that run as superuser included. Reviews come and go with the
    content of an order; these stay.
    """

    _name = "channel.approval.decision"
    _description = "Approval Decision"
    _inherit = ["channel.price.guard", "channel.ledger"]
    _order = "id desc"
    _rec_name = "kind"

    _price_fields = ("content", "changed")

    order_id = fields.Many2one(
        "sale.order", required=True, readonly=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="order_id.company_id", store=True, index=True, precompute=True
    )
    kind = fields.Selection(
        [
            (APPROVED, "Approved"),
            (PASSED_UP, "Agreed, Passed Up"),
            (REJECTED, "Rejected"),
            (SENT_BACK, "Sent Back"),
            (QUESTION, "Question"),
            (ANSWER, "Answer"),
            (VOIDED, "Voided by a Change"),
            (ESCALATED, "Escalated"),
            (TAKEN_BACK, "Taken Back"),
        ],
        string="Decision",
        required=True,
        readonly=True,
    )
    rule_name = fields.Char(string="Rule", readonly=True)
    sequence = fields.Integer(string="Step", readonly=True)
    on_behalf_of_id = fields.Many2one(
        "res.users", readonly=True, help="Who is stood in for."
    )
    to_ids = fields.Many2many(
        "res.users",
        "channel_approval_decision_to_rel",
        readonly=True,
        help="Who is asked from then on.",
    )
    comment = fields.Text(readonly=True)
    digest = fields.Char(
        string="Fingerprint",
        readonly=True,
        help="Of the content that the decision is about: two decisions with the same "
        "fingerprint are about the same content.",
    )
    content = fields.Json(readonly=True, help="What the order said at that time.")
    changed = fields.Text(string="Changes", readonly=True)

    @api.depends("order_id.name", "kind")
    @api.depends_context("lang")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for decision in self:
            order = decision.order_id.name or ""
            decision.display_name = f"{order}: {labels.get(decision.kind, '')}"

    @api.model
    def _describe_refusal(self):
        return self.env._(
            "Decisions are only ever added to, by deciding: they cannot be changed."
        )

    @api.model
    def _record(self, order, kind, review=None, **values):
        """Add an entry about the order as it is now.

        sudo: nobody writes decisions himself; the user stays the one who acts.
        """
        content = order._get_material_content()
        return self.sudo().create(
            {
                "order_id": order.id,
                "kind": kind,
                "rule_name": review and review.sudo().name,
                "sequence": review and review.sequence,
                "content": content,
                "digest": engine.digest(content),
                **values,
            }
        )
