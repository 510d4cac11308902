{
    "name": "FMCG Order",
    "summary": "The order's way through the channel: gate, stage, timeline, receipt",
    "version": "19.0.1.0.0",
    "category": "Sales/FMCG",
    "author": "FMCG B2B2B",
    "license": "AGPL-3",
    "depends": ["fmcg_catalog", "fmcg_channel", "fmcg_pricing", "fmcg_promotion"],
    "data": [
        "security/ir.model.access.csv",
        "security/order_rules.xml",
        "wizard/channel_must_stock_add_views.xml",
        "wizard/channel_order_import_views.xml",
        "wizard/channel_receipt_confirm_views.xml",
        "views/confirmation_templates.xml",
        "views/sale_order_views.xml",
        "views/stock_picking_views.xml",
        "views/order_menus.xml",
    ],
    "assets": {
        "web.assets_backend": ["fmcg_order/static/src/progress/*"],
        "web.assets_tests": ["fmcg_order/static/tests/tours/*"],
    },
}
