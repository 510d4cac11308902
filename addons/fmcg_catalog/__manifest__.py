{
    "name": "FMCG Catalogue",
    "summary": "Who may order what: listing, order quantities, quotas, must-stock lists",
    "version": "19.0.1.0.0",
    "category": "Sales/FMCG",
    "author": "FMCG B2B2B",
    "license": "AGPL-3",
    "depends": ["fmcg_channel", "product_brand", "product_expiry"],
    "data": [
        "security/ir.model.access.csv",
        "security/catalog_rules.xml",
        "wizard/channel_listing_wizard_views.xml",
        "views/channel_listing_views.xml",
        "views/channel_quantity_rule_views.xml",
        "views/channel_quota_views.xml",
        "views/res_config_settings_views.xml",
        "views/catalog_menus.xml",
    ],
}
