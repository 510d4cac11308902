from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.fmcg_channel.words import join_names


class StockPicking(models.Model):
    _inherit = "stock.picking"

    # channel.author.guard: where goods come from is the seller's business
    _insider_fields = ("is_direct",)

    is_direct = fields.Boolean(
        related="picking_type_id.is_direct", string="Straight to Customers"
    )

    def _action_done(self):
        """:raise UserError: to whoever says that goods left which the supplier ships"""
        if not self.env.su:
            self._check_not_direct()
        return super()._action_done()

    def _check_not_direct(self):
        direct = self.sudo().filtered("picking_type_id.is_direct")
        if direct:
            raise UserError(
                self.env._(
                    "%s goes straight from the supplier to the customer: it is done when the "
                    "supplier has shipped it. There is nothing to do here.",
                    direct[:1].name,
                )
            )

    @api.depends("picking_type_id.is_direct")
    def _compute_can_start_preparation(self):
        result = super()._compute_can_start_preparation()
        self.filtered("picking_type_id.is_direct").can_start_preparation = False
        return result

    @api.model
    def _get_due_domain_of(self, company):
        """The warehouse has nothing to do for what goes past it."""
        due = Domain(super()._get_due_domain_of(company))
        return due & Domain("picking_type_id.is_direct", "=", False)

    def write(self, vals):
        result = super().write(vals)
        if "carrier_tracking_ref" in vals:
            self.sudo().filtered(
                lambda picking: picking.sale_id and picking.sale_id._ships_past_buyer()
            )._ask_purchases("waybill")
        return result

    # --- the customer's word ---

    def _is_taken_over(self):
        """Whether who was to get these goods has said so."""
        self.ensure_one()
        if self.picking_type_id.is_direct and self.state == "done":
            return bool(self.receipt_id)
        return self.state in ("done", "cancel")

    def _get_signers(self):
        """Who took the goods over."""
        names = [one.signed_by for one in self.receipt_id.sorted("id")]
        keepers = self.filtered(lambda picking: not picking.receipt_id).done_by_id
        return join_names(self.env, [*names, *keepers.mapped("name")])

    # --- papers ---

    def _send_confirmation_email(self):
        """The receiver is the buyer's customer, and hears from its own seller."""
        past = self.filtered(
            lambda picking: picking.sudo().sale_id
            and picking.sudo().sale_id._ships_past_buyer()
        )
        quiet = past.with_context(skip_sms=True, is_receiver_told=False)
        super(StockPicking, quiet)._send_confirmation_email()
        return super(StockPicking, self - past)._send_confirmation_email()

    def message_post_with_source(self, source_ref, **kwargs):
        is_told = self.env.context.get("is_receiver_told", True)
        company = self.company_id.sudo()
        if not is_told and source_ref == company.stock_mail_confirmation_template_id:
            return self.env["mail.message"]
        return super().message_post_with_source(source_ref, **kwargs)

    def _open_for_print(self):
        """The transfer as its papers read it: the address is known from the order, and its
        partner is none of the reader's.

        sudo: for a transfer that the reader may read
        """
        self.ensure_one()
        order = self.sudo().sale_id
        if not order or not order._ships_past_buyer():
            return self
        self.check_access("read")
        return self.sudo()

    def _get_report_lang(self):
        """Core asks the receiver, whom the reader may not see."""
        return super(StockPicking, self._open_for_print())._get_report_lang()

    def _get_direct_sender(self):
        """On whose behalf goods are shipped past their buyer; empty for all others."""
        order = self.sudo().sale_id
        past = order and order._ships_past_buyer()
        return order.partner_id.commercial_partner_id.name if past else ""
