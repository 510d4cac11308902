"""Names that core wants once in the database are unique among what a user sees only:
the name that another enterprise has chosen is neither told nor taken."""

from odoo import api, models


class CrmTag(models.Model):
    _inherit = "crm.tag"

    _name_uniq = models.Constraint(
        "UNIQUE(name, create_uid)", "A tag with the same name already exists."
    )


class StockScrapReasonTag(models.Model):
    _inherit = "stock.scrap.reason.tag"

    _name_uniq = models.Constraint(
        "UNIQUE(name, create_uid)", "A reason with the same name already exists."
    )


class UtmMixin(models.AbstractModel):
    _inherit = "utm.mixin"

    @api.model
    def _get_unique_names(self, model_name, names):
        """Core counts up a name that is there; also one that the user does not see."""
        return super(UtmMixin, self.sudo())._get_unique_names(model_name, names)
