from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError


class ChannelGateRelease(models.Model):
    """Somebody lets one order through in spite of a reason of the gate.

    It counts for the content that was released: a material change asks again.
    """

    _name = "channel.gate.release"
    _description = "Release of an Order"
    _order = "id desc"
    _rec_name = "order_id"

    order_id = fields.Many2one(
        "sale.order", required=True, readonly=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="order_id.company_id", store=True, index=True, precompute=True
    )
    reason_id = fields.Many2one(
        "channel.gate.reason",
        string="Let Through",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    message = fields.Text(
        readonly=True, required=True, help="What the gate said at that time."
    )
    comment = fields.Char(string="Why", readonly=True, required=True)
    digest = fields.Char(
        readonly=True, required=True, help="Fingerprint of the order's content."
    )
    released_by_id = fields.Many2one("res.users", readonly=True, required=True)

    @api.model
    def _release(self, order, comment):
        """Release an order from everything that the user may release it from.

        :raise UserError: when there is nothing that the user may release
        """
        self._check_may_release(order)
        if not (comment or "").strip():
            raise ValidationError(self.env._("Why: say why the order is released."))
        blockers = order._get_releasable_blockers()
        if not blockers:
            raise UserError(
                self.env._(
                    "%s has nothing that you could release it from. Cure what the gate "
                    "says, or ask who may release it.",
                    order.name,
                )
            )
        digest = order._get_release_digest()
        self.sudo().create(
            [
                {
                    "order_id": order.id,
                    "reason_id": self.env["channel.gate.reason"]._find([blocker.code]).id,
                    "message": blocker.message,
                    "comment": comment.strip(),
                    "digest": digest,
                    "released_by_id": self.env.uid,
                }
                for blocker in blockers
            ]
        )
        order.sudo()._resume_after_release()

    @api.model
    def _check_may_release(self, order):
        """Four eyes, also for administrators."""
        order.ensure_one()
        order.check_access("read")
        if self.env.user in order._get_authors():
            raise AccessError(
                self.env._(
                    "%s is an order of your own: somebody else has to release it.",
                    order.name,
                )
            )
        if order.state not in ("draft", "sent") or not order.submitted_date:
            raise UserError(
                self.env._("%s does not wait for a release.", order.name)
            )

    def write(self, vals):
        if vals:
            raise UserError(self.env._("A release cannot be changed."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A release cannot be deleted."))
