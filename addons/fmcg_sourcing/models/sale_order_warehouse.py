from collections import defaultdict
from decimal import Decimal

from odoo import api, models

from odoo.addons.fmcg_channel.quantities import to_quantity

from ..engine.warehouse_choice import choose_warehouse


class SaleOrder(models.Model):
    """From which of a seller's warehouses an order is served.

    That of the agreement (``fmcg_order``); else the one that serves the buyer's territory
    most closely; else, when the order is handed in, the one that has most of it, so that it
    is split least. What a person chose stays: any other one than these give.
    """

    _inherit = "sale.order"

    @api.depends("agreement_id")
    def _compute_warehouse_id(self):
        result = super()._compute_warehouse_id()
        for order in self.filtered(lambda one: one._may_choose_warehouse()):
            warehouse = order._find_warehouse_of_territory()
            if warehouse:
                order.warehouse_id = warehouse
        return result

    def _may_choose_warehouse(self):
        """Whether the agreement leaves open from where the order is served."""
        return bool(
            self.state in ("draft", "sent")
            and self.agreement_id
            and not self.agreement_id.sudo().warehouse_id
        )

    def _get_warehouses_of_seller(self):
        """sudo: a buyer hands in an order without seeing where its goods lie."""
        return self.env["stock.warehouse"].sudo().search(
            [("company_id", "=", self.company_id.id)]
        )

    def _find_warehouse_of_territory(self):
        """The one that serves the buyer's territory most closely; none where that is
        nobody, or several alike."""
        self.ensure_one()
        agreement = self.agreement_id.sudo()
        territory = agreement.territory_id or agreement.node_id.territory_id
        found = {
            warehouse: warehouse._get_closeness(territory)
            for warehouse in self._get_warehouses_of_seller()
        }
        closest = max(found.values(), default=0)
        best = [one for one, closeness in found.items() if closest and closeness == closest]
        return best[0] if len(best) == 1 else self.env["stock.warehouse"]

    def _submit(self):
        self._choose_warehouses()
        return super()._submit()

    def _choose_warehouses(self):
        """Of warehouses that are alike, the one that has most of the order."""
        for order in self.filtered(lambda one: one._may_choose_warehouse()):
            warehouses = order._get_warehouses_of_seller()
            if len(warehouses) > 1 and not order._find_warehouse_of_territory():
                order._choose_warehouse(warehouses)

    def _choose_warehouse(self, warehouses):
        usual = self._get_usual_warehouse()
        if self.warehouse_id != usual:
            return  # somebody chose it
        wanted = self._get_wanted_goods()
        free = self._get_free_by_warehouse(warehouses, wanted)
        # of two alike the usual one
        ranked = sorted(warehouses, key=lambda one: (one != usual, one.sequence, one.id))
        best = choose_warehouse(
            {product.id: quantity for product, quantity in wanted.items()},
            {warehouse.id: free[warehouse] for warehouse in ranked},
        )
        if best and best != self.warehouse_id.id:
            # sudo: who hands in the order need not see where goods lie
            self.sudo().warehouse_id = best

    def _get_usual_warehouse(self):
        """What it is where nobody chooses."""
        again = self.new(origin=self)
        again._compute_warehouse_id()
        return again.warehouse_id._origin

    def _get_wanted_goods(self):
        """Dict from product to quantity in the product's own unit."""
        wanted = defaultdict(Decimal)
        for line in self.sudo().order_line:
            if line.product_id.is_storable and not line.display_type:
                quantity = line.product_uom_id._compute_quantity(
                    line.product_uom_qty, line.product_id.uom_id
                )
                wanted[line.product_id] += to_quantity(quantity)
        return wanted

    def _get_free_by_warehouse(self, warehouses, products):
        """Dict from warehouse to dict from id of a product to what this buyer gets."""
        company = self.company_id.sudo()._in_own_books()
        days = self.agreement_id.sudo()._get_days_to_last()
        products = company.env["product.product"].concat(*products)
        shelves = company._get_free_by_warehouse(products, {days})
        return {
            warehouse: {
                product.id: shelf.get_for(days)
                for (place, product), shelf in shelves.items()
                if place.id == warehouse.id
            }
            for warehouse in warehouses
        }
