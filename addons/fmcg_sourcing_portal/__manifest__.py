{
    "name": "FMCG Sourcing in the Portal",
    "summary": "Buyers read what of their order is there, and when the rest comes",
    "version": "19.0.2.0.0",
    "category": "Sales/FMCG",
    "author": "FMCG B2B2B, Odoo Community Association (OCA)",
    "website": "https://github.com/OCA/fmcg",
    "maintainers": ["fmcg-b2b2b"],
    "development_status": "Beta",
    "license": "AGPL-3",
    "depends": ["fmcg_sourcing", "fmcg_portal"],
    "data": ["views/supply_templates.xml"],
    "auto_install": True,
}
