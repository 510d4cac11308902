from decimal import Decimal

from odoo import api, models

from ..engine import order_entry, order_goods, order_text


class ChannelOrderImportLine(models.TransientModel):
    """A row that was not understood, mended in the preview: another product, quantity or
    unit. What people enter is checked as what the file says."""

    _inherit = "channel.order.import.line"

    def _mend(self):
        """Check lines that were changed, and price all lines of their previews anew."""
        values = self._get_mended_values(self)
        for line in self.with_context(channel_import_reading=True):
            line.write(values[line] | {"is_mended": True})
        for wizard, lines in self.grouped("wizard_id").items():
            wizard._price_lines_again(lines)

    @api.model
    def _get_mended_values(self, lines):
        """What the lines mean now: product, unit and quantity are given.

        :return: dict from line to values
        """
        values = {}
        for wizard, of_wizard in lines.grouped("wizard_id").items():
            directory = of_wizard._load_mended_goods(wizard)
            for line in of_wizard:
                values[line] = line._prepare_mended_values(directory)
        return values

    def _load_mended_goods(self, wizard):
        products = self.env["product.product"].browse(self.product_id.ids)
        intake = self.env["channel.order.directory"]
        return intake._load_directory(wizard.agreement_id, products)

    def _prepare_mended_values(self, directory):
        self.ensure_one()
        answer = self._understand_mended(directory)
        message = self.env["channel.order.directory"]._describe(answer)
        if answer.problem:
            return {"state": "problem", "message": message}
        ((unit, number),) = answer.quantities
        values = {"uom_id": unit, "quantity": float(number)}
        if self.question:
            # what the customer has to be asked is still to be asked
            asked = order_entry.Answer(answer.entry, problem=self.question)
            message = self.env["channel.order.directory"]._describe(asked)
            return values | {"state": "question", "message": message}
        return values | {"state": "fine", "message": ""}

    def _understand_mended(self, directory):
        """:rtype: ~..engine.order_entry.Answer"""
        number = Decimal(str(self.quantity))
        entry = order_entry.Entry(
            self.row,
            self.text or "",
            names=((str(self.product_id.id or ""), (order_goods.ID,)),),
            amounts=(order_text.Amount(number, self.said_unit or ""),) if number else (),
        )
        if not self.product_id:
            return order_entry.Answer(entry, problem=order_entry.NO_PRODUCT)
        if not 0 <= number <= order_text.MOST:
            problem = order_text.NEGATIVE if number < 0 else order_text.TOO_MUCH
            return order_entry.Answer(entry, problem=problem, about=(f"{number:f}",))
        answer = order_entry.understand(entry, directory)
        good = answer.good
        if answer.problem == order_goods.NOT_OFFERED:
            return answer
        if good and number and self.uom_id.id in {unit.id for unit in good.units}:
            measured = order_entry.measure(good, self.uom_id.id, number)
            if measured:
                return order_entry.Answer(entry, good, (measured,))
            return order_entry.Answer(
                entry, good, problem=order_entry.TOO_FINE, about=(f"{number:f}",)
            )
        return answer


class ChannelOrderImport(models.TransientModel):
    """The preview after a correction, and after another look at the same file."""

    _inherit = "channel.order.import"

    def _price_lines_again(self, mended):
        """Prices depend on what all rows order together; what there is to know of a line
        is said anew of those that were mended."""
        self.ensure_one()
        lines = [self._copy_line(line) for line in self.line_ids.sorted("row")]
        self._add_prices(lines)
        for values in lines:
            line = values.pop("line")
            names = ["price_unit", "price_subtotal", "price_difference", "currency_id"]
            if line in mended:
                names += ["state", "message"]
            current = self._copy_line(line)
            line.write(
                {n: values[n] for n in names if n in values and values[n] != current[n]}
            )

    @api.model
    def _copy_line(self, line):
        """Values of a line, as ``_add_prices`` takes them."""
        return {
            "line": line,
            "product_id": line.product_id.id,
            "uom_id": line.uom_id.id,
            "quantity": line.quantity,
            "said_price": line.said_price,
            "currency_id": line.currency_id.id,
            "price_unit": line.price_unit,
            "price_subtotal": line.price_subtotal,
            "price_difference": line.price_difference,
            "state": line.state,
            "message": line.message or "",
        }

    def _replace_lines(self, values_list):
        """Keep the preview of what was read. What people have decided of rows that say
        the same as before stays."""
        self.ensure_one()
        Line = self.env["channel.order.import.line"].with_context(
            channel_import_reading=True
        )
        is_same = self.source_hash == self._get_source_hash()
        before = self._number_lines(is_same and self.line_ids)
        decided = {
            key: {name: line[name] for name in ("accepted", "left_out")}
            | (
                {
                    "product_id": line.product_id.id,
                    "uom_id": line.uom_id.id,
                    "quantity": line.quantity,
                }
                if line.is_mended
                else {}
            )
            for key, line in before.items()
            if line.is_mended or line.accepted or line.left_out
        }
        self.line_ids.unlink()
        lines = Line.create(values_list)
        mended = Line
        for key, line in self._number_lines(decided and lines).items():
            line.write(decided.get(key, {}))
            if "product_id" in decided.get(key, {}):
                mended += line
        if mended:
            mended._mend()

    @api.model
    def _number_lines(self, lines):
        """Lines by row, text and place among those of the row."""
        numbered, seen = {}, {}
        for line in lines or ():
            key = (line.row, line.text)
            seen[key] = seen.get(key, 0) + 1
            numbered[(*key, seen[key])] = line
        return numbered
