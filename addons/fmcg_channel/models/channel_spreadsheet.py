import csv
import io
import itertools
import re
import zipfile

import openpyxl
import xlsxwriter
from lxml import etree
from openpyxl.utils.cell import coordinate_to_tuple

from odoo import api, models
from odoo.exceptions import UserError

from ..engine import delimiters
from ..engine.cells import Formula
from ..engine.spreadsheet import Sheet

MAX_ROWS = 50_000
MAX_COLUMNS = 200
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
# Real workbooks are packed to a tenth; far beyond, the file was made to do harm.
MAX_PACKING_RATIO = 200
RATIO_MATTERS_FROM_BYTES = 10 * 1024 * 1024

ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The stream in which Excel keeps a workbook with a password
OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
WORKBOOK_PART = "xl/workbook.xml"
ENCODINGS = ("utf-8-sig", "gb18030")
# "Unicode text" of Excel
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class ChannelSpreadsheet(models.AbstractModel):
    """Opens and writes spreadsheet files; ``engine/spreadsheet.py`` understands them."""

    _name = "channel.spreadsheet"
    _description = "Spreadsheet Files"

    # Open

    @api.model
    def _open_spreadsheet(self, content, filename=""):
        """Rows of the first visible sheet of an .xlsx file, or of a .csv file.

        Formulas are read as the values that were last saved, and never evaluated; one
        that was saved without a value is a :class:`~..engine.cells.Formula`.

        :param bytes content: the file
        :param str filename: for the messages
        :return: :class:`~..engine.spreadsheet.Sheet` of lists of cells, from the first
            row on
        :raise UserError: the file cannot or must not be read, and what to do instead
        """
        filename = filename or self.env._("The file")
        if not content or not content.strip():
            raise UserError(
                self.env._(
                    "%(file)s: the file is empty. Choose a file with rows.",
                    file=filename,
                )
            )
        if content.startswith(OLE_MAGIC):
            raise self._old_file_error(content, filename)
        if content.startswith(ZIP_MAGIC):
            self._check_package(content, filename)
            return self._read_xlsx(content, filename)
        return self._read_csv(content, filename)

    @api.model
    def _old_file_error(self, content, filename):
        if OLE_ENCRYPTED in content:
            return UserError(
                self.env._(
                    "%(file)s: the file is protected by a password. Remove the password"
                    " and choose the file again.",
                    file=filename,
                )
            )
        return UserError(
            self.env._(
                "%(file)s: the file has the old format .xls. Save it as .xlsx and choose"
                " it again.",
                file=filename,
            )
        )

    @api.model
    def _not_a_spreadsheet_error(self, filename):
        return UserError(
            self.env._(
                "%(file)s: the file is not a spreadsheet that can be read. Save it as"
                " .xlsx or as .csv (UTF-8) and choose it again.",
                file=filename,
            )
        )

    @api.model
    def _too_large_error(self, filename):
        return UserError(
            self.env._(
                "%(file)s: unpacked, the file is too large. Copy the rows into a new"
                " file without pictures and formats, or split it.",
                file=filename,
            )
        )

    @api.model
    def _too_many_rows_error(self, filename):
        return UserError(
            self.env._(
                "%(file)s: the file has more than %(most)s rows. Split it.",
                file=filename,
                most=MAX_ROWS,
            )
        )

    @api.model
    def _check_package(self, content, filename):
        """Look at what the zip archive announces before anything is unpacked."""
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                parts = package.infolist()
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise self._not_a_spreadsheet_error(filename) from error
        unpacked = sum(part.file_size for part in parts)
        packed_hard = unpacked > MAX_PACKING_RATIO * len(content)
        if unpacked > MAX_UNPACKED_BYTES or (
            packed_hard and unpacked > RATIO_MATTERS_FROM_BYTES
        ):
            raise self._too_large_error(filename)
        if WORKBOOK_PART not in {part.filename for part in parts}:
            raise self._not_a_spreadsheet_error(filename)

    @api.model
    def _read_xlsx(self, content, filename):
        try:
            book = openpyxl.load_workbook(
                io.BytesIO(content), read_only=True, data_only=True, keep_links=False
            )
            sheets = [s for s in book.worksheets if s.sheet_state == "visible"]
            sheet = (sheets or book.worksheets)[0]
            # Some programs write a wrong size of the sheet.
            sheet.reset_dimensions()
            rows = sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True)
            with sheet._get_source() as source:
                hidden, formulas, last = self._scan_sheet(source)
            if last > MAX_ROWS:
                raise self._too_many_rows_error(filename)
            rows = itertools.islice(rows, last)
            collected = self._collect_rows(self._add_formulas(rows, formulas), filename)
            return Sheet(collected, hidden)
        except UserError:
            raise
        # openpyxl lets through whatever its parsers raise on a damaged file
        except Exception as error:
            raise self._not_a_spreadsheet_error(filename) from error

    @api.model
    def _scan_sheet(self, source):
        """What the values of a sheet do not tell.

        :param source: its XML, to be read
        :return: set of the numbers of hidden rows, dict from number of a row to pairs
            of a column and the :class:`~..engine.cells.Formula` without a value, and
            number of the last row that holds anything. A row may claim any number:
            openpyxl makes all the empty ones before it
        """
        hidden, formulas, number, last = set(), {}, 0, 0
        for _event, row in etree.iterparse(
            source, tag="{*}row", resolve_entities=False, no_network=True
        ):
            number = int(row.get("r") or number + 1)
            if row.get("hidden") in ("1", "true"):
                hidden.add(number)
            if row.find("{*}c/*") is not None:
                last = max(last, number)
            place = 0
            for cell in row.iterchildren("{*}c"):
                name = cell.get("r")
                place = coordinate_to_tuple(name)[1] if name else place + 1
                formula = self._find_formula_without_value(cell)
                if formula:
                    formulas.setdefault(number, []).append((place, formula))
            row.clear()
            while row.getprevious() is not None:
                del row.getparent()[0]
        return hidden, formulas, last

    @api.model
    def _find_formula_without_value(self, cell):
        """Programs that fill in templates write formulas and calculate nothing. An
        empty text is a value."""
        formula, value = cell.find("{*}f"), cell.find("{*}v")
        if formula is None or (value is not None and (value.text or cell.get("t") == "str")):
            return None
        return Formula((formula.text or "")[:100])

    @api.model
    def _add_formulas(self, rows, formulas):
        for number, row in enumerate(rows, 1):
            if number in formulas:
                row = list(row)
                for place, formula in formulas[number]:
                    if place <= len(row):
                        row[place - 1] = formula
            yield row

    @api.model
    def _read_csv(self, content, filename):
        if len(content) > MAX_UNPACKED_BYTES:
            raise self._too_large_error(filename)
        text = self._decode(content, filename)
        delimiter = delimiters.choose(text)
        # Without ``strict``, a quote that is never closed swallows the rest silently.
        rows = csv.reader(
            io.StringIO(text, newline=""), delimiter=delimiter, strict=True
        )
        try:
            return Sheet(self._collect_rows(rows, filename))
        except csv.Error as error:
            raise self._not_a_spreadsheet_error(filename) from error

    @api.model
    def _decode(self, content, filename):
        has_mark = content.startswith(UTF16_MARKS)
        for encoding in ("utf-16",) if has_mark else ENCODINGS:
            try:
                text = content.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\0" not in text:
                return text
        raise self._not_a_spreadsheet_error(filename)

    @api.model
    def _collect_rows(self, rows, filename):
        """The rows up to the last one that holds anything, without trailing cells."""
        collected = []
        for number, row in enumerate(rows, 1):
            cells = list(row)[:MAX_COLUMNS]
            while cells and cells[-1] in (None, ""):
                cells.pop()
            if not cells:
                continue
            if number > MAX_ROWS:
                raise self._too_many_rows_error(filename)
            collected += [[] for _empty in range(number - 1 - len(collected))]
            collected.append(cells)
        return collected

    # Write

    @api.model
    def _write_spreadsheet(self, headers, rows, title="Sheet1"):
        """An .xlsx file with one sheet.

        Text is written as text, also where it begins like a formula.

        :param headers: texts of the first row
        :param rows: lists of texts, numbers, dates, booleans and None
        :param str title: of the sheet
        :rtype: bytes
        """
        output = io.BytesIO()
        book = xlsxwriter.Workbook(output, {"in_memory": True})
        sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", title)[:31])
        bold = book.add_format({"bold": True})
        date_format = book.add_format({"num_format": "yyyy-mm-dd"})
        for place, header in enumerate(headers):
            sheet.write_string(0, place, header, bold)
        for number, row in enumerate(rows, 1):
            for place, value in enumerate(row):
                self._write_cell(sheet, number, place, value, date_format)
        sheet.freeze_panes(1, 0)
        if headers:
            sheet.set_column(0, len(headers) - 1, 18)
        book.close()
        return output.getvalue()

    @api.model
    def _write_cell(self, sheet, number, place, value, date_format):
        if value is None or value == "":
            return
        if isinstance(value, str):
            sheet.write_string(number, place, value)
        elif isinstance(value, bool):
            sheet.write_boolean(number, place, value)
        elif hasattr(value, "isoformat"):
            sheet.write_datetime(number, place, value, date_format)
        else:
            sheet.write_number(number, place, value)

    @api.model
    def _download_spreadsheet(self, content, filename):
        """An action that hands the file to the user who asked for it."""
        return self.env["channel.spreadsheet.file"]._hand_out(content, filename)
