{
    "name": "FMCG Credit at the Order Desk",
    "summary": "The order desk says where a customer stands with its credit",
    "version": "19.0.2.0.0",
    "category": "Sales/FMCG",
    "author": "FMCG B2B2B, Odoo Community Association (OCA)",
    "website": "https://github.com/OCA/fmcg",
    "maintainers": ["fmcg-b2b2b"],
    "development_status": "Beta",
    "license": "AGPL-3",
    "depends": ["fmcg_credit", "fmcg_order_desk"],
    "auto_install": True,
}
