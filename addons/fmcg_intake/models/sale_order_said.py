from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.fmcg_order.engine import content

# How orders come in that the customer wrote itself
SAID_CHANNELS = ("portal", "import")


class SaleOrder(models.Model):
    """What the customer said, kept as it came in, and what was made of it."""

    _inherit = "sale.order"

    said_content = fields.Json(
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="The order as the customer sent it; never changed afterwards.",
    )

    @api.model
    def _is_price_field(self, field, operation):
        return super()._is_price_field(field, operation) or field.name == "said_content"

    def write(self, vals):
        self._check_said_is_kept(vals)
        return super().write(vals)

    def _check_said_is_kept(self, vals):
        if "said_content" in vals and any(self.sudo().mapped("said_content")):
            raise UserError(
                self.env._("What the customer said is kept as it came in: no change.")
            )

    def _submit(self):
        self._keep_said_content()
        return super()._submit()

    def _keep_said_content(self):
        """Keep what the customer sent; what staff typed by themselves is nobody's word.

        Safe to call at any time: the first time counts.
        """
        for order in self.sudo():
            if order.order_channel in SAID_CHANNELS and not order.said_content:
                order.said_content = order._get_sayable_content()

    def _get_sayable_content(self):
        """What a customer can say of an order: goods, prices, where to and when. What the
        seller adds by rule, such as gifts, freight and promotions, is not said.

        :rtype: dict, see ``engine/content.py``
        """
        self.ensure_one()
        order = self.sudo()
        return {
            "shipping": order.partner_shipping_id.id,
            "delivery": fields.Datetime.to_string(order.commitment_date) or "",
            content.LINES: [
                line._get_sayable_content()
                for line in order.order_line.filtered(lambda line: line._is_traded())
            ],
        }

    def _get_said_changes(self):
        """What staff changed of what the customer said, in the reader's language.

        :return: list as of ``_tabulate_changes``; empty when the order is as it was sent
        """
        self.ensure_one()
        said = self.sudo().said_content
        if not said:
            return []
        now = self._get_sayable_content()
        return self._tabulate_changes(content.changes(said, now))

    def _get_confirmation_changes(self):
        return super()._get_confirmation_changes() + self._get_said_changes()

    # Words

    @api.model
    def _get_content_labels(self):
        return super()._get_content_labels() | {"delivery": self.env._("Delivery Date")}

    def _format_content_value(self, field, value):
        if field == "price" and value:
            return self.currency_id.format(float(value))
        if field == "delivery" and value:
            moment = fields.Datetime.to_datetime(value)
            local = fields.Datetime.context_timestamp(self, moment)
            return fields.Date.to_string(local.date())
        return super()._format_content_value(field, value)


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _get_sayable_content(self):
        self.ensure_one()
        precision_of = self.env["decimal.precision"].precision_get
        price, discount = self._get_list_terms()
        return {
            "product": self.product_id.id,
            "unit": self.product_uom_id.id,
            "quantity": content.number(
                self.product_uom_qty, precision_of("Product Unit")
            ),
            "price": content.number(price, precision_of("Product Price")),
            "discount": content.number(discount or 0.0, precision_of("Discount")),
        }
