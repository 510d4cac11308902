from odoo import api, models
from odoo.tools import SQL


class ChannelGuard(models.AbstractModel):
    """Rows that count what is used of a limit, for which transactions race.

    How to use: inherit it in the model of the counter, name the counting field in
    ``_guard_field`` and call ``_guard_add`` *before* you read what is used; compare the
    totals that it returns with the limit, and raise when there is too much.

    How it works: a transaction sees the database as it was when it began, so that one
    that only waited for a lock would still read the old total. Adding to a row that
    another transaction has changed since fails with a serialization error instead,
    after which Odoo runs the request again. Rows are always locked in the order of
    their ids, so that two transactions never wait for each other.
    """

    _name = "channel.guard"
    _description = "Guard of a Limit"

    _guard_field = "used"

    @api.model
    def _guard_ensure(self, rows):
        """Create the counters that are missing, at zero.

        Another transaction that creates the same one at this moment is waited for.

        :param rows: list of dicts from column to value, all with the same columns; a
            unique index of the model tells which exist
        """
        if not rows:
            return
        now = self.env.cr.now()
        fixed = {
            self._guard_field: 0,
            "create_uid": self.env.uid,
            "create_date": now,
            "write_uid": self.env.uid,
            "write_date": now,
        }
        rows = [row | fixed for row in rows]
        self.env.cr.execute(
            SQL(
                "INSERT INTO %s (%s) VALUES %s ON CONFLICT DO NOTHING",
                SQL.identifier(self._table),
                SQL(", ").join(map(SQL.identifier, rows[0])),
                SQL(", ").join(SQL("%s", tuple(row.values())) for row in rows),
            )
        )

    @api.model
    def _guard_add(self, amounts):
        """Add to counters, in one statement, and tell what they have come to.

        :param amounts: dict from row id to what is added; less than zero gives back
        :return: dict from row id to its new total
        :raise psycopg2.errors.SerializationFailure: when another transaction was first;
            whoever runs the request repeats it
        """
        if not amounts:
            return {}
        self.flush_model([self._guard_field])
        values = SQL(", ").join(SQL("(%s, %s)", *item) for item in amounts.items())
        totals = self.env.execute_query(
            SQL(
                """WITH guard AS (SELECT id FROM %(table)s WHERE id IN %(ids)s
                                   ORDER BY id FOR NO KEY UPDATE)
                   UPDATE %(table)s AS row SET %(used)s = row.%(used)s + given.amount
                     FROM guard JOIN (VALUES %(values)s) AS given (id, amount)
                          ON given.id = guard.id
                    WHERE row.id = guard.id
                RETURNING row.id, row.%(used)s""",
                table=SQL.identifier(self._table),
                ids=tuple(amounts),
                used=SQL.identifier(self._guard_field),
                values=values,
            )
        )
        self.browse(amounts).invalidate_recordset([self._guard_field])
        return {row_id: float(total) for row_id, total in totals}
