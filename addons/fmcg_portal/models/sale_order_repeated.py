from odoo import models

from odoo.addons.fmcg_order.engine import content

from ..engine import cart_key, repeated


class SaleOrder(models.Model):
    """A cart whose first submission had arrived although the buyer saw no answer."""

    _inherit = "sale.order"

    def _compare_with_cart(self, agreement, raw_quantities):
        """What the buyer changed in its cart after this order had arrived.

        :param raw_quantities: the cart, as the browser sent it
        :rtype: :class:`~..engine.repeated.Difference` of pairs of ids of product and unit
        """
        self.ensure_one()
        read, _problems = self._read_portal_quantities(agreement, raw_quantities)
        sent = {(product.id, unit.id): number for (product, unit), number in read.items()}
        said = (self.sudo().said_content or {}).get(content.LINES, [])
        ordered = {}
        for line in said:
            pair = line["product"], line["unit"]
            ordered[pair] = ordered.get(pair, 0.0) + float(line["quantity"])
        return repeated.compare(ordered, sent)

    def _prepare_added_lines(self, difference):
        """Lines of a new cart: what the order has not got.

        :return: list of dicts as of the browser's cart
        """
        products = self.env["product.product"].sudo()
        units = self.env["uom.uom"].sudo()
        lines = []
        for (product_id, unit_id), quantity in difference.added.items():
            product, unit = products.browse(product_id), units.browse(unit_id)
            named = product.with_context(display_default_code=False)
            lines.append(
                {
                    "key": cart_key.write(product.id, unit.id, product.uom_id.id),
                    "name": named.display_name,
                    "quantity": quantity,
                    "digits": str(self._get_quantity_digits(unit)),
                }
            )
        return lines
