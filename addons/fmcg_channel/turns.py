"""One at a time, where two requests could decide about the same thing."""

from odoo.tools import SQL


def take_turn(records):
    """Let transactions that decide about ``records`` do so one after the other.

    A transaction sees the database as it was when it began. Updating the rows makes the
    later request start again, with what the earlier one has decided in sight. Rows are
    locked in the order of their ids, so that two never wait for each other.
    """
    if not records:
        return
    records.env.cr.execute(
        SQL(
            """WITH guard AS (SELECT id FROM %(table)s WHERE id IN %(ids)s
                               ORDER BY id FOR NO KEY UPDATE)
               UPDATE %(table)s AS row SET id = row.id
                 FROM guard WHERE guard.id = row.id""",
            table=SQL.identifier(records._table),
            ids=tuple(records.ids),
        )
    )
