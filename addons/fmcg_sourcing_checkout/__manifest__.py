{
    "name": "FMCG Checkout over Several Suppliers",
    "summary": "One cart for all suppliers: who delivers what, why, and under one number",
    "version": "19.0.2.0.0",
    "category": "Sales/FMCG",
    "author": "FMCG B2B2B, Odoo Community Association (OCA)",
    "website": "https://github.com/OCA/fmcg",
    "maintainers": ["fmcg-b2b2b"],
    "development_status": "Beta",
    "license": "AGPL-3",
    "depends": ["fmcg_sourcing", "fmcg_portal"],
    "data": [
        "views/sale_order_views.xml",
        "views/shop_templates.xml",
        "views/order_templates.xml",
    ],
    "assets": {
        "web.assets_frontend": ["fmcg_sourcing_checkout/static/src/checkout/*"],
        "fmcg_portal.assets_light": [
            "fmcg_sourcing_checkout/static/src/checkout/*",
            ("remove", "fmcg_sourcing_checkout/static/src/checkout/*.scss"),
        ],
        "web.assets_tests": ["fmcg_sourcing_checkout/static/tests/tours/**/*"],
    },
    "auto_install": True,
}
