"""Where goods are counted: the same in cases and pieces."""

from odoo import api, fields, models

LABEL = "In Cases"
HELP = "In cases and pieces. Type it as you say it, such as 3 cases, 2箱5瓶 or 53."


class SaleOrderLine(models.Model):
    _name = "sale.order.line"
    _inherit = ["sale.order.line", "channel.packed.mixin"]
    _packed_unit = "product_uom_id"

    packed_quantity = fields.Char(
        string=LABEL,
        compute="_compute_packed_quantity",
        inverse="_inverse_packed_quantity",
        help=HELP,
    )

    @api.depends("product_id.uom_ids", "product_uom_id", "product_uom_qty")
    @api.depends_context("lang")
    def _compute_packed_quantity(self):
        self._say_packed("packed_quantity", "product_uom_qty")

    @api.onchange("packed_quantity")
    def _inverse_packed_quantity(self):
        self._read_packed("packed_quantity", "product_uom_qty")

    def _take_packed(self, quantity_name, quantities):
        """One unit is ordered by, with its price; several are added up in pieces."""
        units = {unit for unit, _number in quantities}
        if len(units) == 1:
            (unit,) = units
        elif units:
            unit = self.product_id._get_packing()[0]
        if units and unit != self.product_uom_id:
            self.product_uom_id = unit
        return super()._take_packed(quantity_name, quantities)


class StockMove(models.Model):
    _name = "stock.move"
    _inherit = ["stock.move", "channel.packed.mixin"]

    packed_demand = fields.Char(
        string="Demand in Cases", compute="_compute_packed_demand"
    )
    packed_quantity = fields.Char(
        string=LABEL,
        compute="_compute_packed_quantity",
        inverse="_inverse_packed_quantity",
        help=HELP,
    )

    @api.depends("product_id.uom_ids", "product_uom", "product_uom_qty")
    @api.depends_context("lang")
    def _compute_packed_demand(self):
        self._say_packed("packed_demand", "product_uom_qty")

    @api.depends("product_id.uom_ids", "product_uom", "quantity")
    @api.depends_context("lang")
    def _compute_packed_quantity(self):
        self._say_packed("packed_quantity", "quantity")

    @api.onchange("packed_quantity")
    def _inverse_packed_quantity(self):
        self._read_packed("packed_quantity", "quantity")


class StockMoveLine(models.Model):
    _name = "stock.move.line"
    _inherit = ["stock.move.line", "channel.packed.mixin"]
    _packed_unit = "product_uom_id"

    packed_quantity = fields.Char(
        string=LABEL,
        compute="_compute_packed_quantity",
        inverse="_inverse_packed_quantity",
        help=HELP,
    )

    @api.depends("product_id.uom_ids", "product_uom_id", "quantity")
    @api.depends_context("lang")
    def _compute_packed_quantity(self):
        self._say_packed("packed_quantity", "quantity")

    @api.onchange("packed_quantity")
    def _inverse_packed_quantity(self):
        self._read_packed("packed_quantity", "quantity")


class StockQuant(models.Model):
    _name = "stock.quant"
    _inherit = ["stock.quant", "channel.packed.mixin"]
    _packed_unit = "product_uom_id"

    packed_quantity = fields.Char(string=LABEL, compute="_compute_packed_quantity")

    @api.depends("product_id.uom_ids", "product_uom_id", "quantity")
    @api.depends_context("lang")
    def _compute_packed_quantity(self):
        self._say_packed("packed_quantity", "quantity")


class StockLot(models.Model):
    _name = "stock.lot"
    _inherit = ["stock.lot", "channel.packed.mixin"]
    _packed_unit = "product_uom_id"

    packed_quantity = fields.Char(string=LABEL, compute="_compute_packed_quantity")

    @api.depends("product_qty", "product_id", "product_uom_id")
    @api.depends_context("lang")
    def _compute_packed_quantity(self):
        self._say_packed("packed_quantity", "product_qty")


class AccountMoveLine(models.Model):
    _name = "account.move.line"
    _inherit = ["account.move.line", "channel.packed.mixin"]
    _packed_unit = "product_uom_id"

    packed_quantity = fields.Char(string=LABEL, compute="_compute_packed_quantity")

    @api.depends("product_id.uom_ids", "product_uom_id", "quantity")
    @api.depends_context("lang")
    def _compute_packed_quantity(self):
        self._say_packed("packed_quantity", "quantity")


class ProductProduct(models.Model):
    _inherit = "product.product"

    packed_available = fields.Char(
        string="On Hand in Cases", compute="_compute_packed_available"
    )

    @api.depends("qty_available", "uom_id", "uom_ids")
    @api.depends_context("lang", "company", "warehouse_id", "location", "lot_id")
    def _compute_packed_available(self):
        for product in self:
            product.packed_available = product.sudo()._say_quantity(
                product.qty_available
            )


class ProductTemplate(models.Model):
    _inherit = "product.template"

    packed_available = fields.Char(
        string="On Hand in Cases", compute="_compute_packed_available"
    )

    @api.depends("qty_available", "uom_id", "uom_ids")
    @api.depends_context("lang", "company", "warehouse_id", "location")
    def _compute_packed_available(self):
        for template in self:
            # variants share their units
            variant = template.sudo().product_variant_ids[:1]
            template.packed_available = variant._say_quantity(template.qty_available)
