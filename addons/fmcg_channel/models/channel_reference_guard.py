from odoo import api, models


class ChannelReferenceGuard(models.AbstractModel):
    """Keeps staff from naming, by id, what they may not see.

    Core shows the name of whatever a field points to, readable or not: writing one id
    after the other into a document of one's own, or only into its form, would list the
    customers of all competitors, and fill in their addresses.

    How to use: inherit it next to a model and list the fields in ``_visible_fields``.
    """

    _name = "channel.reference.guard"
    _description = "Reference Guard"

    _visible_fields = ()

    @api.model_create_multi
    def create(self, vals_list):
        self._check_references_visible(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._check_references_visible([vals])
        return super().write(vals)

    def onchange(self, values, field_names, fields_spec):
        defaults = {
            name: self.env.context.get(f"default_{name}") for name in self._visible_fields
        }
        self._check_references_visible([values, defaults])
        return super().onchange(values, field_names, fields_spec)

    @api.model
    def _check_references_visible(self, vals_list):
        if self.env.su or not self.env.user._channel_is_confined():
            return
        for name in self._visible_fields:
            ids = {vals[name] for vals in vals_list if vals.get(name)}
            if ids:
                self.env[self._fields[name].comodel_name].browse(ids).check_access("read")
