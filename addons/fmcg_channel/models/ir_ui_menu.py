from odoo import models

# Odoo's apps, by the group that still needs them; None: nobody in our roles does. What
# the roles work with every day stands under FMCG, once.
REPLACED_APPS = {
    "base.menu_management": None,
    "spreadsheet_dashboard.spreadsheet_dashboard_menu_root": None,
    "sale.sale_menu_root": None,
    "purchase.menu_purchase_root": None,
    "stock.menu_stock_root": "stock.group_stock_manager",
    "account.menu_finance": "account.group_account_invoice",
}
# In the apps that stay: what stands under FMCG already, there with the trade's own words
# and filters. Nobody finds one thing twice with other content.
REPLACED_MENUS = (
    "account.menu_finance_receivables",
    "account.product_product_menu_purchasable",
    "account.menu_product_product_categories",
    "stock.menu_stock_transfers",
    "stock_picking_batch.menu_stock_jobs",
    "stock.menu_action_inventory_tree",
    "stock.menu_stock_scrap",
    "stock.menu_product_variant_config_stock",
    "stock.menu_action_production_lot_form",
    "stock.menu_valuation",
    "stock.stock_move_menu",
)


class IrUiMenu(models.Model):
    _inherit = "ir.ui.menu"

    def _load_menus_blacklist(self):
        replaced = self._get_replaced_apps() | self._get_replaced_menus()
        return super()._load_menus_blacklist() + replaced.ids

    def get_user_roots(self):
        return super().get_user_roots() - self._get_replaced_apps()

    def _get_replaced_menus(self):
        """Menus inside of Odoo's apps that such a user finds under FMCG."""
        menus = self.env["ir.ui.menu"].sudo()
        if self.env.user._channel_is_confined():
            for xmlid in REPLACED_MENUS:
                menus |= self.env.ref(xmlid, raise_if_not_found=False) or menus
        return menus.sudo(False)

    def _get_replaced_apps(self):
        """Apps of Odoo that the user, as staff of an enterprise, is not shown."""
        user = self.env.user
        apps = self.env["ir.ui.menu"].sudo()
        if not user._channel_is_confined():
            return apps.sudo(False)
        for xmlid, group in REPLACED_APPS.items():
            if not group or not user.has_group(group):
                apps |= self.env.ref(xmlid, raise_if_not_found=False) or apps
        return apps.sudo(False)
