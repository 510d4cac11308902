import base64
import hashlib
import json

from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.fmcg_channel.engine import cells, spreadsheet
from odoo.addons.fmcg_channel.engine.spreadsheet import Column
from odoo.addons.fmcg_channel.words import join_names

from ..engine import order_entry, order_goods, order_sheet, order_text

COLUMNS = (
    Column("barcode", ("Barcode", "条码", "EAN", "GTIN", "商品条码", "产品条码", "条形码", "国际条码", "69码"), kind="code"),
    Column("code", ("Code", "编码", "Product Code", "Item Code", "Item No.", "Item No", "Internal Reference", "SKU", "商品编码", "产品编码", "货品编码", "物料编码", "商品编号", "产品编号", "编号", "货号")),
    Column("product", ("Product", "商品", "Item", "Goods", "产品", "货品", "品项")),
    Column("name", ("Name", "名称", "Product Name", "Item Name", "Description", "品名", "商品名称", "产品名称", "货品名称", "商品名", "产品名")),
    Column("quantity", ("Quantity", "数量", "Qty", "Qty.", "Order Quantity", "Order Qty", "Ordered Quantity", "订货数量", "订购数量", "订单数量", "要货数量", "采购数量", "订货量", "要货量")),
    Column("unit", ("Unit", "单位", "UoM", "Unit of Measure", "计量单位", "订货单位")),
    Column("cases", ("Cases", "箱数", "Cartons", "Ctns", "Qty (Cases)", "Quantity (Cases)", "整箱", "整箱数", "订货箱数", "数量(箱)")),
    Column("pieces", ("Pieces", "瓶数", "Pcs", "Bottles", "Singles", "Qty (Pieces)", "Quantity (Pieces)", "散瓶", "散瓶数", "支数", "个数", "零散数", "数量(瓶)", "数量(个)")),
    Column("note", ("Note", "备注", "Notes", "Remark", "Remarks", "Comment", "Comments", "说明")),
    Column("day", ("Delivery Date", "送货日期", "Requested Date", "Delivery Day", "交货日期", "到货日期", "要货日期"), kind="date"),
)  # fmt: skip
# What names a product, the strongest first, and what else people write there
PRODUCT_COLUMNS = {
    "barcode": (order_goods.BARCODE, order_goods.CODE),
    "code": (order_goods.CODE, order_goods.BARCODE),
    "product": order_goods.ANY,
    "name": (order_goods.NAME, order_goods.CODE, order_goods.BARCODE),
}
# Of the template; the others are understood as well
TEMPLATE_COLUMNS = ("code", "name", "quantity", "unit", "note")
# More rows are no order of one customer
MOST_ROWS = 10_000
# What says how much, and the unit of a number without one
QUANTITY_COLUMNS = {"quantity": "", "cases": "case", "pieces": "pcs"}


