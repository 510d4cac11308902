{
    "name": "FMCG B2B2B",
    "summary": "Channel distribution of fast-moving consumer goods: the application",
    "version": "19.0.1.0.0",
    "category": "Sales/FMCG",
    "author": "FMCG B2B2B",
    "license": "AGPL-3",
    "depends": [
        "fmcg_analytics",
        "fmcg_approval",
        "fmcg_channel",
        "fmcg_order",
        "fmcg_portal",
        "l10n_cn",
        "product_expiry",
        "sale_management",
        "stock_picking_batch",
    ],
    "data": [
        "data/settings_data.xml",
        "views/fmcg_menus.xml",
    ],
    "demo": ["demo/story_demo.xml"],
    "assets": {
        "web.assets_tests": ["fmcg/static/tests/tours/**/*"],
    },
    "application": True,
}
