from odoo.fields import Command
from odoo.tests import TransactionCase


class GuardCase(TransactionCase):
    """Two warehouses, and tea in one of them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Warehouse = cls.env["stock.warehouse"]
        cls.north = Warehouse.create({"name": "North Store", "code": "GNOR"})
        cls.south = Warehouse.create({"name": "South Store", "code": "GSOU"})
        cls.tea = cls.create_product("Tea")
        cls.put(cls.tea, 10)

    @classmethod
    def create_product(cls, name, **values):
        return cls.env["product.product"].create(
            {"name": name, "is_storable": True, **values}
        )

    @classmethod
    def put(cls, product, quantity, place=None):
        cls.env["stock.quant"]._update_available_quantity(
            product, place or cls.north.lot_stock_id, quantity
        )

    @classmethod
    def create_transfer(cls, quantities, warehouse=None, reserve="manual"):
        """A confirmed delivery.

        :param quantities: dict from product to quantity
        :param reserve: as the operation type says when goods are reserved
        """
        kind = (warehouse or cls.north).out_type_id
        kind.reservation_method = reserve
        places = {
            "location_id": kind.default_location_src_id.id,
            "location_dest_id": cls.env.ref("stock.stock_location_customers").id,
        }
        picking = cls.env["stock.picking"].create(
            {
                "picking_type_id": kind.id,
                "move_ids": [
                    Command.create(
                        {"product_id": product.id, "product_uom_qty": quantity, **places}
                    )
                    for product, quantity in quantities.items()
                ],
                **places,
            }
        )
        picking.action_confirm()
        return picking

    def type_line(self, picking, quantity, **values):
        """As somebody does among the details of a transfer."""
        move = picking.move_ids[:1]
        return self.env["stock.move.line"].create(
            move._prepare_move_line_vals(quantity=quantity) | values
        )

    def end_request(self):
        """What is done at the end of each request, before the commit."""
        self.env.cr.flush()
