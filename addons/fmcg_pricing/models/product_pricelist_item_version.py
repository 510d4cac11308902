from odoo import api, models
from odoo.tools import SQL

from .channel_price_version import DECIDING_FIELDS


class ProductPricelistItem(models.Model):
    """Before a rule changes or goes, what it said is kept in ``channel.price.version``."""

    _inherit = "product.pricelist.item"

    def write(self, vals):
        self._filter_changed_by(vals)._keep_versions()
        return super().write(vals)

    def unlink(self):
        self._keep_versions()
        return super().unlink()

    def _filter_changed_by(self, vals):
        """The rules of which ``vals`` changes something that decides a price."""
        fields = [self._fields[name] for name in DECIDING_FIELDS if name in vals]
        return self.filtered(
            lambda item: any(
                item[field.name]
                != field.convert_to_record(
                    field.convert_to_cache(vals[field.name], item), item
                )
                for field in fields
            )
        )

    def _keep_versions(self):
        """Copy the rules as the database has them, in one statement.

        What was never visible to anybody, because it came and went in one transaction,
        is not kept.
        """
        if not self.ids:
            return
        self.flush_recordset()
        columns = SQL(", ").join(map(SQL.identifier, DECIDING_FIELDS))
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO channel_price_version
                       (rule_number, company_id, valid_from, valid_to,
                        create_uid, create_date, write_uid, write_date, %(columns)s)
                SELECT id, company_id, since, %(now)s,
                       %(uid)s, %(now)s, %(uid)s, %(now)s, %(columns)s
                  FROM (SELECT item.*, COALESCE(
                               (SELECT max(valid_to) FROM channel_price_version
                                 WHERE rule_number = item.id),
                               item.create_date) AS since
                          FROM product_pricelist_item item
                         WHERE item.id IN %(ids)s) rule
                 WHERE since IS NULL OR since < %(now)s
                """,
                columns=columns,
                now=self.env.cr.now(),
                uid=self.env.uid,
                ids=tuple(self.ids),
            )
        )

    @api.model
    def _get_rules_relation(self, moment=None):
        """Where price rules are read from: the table, or what it was at a past moment.

        :param moment: datetime in UTC, without a time zone; ``None`` for now
        :return: ``SQL`` of a relation with ``id`` and ``DECIDING_FIELDS``
        """
        if not moment:
            return SQL("product_pricelist_item")
        return SQL(
            """(
            SELECT id, %(columns)s FROM product_pricelist_item item
             WHERE (create_date IS NULL OR create_date <= %(moment)s)
               AND NOT EXISTS (
                   SELECT 1 FROM channel_price_version version
                    WHERE version.rule_number = item.id
                      AND version.valid_to > %(moment)s)
             UNION ALL
            SELECT rule_number AS id, %(columns)s FROM channel_price_version
             WHERE (valid_from IS NULL OR valid_from <= %(moment)s)
               AND valid_to > %(moment)s)""",
            columns=SQL(", ").join(map(SQL.identifier, DECIDING_FIELDS)),
            moment=moment,
        )
