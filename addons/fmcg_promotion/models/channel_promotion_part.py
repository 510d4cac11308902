from odoo import api, models


class ChannelPromotionPart(models.AbstractModel):
    """A row that belongs to one promotion and is fixed with it.

    How to use: inherit it in a model with ``promotion_id`` and ``company_id``; name in
    ``_free_fields`` what may change at any time, and set ``_in_book`` where the engine
    knows the row.
    """

    _name = "channel.promotion.part"
    _description = "Part of a Promotion"
    _inherit = ["channel.reference.guard", "channel.price.guard"]
    _check_company_auto = True

    _free_fields = frozenset()
    _in_book = False

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts.promotion_id._check_terms_open()
        parts._forget_books()
        return parts

    def write(self, vals):
        if vals.keys() - self._free_fields:
            self.promotion_id._check_terms_open()
        result = super().write(vals)
        if vals.keys() & self._get_owner_fields():
            self.promotion_id._check_terms_open()
            self.check_access("write")  # of the new promotion too
        self._forget_books()
        return result

    def unlink(self):
        self.promotion_id._check_terms_open()
        result = super().unlink()
        self._forget_books()
        return result

    @api.model
    def _get_owner_fields(self):
        """Fields that decide which promotion the row belongs to."""
        return {"promotion_id"}

    @api.model
    def _forget_books(self):
        if self._in_book:
            self.env.registry.clear_cache()

    @api.model
    def _get_named_ids(self, field, value):
        """A form sends what is typed in the owner along with a row: it may be new, and
        what it names is looked at as well."""
        if field.name in self._get_owner_fields() and isinstance(value, dict):
            self.env[field.comodel_name]._check_references_visible([value])
            return [value["id"]] if value.get("id") else []
        return super()._get_named_ids(field, value)
