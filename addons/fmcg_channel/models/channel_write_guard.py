from odoo import api, models
from odoo.tools import ormcache


class ChannelWriteGuard(models.AbstractModel):
    """Nobody sets by hand what is derived, decided by buttons, or told by somebody else.

    Views show such fields read-only, but core lets programs write them.

    How to use: inherit it, and name the fields in ``_get_derived_fields``; add-ons add
    theirs. Code that writes them does so as superuser.
    """

    _name = "channel.write.guard"
    _description = "Write Guard"

    @api.model
    def _has_field_access(self, field, operation):
        return super()._has_field_access(field, operation) and (
            self.env.su
            or operation == "read"
            or field.name not in self._get_fields_not_written()
        )

    @api.model
    @ormcache()
    def _get_fields_not_written(self):
        return frozenset(self._get_derived_fields())

    @api.model
    def _get_derived_fields(self):
        """Names of stored fields that no client writes."""
        return set()
