from psycopg2.errors import UniqueViolation

from odoo import models
from odoo.exceptions import ConcurrencyError


class ResCompany(models.Model):
    _inherit = "res.company"

    def _get_direct_type(self):
        """The operation by which goods go straight from suppliers to customers of this
        enterprise; made when it is needed first."""
        self.ensure_one()
        Type = self.env["stock.picking.type"].sudo().with_context(active_test=False)
        domain = [("company_id", "=", self.id), ("is_direct", "=", True)]
        return Type.search(domain, limit=1) or self._make_direct_type(Type)

    def _make_direct_type(self, Type):
        try:
            with self.env.cr.savepoint():
                return Type.create(self._prepare_direct_type())
        except UniqueViolation as error:
            raise ConcurrencyError(str(error)) from error

    def _prepare_direct_type(self):
        """To whoever reads them such transfers are deliveries, numbered as all others; what
        comes back comes to the own warehouse."""
        warehouse = self.env["stock.warehouse"].search(
            [("company_id", "=", self.id)], limit=1
        )
        return {
            "name": self.env._("Straight to Customers"),
            "company_id": self.id,
            "is_direct": True,
            "code": "outgoing",
            "sequence_code": warehouse.out_type_id.sequence_code,
            "sequence_id": warehouse.out_type_id.sequence_id.id,
            "sequence": 90,
            "create_backorder": "never",
            "warehouse_id": warehouse.id,
            "return_picking_type_id": warehouse.in_type_id.id,
            "default_location_src_id": self.env.ref(
                "stock.stock_location_inter_company"
            ).id,
            "default_location_dest_id": self.env.ref("stock.stock_location_customers").id,
        }

    def _prepare_sourced_order(self, agreement, place):
        values = super()._prepare_sourced_order(agreement, place)
        return values | {"direct_address_id": place or False}

    def _tidy_purchases(self, products):
        """What customers have given up is no matter of the supplier's any more."""
        result = super()._tidy_purchases(products)
        shares = self.env["channel.sourcing.share"].search(
            [
                ("company_id", "=", self.id),
                ("given_up", ">", 0),
                ("purchase_line_id.product_id", "in", products.ids),
            ]
        )
        for purchase in shares.purchase_line_id.order_id:
            purchase._give_back(
                shares.filtered(
                    lambda one, purchase=purchase: (
                        one.purchase_line_id.order_id == purchase
                    )
                )
            )
        return result
