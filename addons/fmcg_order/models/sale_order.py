from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError, UserError

from odoo.addons.fmcg_channel.words import join_names


class SaleOrder(models.Model):
    """The parties of a channel order, derived from its seller and its customer."""

    _inherit = "sale.order"

    # for channel.author.guard: buyers do not read them, nobody is offered the key
    _technical_fields = ("intake_key",)
    _insider_fields = ("submitted_by_id",)

    buyer_node_id = fields.Many2one(
        "channel.node",
        compute="_compute_channel_parties",
        store=True,
        precompute=True,
        index=True,
    )
    seller_node_id = fields.Many2one(
        "channel.node",
        compute="_compute_channel_parties",
        store=True,
        precompute=True,
        index=True,
    )
    agreement_id = fields.Many2one(
        "channel.agreement",
        compute="_compute_channel_parties",
        store=True,
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    submitted_date = fields.Datetime(readonly=True, copy=False)
    submitted_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    confirmed_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, groups="base.group_user"
    )
    intake_key = fields.Char(
        readonly=True,
        copy=False,
        help="Key of the submission that made this order: the same key again returns "
        "this order instead of making another one.",
    )
    receipt_ids = fields.One2many(
        "channel.receipt", "order_id", readonly=True, groups="base.group_user"
    )

    _intake_key_unique = models.UniqueIndex(
        "(company_id, intake_key) WHERE intake_key IS NOT NULL",
        "This submission has made an order already.",
    )

    @api.depends("company_id", "partner_id")
    def _compute_channel_parties(self):
        pairs = {
            order: (
                order.partner_id.sudo().channel_node_id.id,
                order.company_id.id,
            )
            for order in self
        }
        agreements = self.env["channel.agreement"]._find_for_pairs(
            pair for pair in pairs.values() if all(pair)
        )
        for order, pair in pairs.items():
            order.buyer_node_id = pair[0]
            order.seller_node_id = pair[0] and order.company_id.sudo().channel_node_id
            order.agreement_id = agreements.get(pair)

    @api.depends("agreement_id")
    def _compute_user_id(self):
        """A customer's salesperson is the one of its agreement."""
        result = super()._compute_user_id()
        for order in self:
            salesperson = order.agreement_id.sudo().user_id
            if salesperson and order.state in ("draft", "sent"):
                order.user_id = salesperson
        return result

    @api.depends("agreement_id")
    def _compute_partner_shipping_id(self):
        """Core takes the first address; a seller delivers to those that it agreed to."""
        result = super()._compute_partner_shipping_id()
        for order in self.filtered("agreement_id"):
            if order.partner_shipping_id != order.partner_id:
                agreement = order.agreement_id
                addresses = agreement._get_delivery_addresses()
                if order.partner_shipping_id.sudo() not in addresses:
                    order.partner_shipping_id = agreement._get_usual_address(addresses)
        return result

    @api.depends("agreement_id")
    def _compute_warehouse_id(self):
        result = super()._compute_warehouse_id()
        for order in self:
            warehouse = order.agreement_id.sudo().warehouse_id
            if warehouse and order.state in ("draft", "sent"):
                order.warehouse_id = warehouse
        return result

    @api.depends("agreement_id")
    def _compute_require_signature(self):
        """A channel order is submitted and approved; core's signature is no entrance."""
        result = super()._compute_require_signature()
        self.filtered("agreement_id").require_signature = False
        return result

    @api.depends("agreement_id")
    def _compute_require_payment(self):
        result = super()._compute_require_payment()
        self.filtered("agreement_id").require_payment = False
        return result

    def _action_confirm(self):
        # sudo: nobody says by hand who confirmed an order
        self.sudo().confirmed_by_id = self.env.uid
        for order in self:
            carrier = order.agreement_id.sudo().carrier_id
            if carrier and not order.carrier_id:
                order.carrier_id = carrier
        return super()._action_confirm()

    def _get_caretaker(self):
        """Who of the seller's staff is told of what happens to this order: its
        salesperson, else the agreement's, else the user."""
        self.ensure_one()
        order = self.sudo()
        return order.user_id or order.agreement_id.user_id or self.env.user

    @api.model
    def _place_channel_order(self, agreement, quantities, key=None, **values):
        """Enter and submit an order on behalf of a buyer: the one service for portals,
        imports and programs.

        The caller has checked that the user may buy under ``agreement``. Runs as
        superuser in the seller's company; the user stays the author.

        :param agreement: ``channel.agreement`` to order under
        :param quantities: dict to quantities; a key is a ``product.product``, ordered
            in its own unit, or a pair of it and one of its units (``uom.uom``)
        :param key: idempotency key; a key seen before returns its order
        :param values: further values of the order, such as ``note``
        :return: the ``sale.order``, submitted
        :raise UserError: when nothing is ordered, or in a unit that is not the product's
        """
        company = agreement.company_id
        Order = self.sudo().with_company(company)
        known = Order._find_by_intake_key(company, key)
        if known:
            return known
        quantities = {key: quantity for key, quantity in quantities.items() if quantity}
        if not quantities:
            raise UserError(
                self.env._("Quantity: order at least one product before you submit.")
            )
        self._check_channel_units(quantities)
        order = Order._create_once(
            Order._prepare_channel_order_values(agreement, quantities, key) | values
        )
        order._submit()
        return order

    @api.model
    def _check_channel_units(self, quantities):
        """Units come from outside, and core takes any for any product.

        :raise UserError: naming all products that are not sold in the asked unit
        """
        pairs = [key for key in quantities if isinstance(key, tuple)]
        # one record set, so that all products are read at once
        products = self.env["product.product"].union(*(pair[0] for pair in pairs))
        units = {
            product: self._get_channel_units(product) for product in products.sudo()
        }
        messages = [
            self._describe_foreign_unit(product.sudo(), unit.sudo(), units[product])
            for product, unit in pairs
            if unit not in units[product]
        ]
        if messages:
            raise UserError("\n".join(messages))

    @api.model
    def _get_channel_units(self, product):
        """The units that a product can be ordered in, its own one first."""
        return product.uom_id | product.uom_ids

    @api.model
    def _describe_foreign_unit(self, product, unit, allowed):
        return self.env._(
            "Unit of %(product)s: it is not sold by %(unit)s. Choose one of: %(units)s.",
            product=product.display_name,
            unit=unit.name,
            units=join_names(self.env, allowed.mapped("name")),
        )

    @api.model
    def _create_once(self, values):
        """Create the order; when the same submission is being entered at this moment,
        let the whole request be tried again, so that it finds the other's order.

        What is the intake's to say, its key above all, needs no right of the user.
        """
        found = {name for name in values if self._is_found_at_intake(name)}
        given = {name: values[name] for name in values.keys() - found}
        try:
            with self.env.cr.savepoint():
                order = self.create(given)
                if found:
                    order.sudo().write({name: values[name] for name in found})
                return order
        except UniqueViolation as error:
            if error.diag.constraint_name == self._intake_key_unique.full_name(self):
                raise ConcurrencyError(str(error)) from error
            raise

    @api.model
    def _is_found_at_intake(self, name):
        """Whether a value is the intake's to say, and no client's."""
        return not self._has_field_access(self._fields[name], "write")

    @api.model
    def _find_by_intake_key(self, company, key):
        if not key:
            return self.browse()
        return self.search([("company_id", "=", company.id), ("intake_key", "=", key)])

    @api.model
    def _prepare_channel_order_values(self, agreement, quantities, key):
        return {
            "company_id": agreement.company_id.id,
            "partner_id": agreement.partner_id.id,
            "intake_key": key or False,
            "order_line": [
                fields.Command.create(self._prepare_channel_line_values(key, quantity))
                for key, quantity in quantities.items()
            ],
        }

    @api.model
    def _prepare_channel_line_values(self, key, quantity):
        """:param key: as in the quantities of ``_place_channel_order``"""
        product, unit = key if isinstance(key, tuple) else (key, None)
        values = {"product_id": product.id, "product_uom_qty": quantity}
        return values | {"product_uom_id": unit.id} if unit else values

    @api.model
    def _get_channel_products_domain(self, agreement):
        """Which products a buyer may be offered under ``agreement``.

        Listing and unlisting per channel extend this.
        """
        domain = [
            ("sale_ok", "=", True),
            ("type", "=", "consu"),
            ("company_id", "in", (False, agreement.company_id.id)),
        ]
        scope = agreement.sudo().categ_ids
        if scope:
            domain.append(("categ_id", "child_of", scope.ids))
        return domain
