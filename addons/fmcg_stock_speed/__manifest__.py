{
    "name": "FMCG Stock Speed",
    "summary": "Reserve all goods of a transfer in one go, with core's own result",
    "version": "19.0.2.0.0",
    "category": "Inventory/FMCG",
    "author": "FMCG B2B2B, Odoo Community Association (OCA)",
    "website": "https://github.com/OCA/fmcg",
    "maintainers": ["fmcg-b2b2b"],
    "development_status": "Beta",
    "license": "AGPL-3",
    "depends": ["stock"],
    "data": ["data/ir_cron.xml"],
}
