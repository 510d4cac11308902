{
    "name": "FMCG Approval and Credit",
    "summary": "Approval rules that look at credit",
    "version": "19.0.2.0.0",
    "category": "Sales/FMCG",
    "author": "FMCG B2B2B, Odoo Community Association (OCA)",
    "website": "https://github.com/OCA/fmcg",
    "maintainers": ["fmcg-b2b2b"],
    "development_status": "Beta",
    "license": "AGPL-3",
    "depends": ["fmcg_approval", "fmcg_credit"],
    "auto_install": True,
}
