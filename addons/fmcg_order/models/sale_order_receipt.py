from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html

from ..engine import stage


class SaleOrder(models.Model):
    """The customer's word that goods have arrived: of each shipment, or of all at once.

    What has left is confirmed before the rest is shipped; the order is received when
    nothing that was shipped is left to confirm.
    """

    _inherit = "sale.order"

    can_confirm_receipt = fields.Boolean(
        compute="_compute_can_confirm_receipt", compute_sudo=True
    )

    @api.depends(
        "channel_stage",
        "receipt_ids",
        "picking_ids.state",
        "picking_ids.picking_type_id",
        "picking_ids.receipt_id",
    )
    def _compute_can_confirm_receipt(self):
        for order in self:
            arrived = order.channel_stage in (stage.SHIPPED, stage.DELIVERED)
            order.can_confirm_receipt = (
                arrived or order.channel_stage == stage.PARTLY_SHIPPED
            ) and bool(
                order._get_unreceived_pickings() or (arrived and not order.receipt_ids)
            )

    def _get_unreceived_pickings(self):
        """Shipments that have left and that nobody has confirmed yet, as superuser."""
        return self.sudo().picking_ids.filtered(
            lambda picking: picking.picking_type_id.code == "outgoing"
            and picking.state == "done"
            and not picking.receipt_id
        )

    def _confirm_receipt(self, signed_by, note=False, pickings=None):
        """Record that the customer has the goods.

        :param signed_by: name of the person who took them over
        :param pickings: the shipments that arrived; all that are on the way if not given
        :raise UserError: when nothing is on the way or it was confirmed before
        """
        self.ensure_one()
        # one at a time: of two who confirm at once, the second one is told
        self.sudo().lock_for_update()
        self.invalidate_recordset(["can_confirm_receipt"])
        arrived = self._get_unreceived_pickings()
        if pickings is not None:
            arrived &= pickings.sudo()
        if not self.can_confirm_receipt or (pickings is not None and not arrived):
            raise UserError(
                self.env._(
                    "%s cannot be confirmed as received: nothing of it has been shipped "
                    "whose receipt was not confirmed before.",
                    self.name,
                )
            )
        signed_by = (signed_by or "").strip()
        if not signed_by:
            raise UserError(
                self.env._("Signed by: give the name of who took the goods over.")
            )
        receipt = (
            self.env["channel.receipt"]
            .sudo()
            .create({"order_id": self.id, "signed_by": signed_by, "note": note})
        )
        arrived.receipt_id = receipt
        self._tell_receipt_note(receipt)
        return receipt

    def _tell_receipt_note(self, receipt):
        """Something may be missing or damaged: who looks after the order has to know."""
        if not (receipt.note or "").strip():
            return
        for user in self._get_receipt_readers():
            order = self.sudo().with_context(lang=user.lang)
            order.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=order.env._("The customer wrote a note on the receipt"),
                note=plaintext2html(
                    order.env._(
                        "Signed by %(name)s: %(note)s",
                        name=receipt.signed_by,
                        note=receipt.note.strip(),
                    )
                ),
                user_id=user.id,
            )

    def _get_receipt_readers(self):
        """Who is told of a note: who looks after the order, and customer service; not
        who wrote it. Administrators have every role and are told if nobody else is
        there."""
        self.ensure_one()
        Users = self.env["res.users"].sudo()
        service = self.env.ref("fmcg_channel.group_customer_service")
        staff = Users.search(
            [
                ("all_group_ids", "in", service.ids),
                ("company_ids", "in", self.company_id.ids),
                ("share", "=", False),
            ]
        )
        caretaker = self._get_caretaker().filtered(lambda user: not user.share)
        administrators = staff.filtered(
            lambda user: user.has_group("fmcg_channel.group_enterprise_admin")
        )
        told = (staff - administrators) | caretaker
        return (told or administrators) - self.env.user

    def action_confirm_receipt(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "channel.receipt.confirm",
            "view_mode": "form",
            "target": "new",
            "name": self.env._("Confirm Receipt"),
            "context": {"default_order_id": self.id},
        }
