{
    "name": "FMCG Gift Debt",
    "summary": "Gifts that were out of stock: owed, and delivered with a later order",
    "version": "19.0.1.0.0",
    "category": "Sales/FMCG",
    "author": "FMCG B2B2B",
    "license": "AGPL-3",
    "depends": ["fmcg_promotion"],
    "data": [
        "security/ir.model.access.csv",
        "security/gift_debt_rules.xml",
        "views/channel_gift_debt_views.xml",
        "views/sale_order_views.xml",
    ],
}
