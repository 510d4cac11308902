from odoo import api, models
from odoo.tools.misc import file_open
from odoo.tools.translate import JAVASCRIPT_TRANSLATION_COMMENT, PoFileReader


class IrHttp(models.AbstractModel):
    """Words of core's scripts that are not translated, or mislead in this trade.

    They stand beside those of records and views: see ``ir_module.py``. Core reads the
    words of scripts from files, so that they have no place in the database.
    """

    _inherit = "ir.http"

    @api.model
    def _get_translations_for_webclient(self, modules, lang):
        translations, parameters = super()._get_translations_for_webclient(modules, lang)
        for module, words in self._get_overriding_words(lang).items():
            if module in translations:
                translations[module] = self._replace_words(translations[module], words)
        return translations, parameters

    @api.model
    def _get_overriding_words(self, lang):
        """Words of scripts by the add-on whose they are."""
        found = {}
        files = self.env["ir.module.module"]._get_overriding_files([lang] if lang else [])
        for path, _lang in files:
            with file_open(path, "rb") as stream:
                for row in PoFileReader(stream):
                    is_script = JAVASCRIPT_TRANSLATION_COMMENT in row["comments"]
                    if row["type"] == "code" and is_script:
                        found.setdefault(row["module"], {})[row["src"]] = row["value"]
        return found

    @api.model
    def _replace_words(self, translation, words):
        """A new one: what core gives is shared by all databases."""
        kept = [one for one in translation["messages"] if one["id"] not in words]
        ours = [{"id": word, "string": said} for word, said in words.items()]
        return {**translation, "messages": [*kept, *ours]}
