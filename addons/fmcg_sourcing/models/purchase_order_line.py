from collections import Counter

from odoo import Command, api, fields, models
from odoo.fields import Domain

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
        return super()._get_derived_fields() | {
            "sourced_need_id",
            "share_ids",
            "stock_quantity",
        }

    @api.model
    def _get_coming_domain(self):
        """What may still arrive: also of a cancelled order what had left before."""
        return (
            Domain("order_id.state", "in", ("sent", "to approve", "purchase"))
            | Domain("order_id.state", "=", "draft")
            & Domain("order_id.is_sourced", "=", False)
            & Domain("order_id.agreement_id", "!=", False)
            | Domain("order_id.state", "=", "cancel")
            & Domain(
                "move_ids",
                "any",
                [("upstream_move_key", ">", 0), ("state", "not in", DONE)],
            )
        )

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
        state = self.order_id.state
        if state not in ("purchase", "cancel"):
            return self.product_uom_id._compute_quantity(
                self.product_qty, self.product_id.uom_id
            )
        moves = self.move_ids.filtered(
            lambda move: move.state not in DONE
            and move.location_dest_usage == "internal"
            and (state == "purchase" or move.upstream_move_key)
        )
        return sum(moves.mapped("product_qty"))

    def _get_arrival_day(self):
        """The day of arrival; None until the supplier has said."""
        if self.order_id.follows_order:
            return self.sudo().upstream_line_id.promised_date or None
        return self.company_id._get_channel_day(self.date_planned)

    # --- what will not come ---

    def _tell_shortage(self):
        """Say on customers' orders what will not come for them: to the youngest promise
        first. Told once: what is lacking is ordered anew, for whom it is then."""
        for line in self:
            lacking = to_quantity(sum(line.share_ids.mapped("quantity"))) - to_quantity(
                line._get_quantity_to_arrive()
            )
            for share in line.share_ids._sort_youngest_first():
                if lacking > 0:
                    lost = min(lacking, to_quantity(share.quantity))
                    lacking -= lost
                    share._tell_lost(lost)

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

    def _merge_into_first(self):
        """Make one line of these lines of a product."""
        shares = Counter()
        for share in self.share_ids:
            shares[share.sale_line_id.id] += to_quantity(share.quantity)
        first, needs = self[:1], self.sourced_need_id
        values = {
            "product_qty": sum(self.mapped("product_qty")),
            "stock_quantity": sum(self.mapped("stock_quantity")),
        }
        if len(needs) > 1 or values["stock_quantity"]:
            values["sourced_need_id"] = False
        (self - first).unlink()
        first.write(values)
        first._share(shares)

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
            before = {
                share.sale_line_id: to_quantity(share.quantity) for share in self.share_ids
            }
            self.share_ids = commands
            self._tell_freed(before, quantities)
