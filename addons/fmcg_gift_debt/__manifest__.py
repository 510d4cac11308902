{
    "name": "FMCG Gift Debt",
    "summary": "Gifts that were out of stock: owed, and delivered with a later order",
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
        "security/gift_debt_rules.xml",
        "views/channel_gift_debt_views.xml",
        "views/sale_order_views.xml",
    ],
}
