"""What the problems of a spreadsheet are called, in one place."""

from odoo import api, models

from ..engine import cells, spreadsheet


class ChannelImportWizard(models.AbstractModel):
    _inherit = "channel.import.wizard"

    @api.model
    def _get_header_messages(self):
        return {
            spreadsheet.NO_HEADER: self.env._(
                "The row of headers was not found on the first sheet. Download the"
                " template, or name at least these columns: %(about)s."
            ),
            spreadsheet.MISSING_COLUMN: self.env._(
                "The column is missing. Add a column with one of these headers:"
                " %(about)s."
            ),
            spreadsheet.DOUBLE_COLUMN: self.env._(
                "Two columns have the same meaning. Delete one of them."
            ),
            spreadsheet.NO_ROWS: self.env._(
                "There are no rows below the headers. Fill in at least one."
            ),
        }

    @api.model
    def _get_cell_messages(self):
        return {
            spreadsheet.EMPTY: self.env._("The value is missing. Fill it in."),
            spreadsheet.HIDDEN: self.env._(
                "The row is hidden, perhaps by a filter. Show it or delete it, save the"
                " file, and choose it again."
            ),
            spreadsheet.DUPLICATE: self.env._(
                "The value is already in row %(about)s. Keep one of the two rows."
            ),
            cells.NOT_A_NUMBER: self.env._(
                "This is not a number. Write it like 1234.50."
            ),
            cells.TOO_LARGE: self.env._(
                "The number is too large. Numbers have at most 15 digits."
            ),
            cells.NOT_A_DATE: self.env._(
                "This is not a date. Write it like 2026-11-24."
            ),
            cells.NOT_A_BOOL: self.env._(
                "This is neither yes nor no. Write yes or no."
            ),
            cells.ROUNDED: self.env._(
                "The spreadsheet program has rounded this number. Format the column as"
                " text and enter all the digits again."
            ),
            cells.FORMULA_ERROR: self.env._(
                "The formula of this cell has failed. Write the value itself."
            ),
            cells.NOT_CALCULATED: self.env._(
                "The file has the formula of this cell and not its value. Open the file"
                " in a spreadsheet program and save it, or write the value itself."
            ),
        }
