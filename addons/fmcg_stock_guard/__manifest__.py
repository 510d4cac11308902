{
    "name": "FMCG Stock Guard",
    "summary": "The same goods are never promised twice, however many people reserve at once",
    "version": "19.0.2.0.0",
    "category": "Inventory/FMCG",
    "author": "FMCG B2B2B, Odoo Community Association (OCA)",
    "website": "https://github.com/OCA/fmcg",
    "maintainers": ["fmcg-b2b2b"],
    "development_status": "Beta",
    "license": "AGPL-3",
    "depends": ["fmcg_channel"],
    "data": [
        "security/ir.model.access.csv",
        "security/stock_guard_rules.xml",
    ],
    "post_init_hook": "post_init_hook",
}
