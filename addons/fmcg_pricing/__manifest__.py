{
    "name": "FMCG Pricing",
    "summary": "Which price and why: chain of price lists, price sheets, floor prices",
    "version": "19.0.1.0.0",
    "category": "Sales/FMCG",
    "author": "FMCG B2B2B",
    "license": "AGPL-3",
    "depends": [
        "fmcg_channel",
        "product_brand",
    ],
    "data": [
        "security/ir.model.access.csv",
        "security/price_sheet_rules.xml",
        "data/price_sheet_sequence_data.xml",
        "wizard/channel_price_sheet_fill_views.xml",
        "wizard/channel_price_sheet_import_views.xml",
        "views/channel_price_sheet_views.xml",
        "views/channel_price_version_views.xml",
        "views/product_template_views.xml",
        "views/pricing_menus.xml",
    ],
}
