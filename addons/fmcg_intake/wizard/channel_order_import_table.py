from dataclasses import dataclass, replace
from decimal import Decimal

from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.fmcg_channel.engine import cells, spreadsheet
from odoo.addons.fmcg_channel.engine.spreadsheet import Column
from odoo.addons.fmcg_channel.words import join_names

from ..engine import order_entry, order_heads, order_marks, order_text
from .channel_order_import_read import COLUMNS, PRODUCT_COLUMNS, QUANTITY_COLUMNS


@dataclass(frozen=True)
class TableMarks:
    """What is known of the rows of a table besides their values.

    :param totals: numbers of rows that are sums
    :param gifts: numbers of rows that stand under a heading for gifts
    :param hidden: numbers of rows that the file hides
    :param problems: dict from number to the problem of a cell
    :param quantities: dict from name of a column to its kind and the word for its unit
    """

    totals: frozenset
    gifts: frozenset
    hidden: frozenset
    problems: dict
    quantities: dict


class ChannelOrderImport(models.TransientModel):
    """Entries out of a table with heads: of the column and of the row."""

    _inherit = "channel.order.import"

    # Heads

    @api.model
    def _find_header(self, texts):
        """The :class:`~..engine.order_heads.Header`, None if no row of texts names the
        product or the quantity."""
        names = self._get_heads()
        header = order_heads.find_header(texts, names, spreadsheet.HEADER_WITHIN)
        if not header:
            return None
        named = {names.get(order_heads.fold(label)) for label in header.labels}
        matters = named & PRODUCT_COLUMNS.keys() or header.quantities
        return header if matters else None

    @api.model
    def _get_heads(self):
        """Names of the columns by their heads."""
        return {
            order_heads.fold(label): column.name
            for column in self._get_columns()
            for label in column.labels
        }

    @api.model
    def _get_quantity_columns(self, header, texts):
        """Columns of quantities that only their heads tell.

        :return: dict from head to pairs of a :class:`Column` and its kind and unit
        """
        heads = self._get_heads()
        found = {
            label: (Column(self._name_quantity(kind, unit), (label,)), (kind, unit))
            for label, (kind, unit) in header.quantities.items()
            if order_heads.fold(label) not in heads
        }
        for index in order_heads.find_loose(texts[header.last + 1 :], header):
            label = f"<{index + 1}>"
            found[label] = Column(label, (label,)), (order_heads.LOOSE, "")
        return found

    @api.model
    def _name_quantity(self, kind, unit):
        """Two columns of one kind and unit have one name, so that they are refused."""
        if kind == order_heads.QUANTITY and not unit:
            return "quantity"
        if kind == order_heads.QUANTITY and unit in order_heads.CASE_WORDS:
            return "cases"
        return f"{kind}:{unit}"

    # Rows

    def _read_table_entries(self, rows, texts, header):
        extra = self._get_quantity_columns(header, texts)
        labels = self._write_labels(header, extra)
        below = self._leave_out_heads(rows, texts, header)
        columns = [*self._get_columns(), *(column for column, _head in extra.values())]
        # titles above must not be taken for another header
        sheet = [[]] * header.last + [labels] + below
        table = spreadsheet.read(sheet, columns)
        self._check_table(table, labels, extra)
        marks = self._find_marks(rows, texts, header, table, extra)
        entries, skipped = [], []
        for row in sorted((*table.rows, *table.flawed), key=lambda row: row.number):
            found = self._read_row_entries(row, texts[row.number - 1], marks)
            entries += found
            if not found:
                skipped.append(row.number)
        entries = self._ask_about_hidden(entries, marks.hidden)
        return order_entry.check_days(entries), skipped, table.ignored

    @api.model
    def _write_labels(self, header, extra):
        """The row of heads; columns beside a quantity have names of their own."""
        width = max([len(header.labels), *(int(x[1:-1]) for x in extra if x[0] == "<")])
        labels = [*header.labels, *[""] * (width - len(header.labels))]
        for label in extra:
            if label.startswith("<"):
                labels[int(label[1:-1]) - 1] = label
        return labels

    @api.model
    def _leave_out_heads(self, rows, texts, header):
        """The rows below the heads, without the same heads on each printed page."""
        heads = [texts[index] for index in range(header.first, header.last + 1)]
        return [
            [] if any(texts[index]) and texts[index] in heads else rows[index]
            for index in range(header.last + 1, len(rows))
        ]

    def _find_marks(self, rows, texts, header, table, extra):
        heads = self._get_heads()
        places = [
            index
            for index, label in enumerate(header.labels)
            if heads.get(order_heads.fold(label)) in PRODUCT_COLUMNS
        ]
        totals, gifts, gifts_follow = set(), set(), False
        for number, row in enumerate(texts[header.last + 1 :], header.last + 2):
            filled = [text for text in row if text]
            if len(filled) == 1 and order_marks.is_gift_heading(filled[0]):
                gifts_follow = True
            names = [row[place] for place in places if place < len(row)]
            if order_marks.is_total_row(names, row):
                totals.add(number)
            elif gifts_follow:
                gifts.add(number)
        return TableMarks(
            totals=frozenset(totals),
            gifts=frozenset(gifts),
            hidden=frozenset(getattr(rows, "hidden", ())),
            problems={problem.row: problem for problem in reversed(table.problems)},
            quantities={
                **{n: (order_heads.QUANTITY, u) for n, u in QUANTITY_COLUMNS.items()},
                **{column.name: head for column, head in extra.values()},
            },
        )

    def _check_table(self, table, header, extra):
        """:raise UserError: when columns are missing or double"""
        problems = [p for p in table.problems if p.code in spreadsheet.HEADER]
        if problems:
            raise UserError(
                "\n".join(
                    f"{problem.column}: {self._get_problem_message(problem)}"
                    for problem in problems
                )
            )
        labels = {
            column.name: column.label(self.env.lang or "en_US") for column in COLUMNS
        }
        heads = self._get_heads()
        found = {heads.get(order_heads.fold(label)) for label in header}
        kinds = {kind for _column, (kind, _unit) in extra.values()}
        if order_heads.QUANTITY in kinds:
            found.add("quantity")
        for names in (PRODUCT_COLUMNS, QUANTITY_COLUMNS):
            if not found & names.keys():
                raise UserError(
                    self.env._(
                        "Headers: none of these columns is there: %(columns)s. Add one.",
                        columns=join_names(self.env, [labels[name] for name in names]),
                    )
                )

    def _read_row_entries(self, row, texts, marks):
        """The :class:`~..engine.order_entry.Entry` objects of a row: what is ordered, and
        what is marked as a gift; none if nothing is ordered."""
        values = row.values
        names, is_gift = self._name_product(
            [(values.get(name), kinds) for name, kinds in PRODUCT_COLUMNS.items()]
        )
        entry = order_entry.Entry(
            row.number,
            self._join_row(row, texts, marks),
            names=names,
            unit=values.get("unit") or "",
            note=values.get("note") or "",
            day=values.get("day"),
        )
        problem = marks.problems.get(row.number)
        amounts, code, about = self._read_amounts(values, marks.quantities)
        gifts, gift_code, gift_text = self._read_gifts(values, marks.quantities)
        if row.number in marks.totals:
            has_any = amounts or code or gifts or problem
            return [replace(entry, problem=order_entry.TOTAL)] if has_any else []
        entries = []
        if amounts or code or problem:
            price = self._read_price(values, amounts)
            is_gift = (
                is_gift
                or row.number in marks.gifts
                or gift_code == order_entry.GIFT
                or order_marks.is_gift_note(entry.note)
                or price == 0
            )
            entries.append(
                replace(
                    entry,
                    amounts=amounts,
                    price=price or None,
                    problem=code or (problem.code if problem else ""),
                    about=about or (problem.value if problem else ""),
                    question=order_entry.GIFT if is_gift else "",
                )
            )
        if gifts or gift_code not in ("", order_entry.GIFT):
            entries.append(
                replace(
                    entry,
                    amounts=gifts,
                    problem=gift_code if not gifts else "",
                    about=gift_text,
                    question=order_entry.GIFT,
                )
            )
        return entries

    @api.model
    def _join_row(self, row, texts, marks):
        """What people see of a row: what names the goods, and how much of them."""
        names = (*PRODUCT_COLUMNS, *marks.quantities, "unit")
        if row.number in marks.problems:
            return self._join(texts)
        return self._join([row.values.get(name) for name in names])

    @api.model
    def _read_amounts(self, values, quantities):
        """The amounts of a row, the code of what is wrong and the text it is about."""
        plain, packed = (), ()
        for name, (kind, unit) in quantities.items():
            if kind == order_heads.GIFT:
                continue
            text = values.get(name) or ""
            amounts, problem = order_text.read_amounts(text)
            if kind == order_heads.LOOSE:
                if order_heads.is_loose_quantity(text):
                    return (), order_entry.UNNAMED_QUANTITY, text
                continue
            if problem:
                return (), problem, text
            amounts = tuple(
                order_text.Amount(amount.number, amount.unit or unit)
                for amount in amounts
            )
            if name == "quantity" or not unit:
                plain += amounts
            else:
                packed += amounts
        if plain and packed:
            return (), order_entry.TWO_QUANTITIES, ""
        return plain or packed, "", ""

    @api.model
    def _read_gifts(self, values, quantities):
        """As ``_read_amounts``, of the columns for gifts; the code ``GIFT`` says that the
        whole row is one."""
        for name, (kind, unit) in quantities.items():
            text = (values.get(name) or "") if kind == order_heads.GIFT else ""
            amounts, problem = order_text.read_amounts(text)
            if amounts:
                found = (order_text.Amount(a.number, a.unit or unit) for a in amounts)
                return tuple(found), "", text
            if problem:
                is_mark = order_marks.is_gift_heading(text) or cells.read_bool(text)[0]
                is_no = cells.read_bool(text)[0] is False
                code = order_entry.GIFT if is_mark else "" if is_no else problem
                return (), code, text
        return (), "", ""

    @api.model
    def _read_price(self, values, amounts):
        """What the customer pays for one unit in its own opinion, None if it does not
        say so, or orders in two units."""
        price = self._read_money(values.get("price"))
        if len(amounts) != 1:
            return None
        if price is None:
            amount = self._read_money(values.get("amount"))
            price = amount and amount / amounts[0].number
        return price

    @api.model
    def _read_money(self, text):
        bare = cells.plain(text or "").strip("¥￥元 ")
        number, _code = cells.read_number(bare)
        return number if number is None else Decimal(number)
