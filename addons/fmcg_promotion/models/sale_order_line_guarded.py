from odoo import api, models
from odoo.exceptions import AccessError

from odoo.addons.fmcg_order.models.sale_order_asked_again import TYPED

from .promotion_context import APPLYING, is_applying
from .sale_order_line import PRICED_BY

# What promotions remember of a line
LINE_GUARDED = frozenset(
    {
        "list_discount",
        "promotion_by_hand",
        "promotion_id",
        "promotion_role",
        "promotion_terms",
    }
)
LISTED = {"technical_price_unit", "list_discount"}


class SaleOrderLine(models.Model):
    """Lines do not take on trust what a client says that promotions or price lists said.

    A price is typed by hand where it differs from ``technical_price_unit`` and
    ``list_discount``. Forms send the former along; a forged one would pass off any price
    as the list's, to which promotions then come on top.
    """

    _name = "sale.order.line"
    _inherit = ["sale.order.line", "channel.reference.guard", "channel.write.guard"]

    _visible_fields = ("promotion_id",)

    @api.model
    def _get_derived_fields(self):
        return super()._get_derived_fields() | LINE_GUARDED

    @api.model
    def _check_freight_made(self, vals_list):
        by_default = self.env.context.get("default_is_delivery")
        for vals in vals_list:
            self._check_not_freight({"is_delivery": by_default, **vals})

    def _without_forged_terms(self, vals):
        """``vals`` as a client may write them."""
        if self.env.su or is_applying(self):
            return vals
        self._check_not_freight(vals)
        return {name: vals[name] for name in vals.keys() - {"technical_price_unit"}}

    def _follow_write(self, vals):
        """A form sends the price of the list as it now is together with a quantity."""
        result = super()._follow_write(vals)
        is_ours = self.env.su or is_applying(self)
        if not is_ours and TYPED & vals.keys() and PRICED_BY & vals.keys():
            self._note_listed_terms()
        return result

    def _without_guarded(self, data):
        """Values of copies without what people do not write."""
        if self.env.su:
            return data
        return [
            vals and {name: vals[name] for name in vals.keys() - LINE_GUARDED}
            for vals in data
        ]

    @api.model
    def _check_not_freight(self, vals):
        """Freight needs no price of a list, and promotions may take it off whole."""
        known = bool(self) and all(self.mapped("is_delivery"))
        if vals.get("is_delivery") and not self.env.su and not known:
            raise AccessError(
                self.env._(
                    "Freight is added with the button that chooses a delivery method."
                )
            )

    # --- what the lists say ---

    @api.model
    def _find_listed_terms(self, vals_list):
        """What the lists say of new lines that people have typed a price for.

        :return: list of pairs of the line's values and what is to be set in them
        """
        if self.env.su:
            return []
        typed = [vals for vals in vals_list if self._is_typed(vals)]
        return list(zip(typed, self._get_listed_terms(typed), strict=True))

    @api.model
    def _get_listed_terms(self, vals_list):
        """What new lines would cost had nobody said it, all in one computation.

        :return: list of dicts with the values of ``LISTED``
        """
        bare = [
            {name: vals[name] for name in vals.keys() - TYPED - LISTED}
            for vals in vals_list
        ]
        # sudo: as core computes prices for whoever enters an order
        self.sudo()._add_precomputed_values(bare)
        return [
            {
                "technical_price_unit": vals.get("technical_price_unit") or 0.0,
                "list_discount": vals.get("discount") or 0.0,
            }
            for vals in bare
        ]

    def _note_listed_terms(self):
        """Remember what the lists say of these lines as they are now."""
        lines = self.sudo().filtered(lambda line: line._is_traded())
        names = ("order_id", "product_id", "product_uom_id", "product_uom_qty")
        listed = self._get_listed_terms(
            [
                {
                    name: line._fields[name].convert_to_write(line[name], line)
                    for name in names
                }
                for line in lines
            ]
        )
        for line, terms in zip(lines, listed, strict=True):
            if any(line[name] != value for name, value in terms.items()):
                line.with_context(**APPLYING, sale_write_from_compute=True).write(terms)
