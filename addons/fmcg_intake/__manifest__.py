{
    "name": "FMCG Intake",
    "summary": "How orders get in: spreadsheets, lines, programs; what was said and what was made",
    "version": "19.0.2.0.0",
    "category": "Sales/FMCG",
    "author": "FMCG B2B2B, Odoo Community Association (OCA)",
    "website": "https://github.com/OCA/fmcg",
    "maintainers": ["fmcg-b2b2b"],
    "development_status": "Beta",
    "license": "AGPL-3",
    "depends": ["fmcg_promotion"],
    "data": [
        "security/ir.model.access.csv",
        "wizard/channel_enterprise_settings_views.xml",
        "wizard/channel_order_import_views.xml",
        "views/res_config_settings_views.xml",
        "views/sale_order_views.xml",
        "views/intake_menus.xml",
    ],
    "assets": {
        "web.assets_tests": ["fmcg_intake/static/tests/tours/*"],
    },
}
