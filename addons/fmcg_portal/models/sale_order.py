from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import plaintext2html

from ..engine import quantity as quantities_engine

MAX_LINES = 1000
KEY_LENGTHS = range(16, 65)

# Reasons of the gate that the buyer itself can cure: an order with one of them is
# refused at once instead of being put on hold, because the buyer cannot change it later.
BUYER_CURES = (
    "agreement_inactive",
    "out_of_scope",
    "below_minimum",
    "empty",
    "not_listed",
    "quantity_minimum",
    "quantity_multiple",
    "quantity_maximum",
    "quota",
)


class SaleOrder(models.Model):
    """Orders that come in through the portal."""

    _inherit = "sale.order"

    @api.model
    def _place_portal_order(self, agreement, raw_quantities, key, note=None):
        """Enter and submit what a buyer typed in the portal.

        :param agreement: ``channel.agreement`` of which the caller knows that it is
            the user's own
        :param raw_quantities: dict from product id to quantity, as the browser sent it
        :param key: what the browser sends again when it repeats this submission
        :param note: text for the seller
        :return: tuple of the ``sale.order`` and whether it existed before
        :raise UserError: with all reasons why it was refused; nothing is kept if the
            caller lets it go through to the end of the request
        """
        key = self._get_portal_intake_key(agreement, key)
        known = self.sudo()._find_by_intake_key(agreement.company_id, key)
        if known:
            return known, True
        message = agreement._order_blocker()
        if message:
            raise UserError(message)
        quantities, problems = self._read_portal_quantities(agreement, raw_quantities)
        if problems:
            raise UserError("\n".join(problem["message"] for problem in problems))
        order = self._place_channel_order(
            agreement, quantities, key=key, **self._prepare_portal_order_values(note)
        )
        refusals = order._get_buyer_refusals()
        if refusals:
            raise UserError("\n".join(refusals))
        return order, False

    @api.model
    def _get_portal_intake_key(self, agreement, key):
        """The buyer's key, made its own: another buyer's key can never be met."""
        if not isinstance(key, str) or len(key.strip()) not in KEY_LENGTHS:
            raise UserError(
                self.env._("Key: the page is incomplete. Reload it and submit again.")
            )
        return f"portal-{agreement.id}-{key.strip()}"

    @api.model
    def _prepare_portal_order_values(self, note):
        note = note.strip()[:2000] if isinstance(note, str) else ""
        return {"note": plaintext2html(note)} if note else {}

    @api.model
    def _read_portal_quantities(self, agreement, raw_quantities):
        """Check what the browser sent, product by product.

        :return: dict from ``product.product`` to quantity, zeros left out, and a list
            of problems: dicts with ``product_id`` and ``message``
        """
        if not isinstance(raw_quantities, dict) or len(raw_quantities) > MAX_LINES:
            message = self.env._(
                "Quantities: send at most %s products with their quantities.", MAX_LINES
            )
            return {}, [{"product_id": False, "message": message}]
        wanted = [int(key) for key in raw_quantities if self._is_product_key(key)]
        offered = self._find_portal_products(agreement, wanted)
        by_key = {str(product.id): product for product in offered}
        quantities, problems = {}, []
        for key, raw in raw_quantities.items():
            product = by_key.get(str(key))
            if not product:
                problems.append(self._describe_not_offered(agreement, key))
                continue
            value, code = quantities_engine.read(raw, self._get_portal_digits(product))
            if code:
                problems.append(self._describe_bad_quantity(product, raw, code))
            elif value:
                quantities[product] = float(value)
        return quantities, problems

    @api.model
    def _is_product_key(self, key):
        return (
            isinstance(key, str) and key.isascii() and key.isdigit() and len(key) < 10
        )

    @api.model
    def _find_portal_products(self, agreement, product_ids):
        """Those of ``product_ids`` that the buyer may order under ``agreement``."""
        return (
            self.env["product.product"]
            .sudo()
            .with_company(agreement.company_id)
            .with_context(display_default_code=False)
            .search(
                Domain(self._get_channel_products_domain(agreement))
                & Domain("id", "in", product_ids)
            )
        )

    @api.model
    def _get_portal_digits(self, product):
        """How many decimals of the product's unit may be ordered; none of pieces."""
        unit = self.env.ref("uom.product_uom_unit").sudo()
        if product.uom_id._has_common_reference(unit):
            return 0
        return self.env["decimal.precision"].precision_get("Product Unit")

    @api.model
    def _describe_not_offered(self, agreement, key):
        """Never names the product: it may be somebody else's."""
        message = self.env._(
            "Product no. %(product)s: not offered by %(seller)s. Remove it.",
            product=str(key)[:20],
            seller=agreement.company_id.sudo().name,
        )
        return {"product_id": str(key), "message": message}

    @api.model
    def _describe_bad_quantity(self, product, raw, code):
        values = {"product": product.display_name, "value": str(raw)[:20]}
        texts = {
            quantities_engine.NOT_A_NUMBER: self.env._(
                "Quantity of %(product)s: “%(value)s” is not a number.", **values
            ),
            quantities_engine.NEGATIVE: self.env._(
                "Quantity of %(product)s: %(value)s is negative. Give 0 or more.",
                **values,
            ),
            quantities_engine.TOO_MUCH: self.env._(
                "Quantity of %(product)s: %(value)s is more than one order may hold.",
                **values,
            ),
            quantities_engine.TOO_FINE: self.env._(
                "Quantity of %(product)s: %(value)s is too fine for the unit %(unit)s. "
                "Give a rounder one.",
                unit=product.uom_id.name,
                **values,
            ),
        }
        return {"product_id": str(product.id), "message": texts[code]}

    def _get_buyer_refusals(self):
        """Reasons of the gate that the buyer has to cure before submitting."""
        self.ensure_one()
        if self.state not in ("draft", "sent"):
            return []
        return [
            blocker.message
            for blocker in self._collect_blockers()
            if blocker.stops and blocker.code in BUYER_CURES
        ]

    @api.model
    def _preview_portal_order(self, agreement, quantities):
        """What an order of ``quantities`` would cost; nothing is stored."""
        Order = self.sudo().with_company(agreement.company_id)
        return Order.new(
            Order._prepare_channel_order_values(agreement, quantities, False)
        )

    def _get_portal_preview(self):
        """The previewed order for the browser, amounts formatted."""
        self.ensure_one()
        currency = self.currency_id
        return {
            "lines": [
                {
                    "product_id": line.product_id.id,
                    "name": line.product_id.with_context(
                        display_default_code=False
                    ).display_name,
                    "quantity": line.product_uom_qty,
                    "unit": line.product_uom_id.name,
                    "price": currency.format(
                        line.price_unit * (1 - line.discount / 100)
                    ),
                    "subtotal": currency.format(line.price_subtotal),
                }
                for line in self.order_line
            ],
            "untaxed": currency.format(self.amount_untaxed),
            "tax": currency.format(self.amount_tax),
            "has_tax": bool(self.amount_tax),
            "total": currency.format(self.amount_total),
            "reasons": self._get_buyer_refusals() if self.order_line else [],
        }

    def _get_reorder_quantities(self, agreement):
        """What this order bought and ``agreement`` still offers.

        :return: dict from ``product.product`` to quantity in its own unit, and the
            names of what is no longer offered
        """
        self.ensure_one()
        lines = self.sudo().order_line.filtered(
            lambda line: line.product_id and not line.is_delivery
        )
        offered = self._find_portal_products(agreement, lines.product_id.ids)
        quantities = {}
        for line in lines.filtered(lambda line: line.product_id in offered):
            product = offered.browse(line.product_id.id)
            quantity = line.product_uom_id._compute_quantity(
                line.product_uom_qty, product.uom_id
            )
            quantities[product] = quantities.get(product, 0.0) + quantity
        missing = (lines.product_id - offered).with_context(display_default_code=False)
        return quantities, missing.mapped("display_name")
