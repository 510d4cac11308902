from odoo import api, models

AUTHORS = ("create_uid", "write_uid")
OFFERED = ("searchable", "sortable", "groupable")


class ChannelAuthorGuard(models.AbstractModel):
    """Keeps to itself who made and changed a record, and what else is the seller's own
    business.

    How to use: inherit it next to a model. Each add-on may name further fields in a
    class of its own; all that are named count.

    * Buyers in the portal, and visitors, read no ``create_uid`` and ``write_uid``, and
      none of ``_insider_fields``: neither by id nor in domains, groups, orders and
      exports, and they are not told that such fields exist.
    * ``_technical_fields`` are besides offered to nobody in filters and groups.
    * ``_shared_by_enterprises = True``: nor does staff read who made and changed it,
      which may be somebody of a rival.
    """

    _name = "channel.author.guard"
    _description = "Author Guard"

    _insider_fields = ()
    _technical_fields = ()
    _shared_by_enterprises = False

    @api.model
    def _has_field_access(self, field, operation):
        return super()._has_field_access(field, operation) and (
            self.env.su
            or operation != "read"
            or bool(self and not self.ids)  # core looks at a record before it is made
            or self._has_author_access(field)
        )

    @api.model
    def _has_author_access(self, field):
        user = self.env.user
        if field.name in AUTHORS and self._shared_by_enterprises:
            return not user.share and not user._channel_is_confined()
        return not user.share or field.name not in self._get_guarded_fields()

    @api.model
    def _get_guarded_fields(self):
        """What buyers do not read; gathered once for each registry."""
        model = type(self)
        if "_channel_guarded_fields" not in vars(model):
            model._channel_guarded_fields = frozenset(AUTHORS).union(
                *(
                    vars(cls).get(name, ())
                    for cls in model.mro()
                    for name in ("_insider_fields", "_technical_fields")
                )
            )
        return model._channel_guarded_fields

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        fields = super().fields_get(allfields, attributes)
        technical = set().union(
            *(vars(cls).get("_technical_fields", ()) for cls in type(self).mro())
        )
        for name in technical & fields.keys():
            fields[name] |= {key: False for key in OFFERED if key in fields[name]}
        return fields


class PortalMixin(models.AbstractModel):
    _inherit = "portal.mixin"

    def _portal_ensure_token(self):
        """The link to a document that one sees has its token, which nobody reads."""
        return super(PortalMixin, self.sudo())._portal_ensure_token()
