from odoo import Command, api, fields, models

from odoo.addons.fmcg_channel.quantities import to_quantity

from ..engine.upstream import Coming, Share

DONE = ("done", "cancel")


class PurchaseOrderLine(models.Model):
    _inherit = "purchase.order.line"

    sourced_need_id = fields.Many2one(
        "sale.order.line",
        string="Ordered For",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="The customer's line that it is bought for, back to back.",
    )
    share_ids = fields.One2many(
        "channel.sourcing.share", "purchase_line_id", string="For Customers", readonly=True
    )

    @api.model
    def _get_derived_fields(self):
        return super()._get_derived_fields() | {"sourced_need_id", "share_ids"}

    def _to_coming(self):
        """What of this line is still to arrive, for the engine."""
        return Coming(
            self.id,
            self.product_id.id,
            to_quantity(self._get_quantity_to_arrive()),
            self._get_arrival_day(),
            self.sourced_need_id.id or None,
            tuple(
                Share(share.sale_line_id.id, self.id, to_quantity(share.quantity))
                for share in self.share_ids
            ),
        )

    def _get_quantity_to_arrive(self):
        """In the product's own unit: all of what is not confirmed, else what receipts ask
        for that have not been taken in."""
        if self.order_id.state == "cancel":
            return 0.0
        if self.order_id.state != "purchase":
            return self.product_uom_id._compute_quantity(
                self.product_qty, self.product_id.uom_id
            )
        moves = self.move_ids.filtered(
            lambda move: move.state not in DONE and move.location_dest_usage == "internal"
        )
        return sum(moves.mapped("product_qty"))

    def _get_arrival_day(self):
        """The day of arrival; None until the supplier has said."""
        if self.order_id.follows_order:
            return self.sudo().upstream_line_id.promised_date or None
        return self.company_id._get_channel_day(self.date_planned)

    # --- sourcing ---

    @api.model
    def _create_sourced(self, vals_list):
        """Create lines of open purchases, in the products' own units. All that core would
        look up for each line is given, until the supplier says it."""
        orders = self.env["purchase.order"].browse([one["order_id"] for one in vals_list])
        products = self.env["product.product"].browse(
            [one["product_id"] for one in vals_list]
        )
        return self.create(
            [
                self._prepare_sourced(order, product) | values
                for order, product, values in zip(orders, products, vals_list, strict=True)
            ]
        )

    @api.model
    def _prepare_sourced(self, order, product):
        taxes = product.supplier_taxes_id._filter_taxes_by_company(order.company_id)
        return {
            "name": product.display_name,
            "product_uom_id": product.uom_id.id,
            "price_unit": product.standard_price,
            "tax_ids": [Command.set(order.fiscal_position_id.map_tax(taxes).ids)],
            "date_planned": order.date_order,
        }

    def _want(self, wanted):
        """Ask for what the engine's line ``wanted`` does, for those whom it is for."""
        quantity = float(wanted.quantity)
        if self.product_qty != quantity:
            self.product_qty = quantity
        self._share({share.need: share.quantity for share in wanted.shares})

    def _share(self, quantities):
        """Keep what of this line is for whom.

        :param quantities: dict from id of a customer's line to Decimal
        """
        kept = {share.sale_line_id.id: share for share in self.share_ids}
        commands = [
            Command.delete(share.id) for need, share in kept.items() if need not in quantities
        ]
        for need, quantity in quantities.items():
            values = {"quantity": float(quantity)}
            if need not in kept:
                commands.append(Command.create(values | {"sale_line_id": need}))
            elif kept[need].quantity != float(quantity):
                commands.append(Command.update(kept[need].id, values))
        if commands:
            self.share_ids = commands
