from odoo import api, models


class ProductSharedMixin(models.AbstractModel):
    """Records that all enterprises share and the brand keeps.

    The record rules let an enterprise change only what is its own. Still, each
    enterprise has its own values of company-dependent fields on a shared record, such
    as the cost; those it may write.

    How to use: inherit it next to a model, and name in ``_company_values`` the fields
    that are stored per company elsewhere.
    """

    _name = "product.shared.mixin"
    _description = "Shared Record with Values of each Enterprise"

    _company_values = ()

    def write(self, vals):
        records = self
        if self._writes_company_values_only(vals):
            self._check_company_values_access(vals)
            # the rules speak of the shared record, which stays as it is
            records = self.sudo()
        result = super(ProductSharedMixin, records).write(vals)
        if "company_id" in vals:
            self.check_access("write")  # of the new owner too
        return result

    def _writes_company_values_only(self, vals):
        return (
            bool(vals)
            and not self.env.su
            and self.env.user._channel_is_confined()
            and all(self._is_company_value(name) for name in vals)
        )

    @api.model
    def _is_company_value(self, name):
        field = self._fields.get(name)
        return bool(field) and (field.company_dependent or name in self._company_values)

    def _check_company_values_access(self, vals):
        """All that core checks before a write, but for the rules of writing."""
        self.browse().check_access("write")
        self.check_access("read")
        for name in vals:
            self._check_field_access(self._fields[name], "write")
        # Raises if the context names a foreign company; under sudo nobody asks again.
        self.env.company.check_access("read")


class ProductTemplate(models.Model):
    _name = "product.template"
    _inherit = ["product.template", "product.shared.mixin"]

    # of the only variant
    _company_values = ("standard_price",)


class ProductProduct(models.Model):
    _name = "product.product"
    _inherit = ["product.product", "product.shared.mixin"]

    # of the template
    _company_values = (
        "property_account_expense_id",
        "property_account_income_id",
        "property_price_difference_account_id",
        "property_stock_inventory",
        "property_stock_production",
        "responsible_id",
    )


class ProductCategory(models.Model):
    _name = "product.category"
    _inherit = ["product.category", "product.shared.mixin"]
