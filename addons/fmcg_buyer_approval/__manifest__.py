{
    "name": "FMCG Buyer Approval",
    "summary": "A chain's head office agrees to its shops' orders before the seller sees them",
    "version": "19.0.1.1.0",
    "category": "Sales/FMCG",
    "author": "FMCG B2B2B",
    "license": "AGPL-3",
    "depends": ["fmcg_order", "fmcg_portal"],
    "data": [
        "security/ir.model.access.csv",
        "security/buyer_rules.xml",
        "data/channel_gate_reason_data.xml",
        "views/mail_templates.xml",
        "views/channel_buyer_policy_views.xml",
        "views/sale_order_views.xml",
        "views/portal_templates.xml",
        "views/approval_templates.xml",
    ],
    "assets": {
        "web.assets_frontend": ["fmcg_buyer_approval/static/src/approval/*"],
    },
    "pre_init_hook": "pre_init_hook",
}
