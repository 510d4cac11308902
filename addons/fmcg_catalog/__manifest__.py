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
        "security/product_rules.xml",
        "wizard/channel_product_import_views.xml",
        "views/product_views.xml",
        "views/catalog_menus.xml",
        "views/product_menus.xml",
    ],
}
