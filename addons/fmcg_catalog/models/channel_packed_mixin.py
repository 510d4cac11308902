from odoo import models
from odoo.exceptions import UserError

MOST = 1_000_000


class ChannelPackedMixin(models.AbstractModel):
    """Quantities in cases and pieces, to be read and typed: "2 箱 5 瓶".

    How to use: declare a Char with ``_say_packed`` as its compute and, where people may
    type, ``_read_packed`` as inverse and onchange, see ``packed_models.py``. Nothing is
    stored, and the number of queries does not grow with records.
    """

    _name = "channel.packed.mixin"
    _description = "Quantities in Cases and Pieces"

    # Fields that name what is counted, and by which unit
    _packed_product = "product_id"
    _packed_unit = "product_uom"

    def _say_packed(self, name, quantity_name):
        """Fill the text field ``name`` from the quantity."""
        for record in self:
            product = record[self._packed_product]
            # as superuser: units of many products are read at once
            record[name] = product.sudo()._say_quantity(
                record[quantity_name], record._get_packed_unit()
            )

    def _read_packed(self, name, quantity_name):
        """Set the quantity to what was typed in the text field ``name``.

        :raise UserError: when it is not understood
        """
        for record in self:
            product = record[self._packed_product]
            unit, text = record._get_packed_unit(), record[name]
            said = product.sudo()._say_quantity(record[quantity_name], unit)
            if product and text and text != said:
                record._take_packed(
                    quantity_name, record._read_packed_text(product, text, unit)
                )

    def _read_packed_text(self, product, text, unit):
        """What was typed; here plain numbers only. Words are understood where orders are
        read (``fmcg_intake``).

        :param unit: that a number without a word is counted in
        :return: list of pairs of a unit and a number, to be added up
        :raise UserError: that names the product, what was typed and the remedy
        """
        try:
            number = float(text)
        except ValueError:
            number = -1.0
        if not 0 <= number < MOST:
            raise UserError(
                self.env._(
                    "Quantity of %(product)s: “%(text)s” is not a quantity. Write a "
                    "number of 0 or more.",
                    product=product.display_name,
                    text=text,
                )
            )
        return [(unit, number)]

    def _take_packed(self, quantity_name, quantities):
        """:param quantities: pairs of a unit and a number, to be added up"""
        unit = self._get_packed_unit()
        self[quantity_name] = sum(
            each.sudo()._compute_quantity(number, unit, rounding_method="HALF-UP")
            for each, number in quantities
        )

    def _get_packed_unit(self):
        return self[self._packed_unit].sudo()

    def _get_packed_company(self):
        """Whose word for a case counts."""
        company = self["company_id"] if "company_id" in self._fields else None
        return company or self.env.company
