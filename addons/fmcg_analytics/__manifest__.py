{
    "name": "FMCG Analytics",
    "summary": "Tier, territory, grade and nodes as dimensions of sales and stock reports",
    "version": "19.0.2.0.0",
    "category": "Sales/FMCG",
    "author": "FMCG B2B2B, Odoo Community Association (OCA)",
    "website": "https://github.com/OCA/fmcg",
    "maintainers": ["fmcg-b2b2b"],
    "development_status": "Beta",
    "license": "AGPL-3",
    "depends": ["fmcg_order"],
    "data": [
        "security/ir.model.access.csv",
        "security/analytics_rules.xml",
        "views/sale_report_views.xml",
        "views/stock_move_views.xml",
        "views/analytics_menus.xml",
    ],
}