class ChannelOrderImport(models.TransientModel):
    """From a file or a text to entries of the engine."""

    _inherit = "channel.order.import"

    @api.model
    def _get_columns(self):
        return COLUMNS

    @api.model
    def _get_headers(self):
        lang = self.env.lang or "en_US"
        return [c.label(lang) for c in COLUMNS if c.name in TEMPLATE_COLUMNS]

    def _get_content(self):
        """What is imported, as bytes.

        :raise UserError: when there is no file and no text, or both
        """
        content = base64.b64decode(self.with_context(bin_size=False).data_file or b"")
        text = (self.text or "").strip()
        if bool(content) == bool(text):
            raise UserError(
                self.env._("File, Lines: choose a file, or paste lines, one of them.")
            )
        return content or text.encode()

    def _get_source_hash(self):
        """To tell whether something else was chosen after the check."""
        return hashlib.sha256(self._get_content()).hexdigest()

    @api.model
    def _get_content_hash(self, rows):
        """Of what people see in the rows: programs write another file each time they
        save the same sheet."""
        texts = [[cells.text_of(cell) for cell in row] for row in rows]
        return hashlib.sha256(json.dumps(texts).encode()).hexdigest()

    def _read_rows(self):
        """Lists of cells: of the file, of a pasted table, or of pasted lines.

        :raise UserError: when the file cannot be read, or has too many rows
        """
        content = self._get_content()
        if self.data_file:
            rows = self.env["channel.spreadsheet"]._open_spreadsheet(
                content, self.file_name
            )
        else:
            rows = [line.split("\t") for line in content.decode().splitlines()]
        if len(rows) > MOST_ROWS:
            raise UserError(
                self.env._(
                    "Rows: there are %(count)s, and one order has at most %(most)s. Split "
                    "them.",
                    count=len(rows),
                    most=MOST_ROWS,
                )
            )
        return rows

    def _read_entries(self, rows):
        """:return: list of :class:`~..engine.order_entry.Entry`, the numbers of the rows
        in which nothing is ordered, and the headers that are not used"""
        header = self._find_header(rows)
        if header is not None:
            return self._read_table_entries(rows, header)
        texts = [[cells.plain(cell) for cell in row] for row in rows]
        if order_sheet.is_list_of_lines(texts):
            entries = [
                self._read_text_entry(number, row) for number, row in enumerate(texts, 1)
            ]
            return [entry for entry in entries if entry], [], ()
        return self._guess_entries(texts)

    # With headers

    @api.model
    def _find_header(self, rows):
        """Index of the row that names most columns, None if none names the product or
        the quantity."""
        labels = {
            cells.fold(label): column.name for column in COLUMNS for label in column.labels
        }
        named = [
            {labels.get(label) for label in map(cells.fold, row)} - {None}
            for row in rows[: spreadsheet.HEADER_WITHIN]
        ]
        best = max(range(len(named)), key=lambda i: (len(named[i]), -i), default=None)
        if best is None:
            return None
        matters = named[best] & (PRODUCT_COLUMNS.keys() | QUANTITY_COLUMNS.keys())
        return best if matters else None

    def _read_table_entries(self, rows, header):
        # titles above must not be taken for another header
        rows = [[]] * header + rows[header:]
        table = spreadsheet.read(rows, COLUMNS)
        self._check_table(table, rows[header])
        totals = {
            number
            for number, row in enumerate(rows, 1)
            if order_entry.is_total(map(cells.plain, row))
        }
        entries, skipped = [], []
        for row in table.rows:
            entry = self._read_table_entry(row, row.number in totals)
            if entry:
                entries.append(entry)
            else:
                skipped.append(row.number)
        entries += [self._read_problem(problem, rows) for problem in table.problems]
        entries.sort(key=lambda entry: entry.row)
        return order_entry.check_days(entries), skipped, table.ignored

    def _check_table(self, table, header):
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
        found = set(map(cells.fold, header))
        for names in (PRODUCT_COLUMNS, QUANTITY_COLUMNS):
            known = [column for column in COLUMNS if column.name in names]
            if not any(
                cells.fold(label) in found for column in known for label in column.labels
            ):
                raise UserError(
                    self.env._(
                        "Headers: none of these columns is there: %(columns)s. Add one.",
                        columns=join_names(self.env, [labels[name] for name in names]),
                    )
                )

    @api.model
    def _read_problem(self, problem, rows):
        """An entry of a row in which a cell is wrong by itself."""
        return order_entry.Entry(
            problem.row,
            self._join(rows[problem.row - 1]),
            problem=problem.code,
            about=problem.value,
        )

    @api.model
    def _join(self, row):
        return " ".join(filter(None, map(cells.text_of, row)))[: order_text.LONGEST_LINE]

    def _read_table_entry(self, row, is_total):
        """An :class:`~..engine.order_entry.Entry`, None if nothing is ordered."""
        values = row.values
        names = tuple(
            (values[name], kinds)
            for name, kinds in PRODUCT_COLUMNS.items()
            if values.get(name)
        )
        amounts, problem, about = self._read_amounts(values)
        if not amounts and not problem:
            return None
        written = [values.get(name) for name in (*PRODUCT_COLUMNS, *QUANTITY_COLUMNS)]
        return order_entry.Entry(
            row.number,
            self._join([*written, values.get("unit")]),
            names=names,
            amounts=amounts,
            unit=values.get("unit") or "",
            note=values.get("note") or "",
            day=values.get("day"),
            problem=order_entry.TOTAL if is_total else problem,
            about=about,
        )

    @api.model
    def _read_amounts(self, values):
        """The amounts of a row, the code of what is wrong and the text it is about."""
        found = {}
        for name, unit in QUANTITY_COLUMNS.items():
            text = values.get(name) or ""
            amounts, problem = order_text.read_amounts(text)
            if problem:
                return (), problem, text
            found[name] = tuple(
                order_text.Amount(amount.number, amount.unit or unit)
                for amount in amounts
            )
        packed = found["cases"] + found["pieces"]
        if found["quantity"] and packed:
            return (), order_entry.TWO_QUANTITIES, ""
        return found["quantity"] or packed, "", ""

    # Without headers

    @api.model
    def _read_text_entry(self, number, row):
        text = " ".join(filter(None, row))
        if not text:
            return None
        if order_entry.is_total(row):
            return order_entry.Entry(number, text, problem=order_entry.TOTAL)
        readings = tuple(order_text.read_line(text))
        return order_entry.Entry(
            number, text[: order_text.LONGEST_LINE], readings=readings
        )

    def _guess_entries(self, texts):
        intake = self.env["channel.order.intake"]
        directory = intake._load_directory(
            self.agreement_id, intake._find_products(self.agreement_id)
        )
        places, problem = order_sheet.guess_places(texts, directory.knows)
        if problem:
            raise UserError(self._get_guess_messages()[problem])
        entries, skipped = [], []
        for number, row in enumerate(texts, 1):
            if not any(row):
                continue
            entry = self._read_guessed_entry(number, row, places)
            if entry:
                entries.append(entry)
            else:
                skipped.append(number)
        return entries, skipped, ()

    @api.model
    def _read_guessed_entry(self, number, row, places):
        def cell(index):
            return row[index] if index is not None and index < len(row) else ""

        product, quantity = cell(places.product), cell(places.quantity)
        amounts, problem = order_text.read_amounts(quantity)
        if order_entry.is_total(row):
            problem = order_entry.TOTAL
        elif not amounts and not problem:
            is_line = order_sheet.holds_line(row)
            return self._read_text_entry(number, row) if is_line else None
        return order_entry.Entry(
            number,
            self._join(row),
            names=((product, order_goods.ANY),) if product else (),
            amounts=amounts,
            unit=cell(places.unit),
            problem=problem or "",
            about=quantity,
        )

    @api.model
    def _get_guess_messages(self):
        return {
            order_sheet.NO_PRODUCT_COLUMN: self.env._(
                "No headers such as Product and Quantity (商品, 数量) were found, and no "
                "column names products that are known. Is the order on the first sheet? "
                "If not, move that sheet to the front; else add the headers."
            ),
            order_sheet.NO_QUANTITY_COLUMN: self.env._(
                "The products were found, but no column of quantities. Put a row with the "
                "headers Product and Quantity (商品, 数量) above them."
            ),
            order_sheet.SEVERAL_QUANTITY_COLUMNS: self.env._(
                "The products were found, but several columns hold numbers. Put a row with "
                "the headers Product and Quantity (商品, 数量) above them."
            ),
        }
