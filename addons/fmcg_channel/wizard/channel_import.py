import base64

from odoo import api, fields, models

from ..engine import spreadsheet
from ..words import join_names

# More does not help: people correct the file and check again.
MAX_REPORTED = 200


class ChannelImportWizard(models.AbstractModel):
    """Imports a spreadsheet: all of it or nothing, after a check that names every bad
    cell.

    How to use: a transient model that inherits this, with ``_get_columns`` and
    ``_import_rows``, and ``_check_rows`` for what a cell alone does not tell; access
    rights for its groups; and a view with mode ``primary`` that inherits
    ``fmcg_channel.channel_import_wizard_view_form``.
    """

    _name = "channel.import.wizard"
    _description = "Import a Spreadsheet"
    _channel_private = True

    data_file = fields.Binary(string="File", attachment=False)
    file_name = fields.Char()
    state = fields.Selection(
        [("upload", "Choose a file"), ("checked", "Checked")],
        default="upload",
        required=True,
        readonly=True,
    )
    report = fields.Html(readonly=True)
    row_count = fields.Integer(string="Rows", readonly=True)
    problem_count = fields.Integer(string="Problems", readonly=True)

    # Hooks

    @api.model
    def _get_columns(self):
        """The :class:`~..engine.spreadsheet.Column` objects of the file."""
        raise NotImplementedError

    def _check_rows(self, rows):
        """Problems beyond the format of a cell, such as a product that is not there.

        :param rows: :class:`~..engine.spreadsheet.Row` objects that are well-formed;
            ``row.problem(column, code, about)`` makes a problem
        :rtype: list of :class:`~..engine.spreadsheet.Problem`
        """
        return []

    def _import_rows(self, rows):
        """Write what the rows say; they have been checked.

        :return: an action to go on with, or None to close the dialog
        """
        raise NotImplementedError

    def _check_may_import(self):
        """Raise an AccessError if the user may not import; the access rights of the
        wizard are checked anyway."""

    @api.model
    def _get_problem_messages(self):
        """Sentences by code: what is wrong and what to do. ``%(about)s`` stands for
        what the problem speaks of besides."""
        return self._get_header_messages() | self._get_cell_messages()

    # Buttons

    def action_check(self):
        self.ensure_one()
        self._check_may_import()
        self._check_file()
        return self._reopen()

    def action_import(self):
        """Import the file if every row is fine, else show what is not."""
        self.ensure_one()
        self._check_may_import()
        table, problems = self._check_file()
        if problems:
            return self._reopen()
        action = self._import_rows(table.rows)
        return action or {"type": "ir.actions.act_window_close"}

    def action_download_template(self):
        self.ensure_one()
        title = self._description
        files = self.env["channel.spreadsheet"]
        content = files._write_spreadsheet(self._get_headers(), [], title)
        return files._download_spreadsheet(content, f"{title}.xlsx")

    # Steps

    @api.model
    def _get_headers(self):
        """The headers in the language of the user."""
        lang = self.env.lang or "en_US"
        return [column.label(lang) for column in self._get_columns()]

    def _check_file(self):
        """Read the file and keep the report of it.

        :return: the :class:`~..engine.spreadsheet.Table` and all problems
        """
        table = self._read_table()
        problems = list(table.problems)
        if table.rows:
            problems += self._check_rows(table.rows)
        problems.sort(key=lambda problem: problem.row)
        self.write(
            {
                "state": "checked",
                "row_count": table.row_count,
                "problem_count": len(problems),
                "report": self._render_report(table, problems),
            }
        )
        return table, problems

    def _read_table(self):
        files = self.env["channel.spreadsheet"]
        # A binary field may be asked for with its size in place of the content.
        content = self.with_context(bin_size=False).data_file or b""
        rows = files._open_spreadsheet(base64.b64decode(content), self.file_name)
        table = spreadsheet.read(rows, self._get_columns())
        if table.rows or table.problems:
            return table
        problem = spreadsheet.Problem(0, "", "", spreadsheet.NO_ROWS)
        return spreadsheet.Table([], [problem], table.ignored)

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self._get_title(),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
            "context": self.env.context,
        }

    @api.model
    def _get_title(self):
        """The name of the dialog, in the user's language."""
        return self.env["ir.model"]._get(self._name).name

    # Report

    def _render_report(self, table, problems):
        return self.env["ir.qweb"]._render(
            "fmcg_channel.channel_import_report",
            {
                "summary": self._get_summary(table, problems),
                "is_fine": not problems,
                "ignored": join_names(self.env, table.ignored),
                "lines": [
                    (problem, self._get_problem_message(problem))
                    for problem in problems[:MAX_REPORTED]
                ],
            },
        )

    def _get_summary(self, table, problems):
        if not problems:
            return self.env._(
                "Rows that are fine and can be imported: %(count)s.",
                count=table.row_count,
            )
        if len(problems) <= MAX_REPORTED:
            return self.env._(
                "Nothing is imported yet. Problems: %(count)s. Correct the file and choose"
                " it again.",
                count=len(problems),
            )
        return self.env._(
            "Nothing is imported yet. Problems: %(count)s, of which the first %(shown)s are"
            " shown. Correct the file and choose it again.",
            count=len(problems),
            shown=MAX_REPORTED,
        )

    def _get_problem_message(self, problem):
        message = self._get_problem_messages()[problem.code]
        return message % {"about": problem.about}
