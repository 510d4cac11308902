from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html

from odoo.addons.fmcg_channel.words import join_names
from odoo.addons.fmcg_intake.engine import quantity as quantities_engine

from ..engine import cart_key

MAX_LINES = 1000
KEY_LENGTHS = range(16, 65)


class SaleOrder(models.Model):
    """Orders that come in through the portal."""

    _inherit = "sale.order"

    @api.model
    def _place_portal_order(
        self,
        agreement,
        raw_quantities,
        key,
        note=None,
        coupons=None,
        choices=None,
        reviewed=None,
        address=None,
        extras=None,
        **values,
    ):
        """Enter and submit what a buyer typed in the portal.

        :param agreement: ``channel.agreement`` of which the caller knows that it is
            the user's own
        :param raw_quantities: dict from key of the cart (see ``engine/cart_key.py``) to
            quantity, as the browser sent it
        :param key: what the browser sends again when it repeats this submission
        :param note: text for the seller
        :param coupons: list of codes, as the browser sent it
        :param choices: dict from promotion to the product chosen among its gifts, as the
            browser sent it
        :param reviewed: what the buyer saw, as of ``_prepare_reviewed``: the order is
            refused if it would get less
        :param address: id of one of the buyer's approved delivery addresses, as the
            browser sent it; ``None`` is the usual one
        :param extras: dict of what other add-ons ask in the review, as the browser sent it
        :param values: further values of the order, from programs only
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
        wishes = self._read_valid_wishes(agreement, coupons, choices)
        order = self._place_channel_order(
            agreement,
            quantities,
            key=key,
            **self._prepare_portal_order_values(note),
            **self._read_portal_address(agreement, address),
            **self._read_portal_extras(agreement, extras),
            **wishes,
            **values,
        )
        order._check_reviewed(reviewed)
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
        values = {"order_channel": "portal"}
        return values | {"note": plaintext2html(note)} if note else values

    @api.model
    def _read_portal_address(self, agreement, raw):
        """Where the goods go: values of the order.

        :param raw: as the browser sent it
        :raise UserError: unless it is an address that the seller has approved
        """
        addresses = agreement._get_delivery_addresses()
        if raw is None:
            return {"partner_shipping_id": agreement._get_usual_address(addresses).id}
        chosen = addresses.filtered(lambda one: str(one.id) == str(raw))
        if not chosen:
            raise UserError(
                self.env._(
                    "Delivery address: it is not one of those that %s delivers to. "
                    "Choose another one.",
                    agreement.company_id.sudo().name,
                )
            )
        return {"partner_shipping_id": chosen.id}

    @api.model
    def _read_portal_extras(self, agreement, raw):
        """Hook: what other add-ons ask in the review, as values of the order.

        :param raw: dict by name, as the browser sent it; ``None``: the buyer was not asked
        :raise UserError: naming what is not one of the answers, and those that there are
        """
        return {}

    @api.model
    def _read_portal_quantities(self, agreement, raw_quantities):
        """Check what the browser sent, line by line of the cart.

        :return: dict from pairs of ``product.product`` and ``uom.uom`` to quantity,
            zeros left out, and a list of problems: dicts with ``key`` and ``message``
        """
        if not isinstance(raw_quantities, dict) or len(raw_quantities) > MAX_LINES:
            message = self.env._(
                "Quantities: send at most %s products with their quantities.", MAX_LINES
            )
            return {}, [{"key": False, "message": message}]
        goods = self._find_portal_goods(agreement, raw_quantities)
        quantities, problems = {}, []
        for key, raw in raw_quantities.items():
            product, unit, message = goods[key]
            value = None
            if not message:
                digits = self._get_quantity_digits(unit)
                value, code = quantities_engine.read(raw, digits)
                message = code and self._describe_bad_quantity(product, unit, raw, code)
            if message:
                problems.append({"key": str(key), "message": message})
            elif value:
                pair = (product, unit)
                quantities[pair] = quantities.get(pair, 0.0) + float(value)
        return self._gather_units(quantities), problems

    @api.model
    def _gather_units(self, quantities):
        """Put the units of a product together: a browser sends plain products first."""
        by_product = {}
        for pair, quantity in quantities.items():
            by_product.setdefault(pair[0], {})[pair] = quantity
        return {
            pair: quantity
            for gathered in by_product.values()
            for pair, quantity in gathered.items()
        }

    @api.model
    def _find_portal_goods(self, agreement, keys):
        """What the keys of a cart stand for.

        :return: dict from key to ``(product, unit, message)``; the message says why it
            cannot be ordered, and is ``None`` if it can
        """
        read = {key: cart_key.read(key) for key in keys}
        wanted = [ids[0] for ids in read.values() if ids]
        offered = self._find_portal_products(agreement, wanted)
        products = {product.id: product for product in offered}
        return {
            key: self._find_portal_unit(
                agreement, key, products.get(ids and ids[0]), ids and ids[1]
            )
            for key, ids in read.items()
        }

    @api.model
    def _find_portal_unit(self, agreement, key, product, unit_id):
        if not product:
            return None, None, self._describe_not_offered(agreement, key)
        allowed = self._get_channel_units(product)
        if not unit_id:
            return product, product.uom_id, None
        unit = allowed.filtered(lambda unit: unit.id == unit_id)
        if not unit:
            return product, None, self._describe_unknown_unit(product, unit_id, allowed)
        return product, unit, None

    @api.model
    def _find_portal_products(self, agreement, product_ids):
        """Those of ``product_ids`` that the buyer may order under ``agreement``."""
        return self._find_channel_products(agreement, product_ids).with_context(
            display_default_code=False
        )

    @api.model
    def _describe_not_offered(self, agreement, key):
        """Never names the product: it may be somebody else's."""
        return self.env._(
            "Product no. %(product)s: not offered by %(seller)s. Remove it.",
            product=str(key)[:20].partition(":")[0],
            seller=agreement.company_id.sudo().name,
        )

    @api.model
    def _describe_unknown_unit(self, product, unit_id, allowed):
        """Never names the unit: it may be somebody else's."""
        return self.env._(
            "Unit no. %(unit)s: %(product)s is not sold by it. Choose one of: %(units)s.",
            unit=unit_id,
            product=product.display_name,
            units=join_names(self.env, allowed.mapped("name")),
        )
