from odoo import models
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
