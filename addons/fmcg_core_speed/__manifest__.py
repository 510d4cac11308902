{
    "name": "FMCG Core Speed",
    "summary": "Answers of Odoo's core, the same ones, found faster in large databases",
    "version": "19.0.1.0.0",
    "category": "Hidden/FMCG",
    "author": "FMCG B2B2B",
    "license": "AGPL-3",
    "depends": ["account"],
}
