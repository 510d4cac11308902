from odoo import api, models
from odoo.exceptions import UserError

from ..engine import order_entry, order_goods, order_text


class ChannelOrderDirectory(models.AbstractModel):
    """What people type where goods are counted: "2箱5瓶", "3 cases", "53"."""

    _inherit = "channel.order.directory"

    @api.model
    def _read_quantity(self, product, text, unit, company):
        """What was typed, as pairs of a unit and a number above zero; none for zero.

        :param unit: that a number without a word is counted in
        :param company: how it reads 件 counts
        :raise UserError: that names the product, what was typed and the remedy
        """
        text = order_text.plain(text)
        amounts, problem = order_text.read_amounts(text)
        entry = order_entry.Entry(
            0,
            text,
            names=((str(product.id), (order_goods.ID,)),),
            amounts=tuple(amount for amount in amounts if amount.unit),
            problem=problem or "",
            about=text,
        )
        answer = order_entry.Answer(entry)
        if entry.problem or entry.amounts:
            directory = self._get_directory_of(product.sudo(), company)
            answer = order_entry.understand(entry, directory)
        if answer.problem:
            raise UserError(
                self.env._(
                    "Quantity of %(product)s: %(problem)s",
                    product=product.display_name,
                    problem=self._describe(answer),
                )
            )
        bare = [(unit, float(amount.number)) for amount in amounts if not amount.unit]
        units = self.env["uom.uom"]
        return bare + [
            (units.browse(unit_id), float(number))
            for unit_id, number in answer.quantities
        ]

    @api.model
    def _get_directory_of(self, product, company):
        units = self._load_units(product)
        good = order_goods.Good(
            id=product.id,
            names=(product.display_name,),
            units=tuple(units[unit.id] for unit in product._get_units()),
            open_word=company.sudo().order_open_word or order_goods.ASK,
        )
        return order_goods.Directory([good])
