"""Names of what an enterprise gets when it is opened, in the language it works in.

Core makes them in the language of whoever opens it: Pick, Receipts, WH/Stock.
"""

from odoo import api, models
from odoo.tools.translate import code_translations

ENGLISH = "en_US"
# Whose code makes the names
CORE = "stock"


class ResCompany(models.Model):
    _inherit = "res.company"

    def _get_working_lang(self):
        """The language of the enterprise's country if it is installed, else the one of
        its legal entity."""
        self.ensure_one()
        installed = [code for code, _name in self.env["res.lang"].get_installed()]
        country = self.partner_id.country_id.code
        local = [code for code in installed if code.endswith(f"_{country}")]
        if self.partner_id.lang in local or not local:
            return self.partner_id.lang or ENGLISH
        return local[0]

    def _name_in_own_language(self):
        """Name operation types, locations, ways to pay and the base list: where a name
        is translated in each language, else in the enterprise's."""
        for company in self.sudo():
            langs = [code for code, _name in self.env["res.lang"].get_installed()]
            company._translate_opened_names(set(langs) - {ENGLISH})
            company._rename_locations(company._get_working_lang())
            company._rename_payment_methods(company._get_working_lang())

    # Translated

    def _translate_opened_names(self, langs):
        """Fill what has no name in ``langs`` but core's."""
        types = self.env["stock.picking.type"].with_context(active_test=False)
        types = types.search([("company_id", "in", self.ids)])
        routes = self.env["stock.route"].with_context(active_test=False)
        routes = routes.search([("company_id", "in", self.ids)])
        lists = self.env["product.pricelist"].with_context(active_test=False)
        lists = lists.search([("company_id", "in", self.ids)])
        for lang in langs:
            words = self.with_context(lang=lang)._get_opened_names()
            _translate_names(types, lang, words)
            _translate_names(
                routes,
                lang,
                {
                    name: _translate_route(name, words)
                    for name in routes.with_context(lang=ENGLISH).mapped("name")
                },
            )
            _translate_names(lists, lang, self._get_base_names(lang))

    def _get_base_names(self, lang):
        """Name of the base list in ``lang`` by the English one."""
        english, other = (self.with_context(lang=one) for one in (ENGLISH, lang))
        return {
            english._name_base_pricelist(company.name): other._name_base_pricelist(
                company.name
            )
            for company in self
        }

    @api.model
    def _name_base_pricelist(self, company_name):
        return self.env._("Base prices of %s", company_name)

    # Not translated

    def _rename_locations(self, lang):
        """Only what has core's own name."""
        words = self.with_context(lang=lang)._get_opened_names()
        locations = self.env["stock.location"].with_context(active_test=False)
        for location in locations.search([("company_id", "in", self.ids)]):
            name = words.get(location.name)
            if name and name != location.name:
                location.name = name

    def _rename_payment_methods(self, lang):
        lines = self.env["account.payment.method.line"].search(
            [("journal_id.company_id", "in", self.ids)]
        )
        for line in lines:
            method = line.payment_method_id
            own = method.with_context(lang=lang).name
            if line.name == method.with_context(lang=ENGLISH).name and own != line.name:
                line.name = own

    @api.model
    def _get_opened_names(self):
        """Core's English names, in the language of the context."""
        return {
            "Receipts": self.env._("Receipts"),
            "Delivery Orders": self.env._("Delivery Orders"),
            "Pick": self.env._("Pick"),
            "Pack": self.env._("Pack"),
            "Quality Control": self.env._("Quality Control"),
            "Storage": self.env._("Storage"),
            "Internal Transfers": self.env._("Internal Transfers"),
            "Cross Dock": self.env._("Cross Dock"),
            "Stock": self.env._("Stock"),
            "Input": self.env._("Input"),
            "Output": self.env._("Output"),
            "Packing Zone": self.env._("Packing Zone"),
            "Production": self.env._("Production"),
            "Scrap": self.env._("Scrap"),
            "Inventory adjustment": self.env._("Inventory adjustment"),
            "Inter-warehouse transit": self.env._("Inter-warehouse transit"),
            "Receive in 1 step (stock)": self.env._("Receive in 1 step (stock)"),
            "Receive in 2 steps (input + stock)": self.env._(
                "Receive in 2 steps (input + stock)"
            ),
            "Receive in 3 steps (input + quality + stock)": self.env._(
                "Receive in 3 steps (input + quality + stock)"
            ),
            "Deliver in 1 step (ship)": self.env._("Deliver in 1 step (ship)"),
            "Deliver in 2 steps (pick + ship)": self.env._(
                "Deliver in 2 steps (pick + ship)"
            ),
            "Deliver in 3 steps (pick + pack + ship)": self.env._(
                "Deliver in 3 steps (pick + pack + ship)"
            ),
            "Cross-Dock": self.env._("Cross-Dock"),
        }


class StockLocation(models.Model):
    """The locations that all enterprises share are called in the reader's language."""

    _inherit = "stock.location"

    @api.depends_context("lang")
    def _compute_display_name(self):
        super()._compute_display_name()
        if not self.env.lang or self.env.lang == ENGLISH:
            return
        shared = self._get_shared_names()
        for location in self:
            if location.id in shared:
                location.display_name = shared[location.id]

    @api.model
    def _get_shared_names(self):
        names = {
            "stock.stock_location_customers": self.env._("Customers"),
            "stock.stock_location_suppliers": self.env._("Suppliers"),
            "stock.stock_location_inter_company": self.env._("Between enterprises"),
        }
        to_id = self.env["ir.model.data"]._xmlid_to_res_id
        return {to_id(xmlid): name for xmlid, name in names.items()}


def _translate_route(name, words):
    """``Company: Receive in 1 step (stock)``"""
    prefix, separator, kind = name.rpartition(": ")
    word = words.get(kind)
    return word and f"{prefix}{separator}{word}"


def _translate_names(records, lang, words):
    """Give records whose name in ``lang`` is missing, or core's, a better one.

    :param words: dict from English names to those in ``lang``
    """
    core = code_translations.get_python_translations(CORE, lang)
    for record in records.with_context(lang=lang):
        english = record.with_context(lang=ENGLISH).name
        better = words.get(english)
        if better and record.name in (english, core.get(english)):
            record.name = better
