from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.fmcg_channel.models.channel_step import in_step

# What a purchase takes from the supplier's order
PARTIES = {"company_id", "currency_id", "order_line", "partner_id"}
TERMS = {
    "discount",
    "order_id",
    "price_unit",
    "product_id",
    "product_qty",
    "product_uom_id",
    "tax_ids",
}


class PurchaseOrder(models.Model):
    """What follows a supplier's order is not changed here; states follow from buttons."""

    _name = "purchase.order"
    _inherit = ["purchase.order", "channel.step.guard"]

    _step_fields = ("state",)

    def write(self, vals):
        if not self.env.su and not PARTIES.isdisjoint(vals):
            self._check_not_followed(vals)
        return super().write(vals)

    def _check_not_followed(self, vals):
        """:raise UserError: to whoever changes what the supplier's order says"""
        names = PARTIES & vals.keys() - {"order_line"}
        commands = vals.get("order_line") or []
        adds_or_removes = any(command[0] != 1 for command in commands)
        for purchase in self.filtered("follows_order"):
            changed = adds_or_removes or any(
                self._fields[name].convert_to_write(purchase[name], purchase) != vals[name]
                for name in names
            )
            if changed:
                purchase._refuse_change()

    def _refuse_change(self):
        raise UserError(
            self.env._(
                "%(purchase)s is at %(supplier)s: goods, quantities and prices follow the "
                "supplier's order. Withdraw it to change it, or ask the supplier once it is "
                "confirmed.",
                purchase=self.name,
                supplier=self.partner_id.name,
            )
        )

    # --- the steps ---

    def button_approve(self, force=False):
        return super(PurchaseOrder, in_step(self)).button_approve(force=force)

    def button_draft(self):
        for purchase in self.filtered("follows_order"):
            if not self.env.su:
                purchase._refuse_change()
        return super(PurchaseOrder, in_step(self)).button_draft()

    def print_quotation(self):
        return super(PurchaseOrder, in_step(self)).print_quotation()

    def action_rfq_send(self):
        return super(PurchaseOrder, in_step(self)).action_rfq_send()

    def message_post(self, **kwargs):
        """A request for quotation that is mailed counts as sent."""
        if self.env.context.get("mark_rfq_as_sent"):
            message = super(PurchaseOrder, in_step(self)).message_post(**kwargs)
            return message.with_env(self.env)
        return super().message_post(**kwargs)


class PurchaseOrderLine(models.Model):
    _inherit = "purchase.order.line"

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_not_followed()
        return lines

    def write(self, vals):
        if not TERMS.isdisjoint(vals):
            self._check_not_followed(vals)
        return super().write(vals)

    def unlink(self):
        self._check_not_followed()
        return super(PurchaseOrderLine, in_step(self)).unlink()

    def _check_not_followed(self, vals=None):
        """:raise UserError: to whoever changes what the supplier's order says"""
        if self.env.su:
            return
        for line in self.filtered("order_id.follows_order"):
            if vals is None or any(
                line._fields[name].convert_to_write(line[name], line) != vals[name]
                for name in TERMS & vals.keys()
            ):
                line.order_id._refuse_change()
