from odoo import models


class MailTrackingValue(models.Model):
    """A change of a selection keeps the word of whoever made it, or of a scheduled
    action: "Ready → Done". It is told in the reader's language."""

    _inherit = "mail.tracking.value"

    def _format_display_value(self, field_type, new=True):
        values = super()._format_display_value(field_type, new)
        if field_type != "selection":
            return values
        return [
            tracking._translate_selection(value) if value else value
            for tracking, value in zip(self, values, strict=True)
        ]

    def _translate_selection(self, label):
        field = self.field_id.sudo()
        if not field or field.model not in self.env:
            return label
        return self._get_labels(field.model, field.name).get(label, label)

    def _get_labels(self, model, name):
        """From the label in any language to the reader's one."""
        field = self.env[model]._fields.get(name)
        if not field or field.type != "selection":
            return {}
        own = dict(field._description_selection(self.env))
        labels = {}
        for lang, _name in self.env["res.lang"].get_installed():
            env = self.env(context={**self.env.context, "lang": lang})
            for key, label in field._description_selection(env):
                labels.setdefault(label, own.get(key, label))
        return labels
