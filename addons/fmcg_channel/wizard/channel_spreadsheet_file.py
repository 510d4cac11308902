import base64

from odoo import api, fields, models


class ChannelSpreadsheetFile(models.TransientModel):
    """A file on its way to the user who asked for it; nobody else reads it, and it is
    cleaned up like any wizard."""

    _name = "channel.spreadsheet.file"
    _description = "Spreadsheet to Download"
    _channel_private = True

    name = fields.Char(required=True, readonly=True)
    content = fields.Binary(required=True, readonly=True, attachment=False)

    @api.model
    def _hand_out(self, content, filename):
        file = self.create({"name": filename, "content": base64.b64encode(content)})
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{file.id}/content?filename_field=name"
            "&download=true",
            "target": "download",
        }
