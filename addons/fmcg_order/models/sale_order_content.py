from odoo import api, models

from odoo.addons.fmcg_channel.words import join_names

from ..engine import content


class SaleOrder(models.Model):
    """What an order says, as plain data: for approvals, releases and comparisons."""

    _inherit = "sale.order"

    def _get_material_content(self):
        """What somebody agrees to who agrees to this order; see ``engine/content.py``.

        Notes, references and who looks after the order are not material. Extend it when
        an addon adds something that is.

        :rtype: dict that can be stored as JSON
        """
        self.ensure_one()
        order = self.sudo()
        return {
            "buyer": order.partner_id.id,
            "shipping": order.partner_shipping_id.id,
            "invoice": order.partner_invoice_id.id,
            "payment_term": order.payment_term_id.id,
            "currency": order.currency_id.name,
            content.LINES: [
                line._get_material_content()
                for line in order.order_line
                if not line.display_type
            ],
        }

    def _get_material_digest(self):
        """Fingerprint of the material content."""
        return content.digest(self._get_material_content())

    @api.model
    def _get_content_labels(self):
        """What people call the fields of a content."""
        return {
            "buyer": self.env._("Customer"),
            "shipping": self.env._("Delivery Address"),
            "invoice": self.env._("Invoice Address"),
            "payment_term": self.env._("Payment Terms"),
            "currency": self.env._("Currency"),
            "product": self.env._("Product"),
            "unit": self.env._("Unit"),
            "quantity": self.env._("Quantity"),
            "price": self.env._("Unit Price"),
            "discount": self.env._("Discount"),
            "taxes": self.env._("Taxes"),
        }

    @api.model
    def _get_content_models(self):
        """Fields of a content whose values are ids, to the model of these."""
        return {
            "buyer": "res.partner",
            "shipping": "res.partner",
            "invoice": "res.partner",
            "payment_term": "account.payment.term",
            "product": "product.product",
            "unit": "uom.uom",
            "taxes": "account.tax",
        }

    @api.model
    def _format_content_value(self, field, value):
        """A value of a content in words, in the reader's language."""
        model = self._get_content_models().get(field)
        if model:
            ids = value if isinstance(value, list) else [value] if value else []
            records = self.env[model].sudo().browse(ids).exists()
            return join_names(self.env, records.mapped("display_name"))
        if field == "discount" and value:
            return f"{value} %"
        return str(value or "")


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _get_material_content(self):
        """As of the order, for one line; an add-on that makes lines says by ``role`` which
        of its parts a line plays."""
        self.ensure_one()
        precision_of = self.env["decimal.precision"].precision_get
        return {
            "product": self.product_id.id,
            "unit": self.product_uom_id.id,
            "quantity": content.number(
                self.product_uom_qty, precision_of("Product Unit")
            ),
            "price": content.number(self.price_unit, precision_of("Product Price")),
            "discount": content.number(self.discount, precision_of("Discount")),
            "taxes": sorted(self.tax_ids.ids),
        }
