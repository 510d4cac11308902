from odoo import api, models


class ChannelPriceGuard(models.AbstractModel):
    """Keeps prices, costs and margins from people who shall not see or set them.

    How to use: inherit it next to a model and list in ``_price_fields`` the fields
    that carry prices and are not monetary, in ``_price_terms`` those that decide a
    price. Monetary fields are always guarded. ``_price_sources`` are fields that name
    price lists or their rules.

    * Warehouse staff do not read them (unless another role lets them).
    * Warehouse staff and customer service do not write them.
    * Buyers in the portal are told prices, but not the names of a seller's lists.
    """

    _name = "channel.price.guard"
    _description = "Price Guard"

    _price_fields = ()
    _price_terms = ()
    _price_sources = ()
    # Set to False where the warehouse's own work writes values that it may not see.
    _price_write_guarded = True

    @api.model
    def _has_field_access(self, field, operation):
        return super()._has_field_access(field, operation) and (
            self.env.su or self._has_price_access(field, operation)
        )

    @api.model
    def _has_price_access(self, field, operation):
        if field.name in self._price_sources and self.env.user.share:
            return False
        if not self._is_price_field(field, operation):
            return True
        user = self.env.user
        if operation == "read":
            return user._channel_sees_prices()
        return not self._price_write_guarded or user._channel_edits_prices()

    @api.model
    def _is_price_field(self, field, operation):
        if field.type == "monetary" or field.name in self._price_fields:
            return True
        return operation == "write" and field.name in self._price_terms

    def copy_data(self, default=None):
        """Copy what the user may read; the rest starts anew."""
        hidden = {
            field.name
            for field in self._fields.values()
            if field.copy
            and self._is_price_field(field, "read")
            and not self._has_field_access(field, "read")
        } - set(default or {})
        if not hidden:
            return super().copy_data(default)
        blank = dict.fromkeys(hidden, False)
        return [
            vals and {name: vals[name] for name in vals.keys() - hidden}
            for vals in super().copy_data((default or {}) | blank)
        ]
