{
    "name": "FMCG Order Desk",
    "summary": "Salespeople enter an order by keyboard, the customer's rhythm at hand",
    "version": "19.0.2.0.0",
    "category": "Sales/FMCG",
    "author": "FMCG B2B2B, Odoo Community Association (OCA)",
    "website": "https://github.com/OCA/fmcg",
    "maintainers": ["fmcg-b2b2b"],
    "development_status": "Beta",
    "license": "AGPL-3",
    "depends": ["fmcg_intake"],
    "data": ["views/order_desk_menus.xml", "views/res_users_views.xml"],
    "assets": {
        "web.assets_backend": ["fmcg_order_desk/static/src/**/*"],
        "web.assets_tests": ["fmcg_order_desk/static/tests/tours/**/*"],
    },
}
