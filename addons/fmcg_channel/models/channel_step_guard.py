from odoo import api, models
from odoo.exceptions import AccessError

from . import channel_step


class ChannelStepGuard(models.AbstractModel):
    """Keeps states and remainders from being written without the step that they tell of.

    Core lets programs write them, whatever views show: a transfer that is written as done
    has moved nothing, and is billed; a bill that is written as paid has brought no money.

    How to use: inherit it next to a model, list the fields in ``_step_fields``, and take
    the model's own steps with :func:`channel_step.in_step`.
    """

    _name = "channel.step.guard"
    _description = "Step Guard"

    _step_fields = ()
    _start_states = ("draft",)  # what a new document may be given

    @api.model_create_multi
    def create(self, vals_list):
        if not self._is_step_taken():
            for vals in vals_list:
                self._check_start_state(vals)
        return super().create(vals_list)

    def write(self, vals):
        if not self._is_step_taken():
            self._check_steps_written(vals)
        return super().write(vals)

    @api.model
    def _is_step_taken(self):
        return self.env.su or channel_step.is_step(self)

    @api.model
    def _check_start_state(self, vals):
        state = vals.get("state") or self.env.context.get("default_state")
        if "state" in self._step_fields and state and not self._may_start_in(state, vals):
            self._refuse_step("state")

    @api.model
    def _may_start_in(self, state, vals):
        """:param vals: of the new document; another model may need them to tell"""
        return state in self._start_states

    def _check_steps_written(self, vals):
        for name in self._step_fields:
            field = self._fields[name]
            if name in vals and any(
                field.convert_to_write(one[name], one) != vals[name] for one in self.sudo()
            ):
                self._refuse_step(name)

    def _refuse_step(self, name):
        """:raise AccessError: always"""
        raise AccessError(
            self.env._(
                "%(field)s (%(name)s) of %(document)s follows from the buttons and is not "
                "written. Use the button of the step that you mean.",
                field=self._fields[name].get_description(self.env)["string"],
                name=name,
                document=self[:1].sudo().display_name
                or self.env["ir.model"].sudo()._get(self._name).name,
            )
        )
