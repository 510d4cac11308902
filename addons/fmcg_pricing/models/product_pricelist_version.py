from odoo import models
from odoo.tools import SQL


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
        Item = self.env["product.pricelist.item"]
        Item.flush_model()
        self.env.cr.execute(
            SQL(
                "SELECT * FROM %s rule WHERE pricelist_id IN %s ORDER BY id",
                Item._get_rules_relation(moment),
                tuple(self.ids),
            )
        )
        return self.env.cr.dictfetchall()
