{
    "name": "FMCG Core Speed",
    "summary": "Answers of Odoo's core, the same ones, found faster in large databases",
    "version": "19.0.2.0.0",
    "category": "Hidden/Tools",
    "author": "FMCG B2B2B, Odoo Community Association (OCA)",
    "website": "https://github.com/OCA/fmcg",
    "maintainers": ["fmcg-b2b2b"],
    "development_status": "Beta",
    "license": "AGPL-3",
    "depends": ["account"],
}
