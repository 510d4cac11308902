from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    base_pricelist_id = fields.Many2one(
        "product.pricelist",
        string="Base Price List",
        check_company=True,
        help="The last list in the chain of every customer of this enterprise.",
    )

    def _ensure_base_pricelist(self):
        """Give companies without a base list their default one, at the public price."""
        Pricelist = self.env["product.pricelist"]
        for company in self.filtered(lambda c: not c.base_pricelist_id):
            pricelist = Pricelist.search(
                [("company_id", "=", company.id), ("item_ids", "=", False)], limit=1
            ) or Pricelist.create(company._get_default_pricelist_vals())
            company._set_base_pricelist(pricelist)

    def _set_base_pricelist(self, pricelist):
        """Make ``pricelist`` the company's base list, at the public price.

        Core falls back to the public price by itself. Here it is a rule: who deletes
        it makes products without a price of their own not orderable.
        """
        self.ensure_one()
        if not pricelist.item_ids:
            self.env["product.pricelist.item"].with_company(self).create(
                self._prepare_public_price_values(pricelist)
            )
        self.base_pricelist_id = pricelist

    def _prepare_public_price_values(self, pricelist):
        return {
            "pricelist_id": pricelist.id,
            "applied_on": "3_global",
            "compute_price": "percentage",
            "percent_price": 0.0,
        }
