{
    "name": "FMCG Purchase Desk",
    "summary": "Staff order from their supplier by keyboard, stock and cover days at hand",
    "version": "19.0.2.0.0",
    "category": "Supply Chain/FMCG",
    "author": "FMCG B2B2B, Odoo Community Association (OCA)",
    "website": "https://github.com/OCA/fmcg",
    "maintainers": ["fmcg-b2b2b"],
    "development_status": "Beta",
    "license": "AGPL-3",
    "depends": ["fmcg_order_desk", "fmcg_purchase"],
    "data": ["views/purchase_order_views.xml", "views/purchase_desk_action.xml"],
    "assets": {
        "web.assets_backend": ["fmcg_purchase_desk/static/src/**/*"],
        "web.assets_tests": ["fmcg_purchase_desk/static/tests/tours/**/*"],
    },
}
