from odoo import models


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
                    quantity_name,
                    self.env["channel.order.intake"]._read_quantity(
                        product, text, unit, record._get_packed_company()
                    ),
                )

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
