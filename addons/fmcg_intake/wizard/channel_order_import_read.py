import base64
import hashlib
import json
from dataclasses import replace

from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.fmcg_channel.engine import cells, delimiters
from odoo.addons.fmcg_channel.engine.spreadsheet import Column

from ..engine import (
    order_entry,
    order_form,
    order_goods,
    order_marks,
    order_sheet,
    order_text,
)

COLUMNS = (
    Column("barcode", ("Barcode", "条码", "EAN", "GTIN", "商品条码", "产品条码", "条形码", "国际条码", "69码"), kind="code"),
    Column("code", ("Code", "编码", "Product Code", "Item Code", "Item No.", "Item No", "Internal Reference", "SKU", "商品编码", "产品编码", "货品编码", "物料编码", "商品编号", "产品编号", "编号", "货号")),
    Column("product", ("Product", "商品", "Item", "Goods", "产品", "货品", "品项")),
    Column("name", ("Name", "名称", "Product Name", "Item Name", "Description", "品名", "商品名称", "产品名称", "货品名称", "商品名", "产品名")),
    Column("quantity", ("Quantity", "数量", "Qty", "Qty.", "Order Quantity", "Order Qty", "Ordered Quantity", "订货数量", "订购数量", "订单数量", "要货数量", "采购数量", "订货量", "要货量")),
    Column("unit", ("Unit", "单位", "UoM", "Unit of Measure", "计量单位", "订货单位")),
    Column("cases", ("Cases", "箱数", "Cartons", "Ctns", "Qty (Cases)", "Quantity (Cases)", "整箱", "整箱数", "订货箱数", "数量(箱)")),
    Column("pieces", ("Pieces", "瓶数", "Pcs", "Bottles", "Singles", "Qty (Pieces)", "Quantity (Pieces)", "散瓶", "散瓶数", "支数", "个数", "零散数", "数量(瓶)", "数量(个)")),
    Column("price", ("Price", "单价", "Unit Price", "价格", "进价", "进货价", "供货价", "批发价", "含税单价", "未税单价")),
    Column("amount", ("Amount", "金额", "Subtotal", "Line Total", "Total", "小计", "合计", "含税金额")),
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
            rows = self._split_text(content.decode())
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

    @api.model
    def _split_text(self, text):
        """Rows of pasted text: of a table of cells, or one line each."""
        bars = "\t" not in text and delimiters.is_table(text, "|")
        return [line.split("|" if bars else "\t") for line in text.splitlines()]

    def _read_entries(self, rows):
        """:return: list of :class:`~..engine.order_entry.Entry`, the numbers of the rows
        in which nothing is ordered, and the headers that are not used"""
        texts = [[cells.plain(cell) for cell in row] for row in rows]
        header = self._find_header(texts)
        if header:
            return self._read_table_entries(rows, texts, header)
        hidden = getattr(rows, "hidden", ())
        if order_sheet.is_list_of_lines(texts):
            entries = self._read_text_entries(texts)
            return self._ask_about_hidden(entries, hidden), [], ()
        entries, skipped, ignored = self._guess_entries(texts)
        return self._ask_about_hidden(entries, hidden), skipped, ignored

    @api.model
    def _ask_about_hidden(self, entries, hidden):
        """Rows that people did not see may not be meant: somebody has to say so."""
        return [
            replace(entry, question=entry.question or order_entry.HIDDEN)
            if entry.row in hidden
            else entry
            for entry in entries
        ]

    @api.model
    def _read_facts(self, rows, entries):
        """What the form around the goods says, by kind; the first one counts.

        :return: dict from kind of ``engine/order_form.py`` to a cell
        """
        taken = {entry.row for entry in entries}
        facts = {}
        for number, row in enumerate(rows, 1):
            if number not in taken:
                for fact in order_form.read_facts(row):
                    facts.setdefault(fact.kind, fact.cell)
        return facts

    @api.model
    def _join(self, row):
        return " ".join(filter(None, map(cells.text_of, row)))[: order_text.LONGEST_LINE]

    @api.model
    def _name_product(self, pairs):
        """Names of a product as entries have them, and whether one says that it is a
        gift: it is looked for with the mark and without it."""
        names, is_gift = [], False
        for text, kinds in pairs:
            if not text:
                continue
            names.append((text, kinds))
            bare, has_mark = order_marks.split_gift(text)
            is_gift = is_gift or has_mark
            if has_mark and bare:
                names.append((bare, kinds))
        return tuple(names), is_gift

    # Without headers

    @api.model
    def _read_text_entries(self, texts):
        entries, gifts_follow = [], False
        for number, row in enumerate(texts, 1):
            text = " ".join(filter(None, row))
            gifts_follow = gifts_follow or order_marks.is_gift_heading(text)
            if not order_marks.is_gift_heading(text):
                entry = self._read_text_entry(number, row)
                if entry and gifts_follow:
                    entry = replace(entry, question=order_entry.GIFT)
                entries.append(entry)
        return [entry for entry in entries if entry]

    @api.model
    def _read_text_entry(self, number, row):
        """An entry, None where nothing is written or only for whom and when."""
        text = " ".join(filter(None, row))
        if not text or (order_form.read_facts(row) and not order_sheet.holds_line(row)):
            return None
        if order_entry.is_total(row):
            return order_entry.Entry(number, text, problem=order_entry.TOTAL)
        line, is_gift = order_marks.split_gift(text)
        return order_entry.Entry(
            number,
            text[: order_text.LONGEST_LINE],
            readings=tuple(order_text.read_line(line)),
            question=order_entry.GIFT if is_gift else "",
        )

    def _guess_entries(self, texts):
        intake = self.env["channel.order.directory"]
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
        if order_marks.is_total_row([product], row):
            problem = order_entry.TOTAL
        elif not amounts and not problem:
            is_line = order_sheet.holds_line(row)
            return self._read_text_entry(number, row) if is_line else None
        names, is_gift = self._name_product([(product, order_goods.ANY)])
        is_gift = is_gift or any(map(order_marks.is_gift_heading, row))
        return order_entry.Entry(
            number,
            self._join(row),
            names=names,
            amounts=amounts,
            unit=cell(places.unit),
            problem=problem or "",
            about=quantity,
            question=order_entry.GIFT if is_gift else "",
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
