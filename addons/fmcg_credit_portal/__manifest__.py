{
    "name": "FMCG Credit in the Portal",
    "summary": "Buyers read what they owe, and why credit holds an order",
    "version": "19.0.2.0.0",
    "category": "Sales/FMCG",
    "author": "FMCG B2B2B, Odoo Community Association (OCA)",
    "website": "https://github.com/OCA/fmcg",
    "maintainers": ["fmcg-b2b2b"],
    "development_status": "Beta",
    "license": "AGPL-3",
    "depends": ["fmcg_credit", "fmcg_portal"],
    "data": ["views/credit_templates.xml"],
    "auto_install": True,
}
