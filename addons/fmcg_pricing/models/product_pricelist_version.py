from odoo import models
from odoo.tools import SQL

from .channel_price_version import DECIDING_FIELDS


class ProductPricelist(models.Model):
    _inherit = "product.pricelist"

    def _get_rules_known_at(self, moment):
        """The rules of these price lists as they stood at a past moment.

        Not only what was valid then: also rules that were to start later, as they were
        known. Checks no access: ask for lists that the user may read.

        :param moment: datetime in UTC, without a time zone
        :return: list of dicts: ``id`` of the rule (it may be gone) and the columns of
            ``DECIDING_FIELDS`` as the database has them
        """
        if not self.ids:
            return []
        self.env["product.pricelist.item"].flush_model()
        values = {
            "columns": SQL(", ").join(map(SQL.identifier, DECIDING_FIELDS)),
            "lists": tuple(self.ids),
            "moment": moment,
        }
        self.env.cr.execute(
            SQL(
                """
                SELECT id, %(columns)s FROM product_pricelist_item item
                 WHERE pricelist_id IN %(lists)s
                   AND (create_date IS NULL OR create_date <= %(moment)s)
                   AND NOT EXISTS (
                       SELECT 1 FROM channel_price_version version
                        WHERE version.rule_number = item.id
                          AND version.valid_to > %(moment)s)
                 UNION ALL
                SELECT rule_number AS id, %(columns)s FROM channel_price_version
                 WHERE pricelist_id IN %(lists)s
                   AND (valid_from IS NULL OR valid_from <= %(moment)s)
                   AND valid_to > %(moment)s
                 ORDER BY id
                """,
                **values,
            )
        )
        return self.env.cr.dictfetchall()
