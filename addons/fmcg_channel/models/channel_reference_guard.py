from odoo import api, models
from odoo.fields import Command


class ChannelReferenceGuard(models.AbstractModel):
    """Keeps staff from naming, by id, what they may not see.

    Core shows the name of whatever a field points to, readable or not: writing one id
    after the other into a document of one's own, or only into its form, would list the
    customers of all competitors, and fill in their addresses.

    How to use: inherit it next to a model and list the fields in ``_visible_fields``:
    many2one fields, and x2many fields to which records are linked.
    """

    _name = "channel.reference.guard"
    _description = "Reference Guard"

    _visible_fields = ()

    @api.model_create_multi
    def create(self, vals_list):
        self._check_references_visible([*vals_list, self._get_context_references()])
        return super().create(vals_list)

    def write(self, vals):
        self._check_references_visible([vals])
        return super().write(vals)

    def onchange(self, values, field_names, fields_spec):
        self._check_references_visible([values, self._get_context_references()])
        return super().onchange(values, field_names, fields_spec)

    @api.model
    def _get_context_references(self):
        """What the context names for a record that is new."""
        return {
            name: self.env.context.get(f"default_{name}") for name in self._visible_fields
        }

    @api.model
    def _check_references_visible(self, vals_list):
        if self.env.su or not self.env.user._channel_is_confined():
            return
        for name in self._visible_fields:
            field = self._fields[name]
            ids = {
                id_
                for vals in vals_list
                if vals.get(name)
                for id_ in self._get_named_ids(field, vals[name])
            }
            if ids:
                self.env[field.comodel_name].browse(ids).check_access("read")

    @api.model
    def _get_named_ids(self, field, value):
        """Ids that a value to be written names."""
        if field.type == "many2one":
            return [value["id"] if isinstance(value, dict) else value]
        ids = []
        for command in value:
            if isinstance(command, int):
                ids.append(command)
            elif command[0] in (Command.UPDATE, Command.LINK):
                ids.append(command[1])
            elif command[0] == Command.SET:
                ids += command[2]
        return [id_ for id_ in ids if isinstance(id_, int)]
