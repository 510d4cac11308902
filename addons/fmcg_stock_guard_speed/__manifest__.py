{
    "name": "FMCG Stock Guard, Faster",
    "summary": "Orders that are confirmed at once do not wait for a turn to take goods",
    "version": "19.0.2.0.0",
    "category": "Inventory/FMCG",
    "author": "FMCG B2B2B, Odoo Community Association (OCA)",
    "website": "https://github.com/OCA/fmcg",
    "maintainers": ["fmcg-b2b2b"],
    "development_status": "Beta",
    "license": "AGPL-3",
    "depends": ["fmcg_stock_guard", "fmcg_stock_speed"],
    "auto_install": True,
}
