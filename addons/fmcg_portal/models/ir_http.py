import hashlib
import json

from odoo import api, models, tools

from ..engine import light_terms

LIGHT_BUNDLE = "fmcg_portal.assets_light"


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _get_translation_frontend_modules_name(cls):
        """Core's portal shows the messages of ``mail`` without its translations."""
        own = ["mail", "fmcg_portal"]
        return super()._get_translation_frontend_modules_name() + own

    @api.model
    @tools.ormcache("lang")
    def _get_light_translations(self, lang):
        """What the scripts of a light page say, as core answers for all scripts of the
        modules: that is thirty times as much, and the page waits for it.

        :return: the body of an answer to the browser's service of languages
        """
        bundle = self.env["ir.qweb"]._get_asset_bundle(LIGHT_BUNDLE, css=False)
        said = light_terms.read(
            [asset.content for asset in bundle.javascripts],
            [asset.content for asset in bundle.templates],
        )
        modules = sorted({asset.url.split("/")[1] for asset in bundle.javascripts})
        found, parameters = self._get_translations_for_webclient(modules, lang)
        answer = {
            "lang": lang,
            "lang_parameters": parameters,
            "modules": {
                module: {"messages": light_terms.keep(terms["messages"], said)}
                for module, terms in found.items()
            },
            "multi_lang": len(self.env["res.lang"].sudo().get_installed()) > 1,
        }
        content = json.dumps(answer, sort_keys=True)
        return answer | {"hash": hashlib.sha1(content.encode()).hexdigest()}
