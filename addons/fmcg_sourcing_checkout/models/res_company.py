from odoo import models

from odoo.addons.fmcg_sourcing.engine import arrivals


class ResCompany(models.Model):
    _inherit = "res.company"

    def _estimate_coming(self, lacking):
        """When what this seller has ordered before is there for somebody who asks now: what
        others wait for comes first.

        :param lacking: dict from ``product.product`` to what is lacking of it, in its own
            unit
        :return: dict from id of a product to a date, None while nobody knows
        """
        company = self._in_own_books()
        products = company.env["product.product"].union(*lacking)
        coming, waiting = arrivals.find_spare(
            company._get_coming(products), company._get_sourcing_needs(products)
        )
        return {
            product.id: arrivals.find_day(
                coming.get(product.id, ()), waiting.get(product.id, 0), quantity
            )
            for product, quantity in lacking.items()
        }
