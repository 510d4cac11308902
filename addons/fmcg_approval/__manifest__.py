{
    "name": "FMCG Approval",
    "summary": "Approval of channel orders above an enterprise's limit",
    "version": "19.0.1.1.0",
    "category": "Sales/FMCG",
    "author": "FMCG B2B2B",
    "license": "AGPL-3",
    "depends": ["fmcg_order", "sale_tier_validation"],
    "data": [
        "security/ir.model.access.csv",
        "security/approval_rules.xml",
        "data/tier_definition_data.xml",
        "views/res_config_settings_views.xml",
        "views/sale_order_views.xml",
        "views/approval_menus.xml",
    ],
}
