from odoo import api, models
from odoo.modules import Manifest
from odoo.tools.misc import file_path
from odoo.tools.translate import TranslationImporter

FOLDER = "i18n_override"
ACTIVE_STATES = ("installed", "to install", "to upgrade")


class IrModuleModule(models.Model):
    """Words of Odoo's own add-ons that mislead in this trade are replaced.

    ``i18n_override/<language>.po`` of an installed add-on has terms of *any* add-on. They
    win over the terms of that add-on's own catalogue, whenever terms are loaded: at an
    installation, an update, or when a language is loaded again. (A term in ``i18n`` or
    ``i18n_extra`` is only used where the other add-on has none.)
    """

    _inherit = "ir.module.module"

    def _load_module_terms(self, modules, langs, overwrite=False):
        result = super()._load_module_terms(modules, langs, overwrite=overwrite)
        self._load_overriding_terms(langs)
        if self.env.registry.loaded:
            enterprises = self.env["res.company"].sudo()
            enterprises = enterprises.search([("channel_node_id", "!=", False)])
            enterprises._translate_opened_names(set(langs) - {"en_US"})
        return result

    @api.model
    def _load_overriding_terms(self, langs):
        importer = TranslationImporter(self.env.cr, verbose=False)
        for path, lang in self._get_overriding_files(langs):
            importer.load_file(path, lang)
        importer.save(force_overwrite=True)

    @api.model
    def _get_overriding_files(self, langs):
        """Pairs of a file and its language, in the order of the add-ons' names."""
        modules = self.sudo().search([("state", "in", ACTIVE_STATES)])
        for module in sorted(modules.mapped("name")):
            if not Manifest.for_addon(module, display_warning=False):
                continue
            for lang in langs:
                try:
                    yield file_path(f"{module}/{FOLDER}/{lang}.po"), lang
                except FileNotFoundError:
                    continue
