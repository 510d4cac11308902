from odoo import models


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _get_translation_frontend_modules_name(cls):
        """Core's portal shows the messages of ``mail`` without its translations."""
        own = ["mail", "fmcg_portal"]
        return super()._get_translation_frontend_modules_name() + own
