from odoo import models

from ..engine import packing


class ProductProduct(models.Model):
    """Quantities of a product in cases and pieces.

    Names and sizes of units are no secret: they are read as superuser, so that whoever
    may see a quantity can be told it. Units of many products are read at once.
    """

    _inherit = "product.product"

    def _get_packing(self):
        """The two units that quantities are told in.

        :return: (piece, case): the product's own unit and its largest one, the smaller
            first; the case is empty where a product has one unit
        """
        product = self.sudo()
        own = product.uom_id
        units = product._get_units().sorted(lambda unit: (unit.factor, unit != own))
        case = units[-1:]
        piece = units[:1] if case == own else own
        return piece, case - piece

    def _get_units(self):
        """Its own unit and those that it comes in, as far as they convert."""
        return self.uom_id | self.uom_ids.filtered(
            lambda unit: unit._has_common_reference(self.uom_id)
        )

    def _say_quantity(self, quantity, unit=None):
        """A quantity of the product as the trade says it: "2 箱 5 瓶".

        :param unit: what it is counted in; the product's own unit if empty
        """
        if not self:
            return ""
        piece, case = self._get_packing()
        unit = (unit or self.uom_id).sudo()
        if not unit._has_common_reference(piece):
            return packing.say(quantity, unit.name)
        pieces = quantity * unit.factor / piece.factor
        if not case:
            return packing.say(pieces, packing.short(piece.name))
        names = packing.short_names(piece.name, case.name)
        return packing.say(pieces, *names, case.factor / piece.factor)
