{
    "name": "FMCG Portal",
    "summary": "Retailers and distributors order, follow and sign for goods online",
    "version": "19.0.1.0.0",
    "category": "Sales/FMCG",
    "author": "FMCG B2B2B",
    "license": "AGPL-3",
    "depends": [
        "portal",
        "fmcg_intake",
        "fmcg_approval",
        "fmcg_promotion",
        "product_brand",
        "stock_delivery",
        "account_payment",
        "auth_passkey_portal",
        "auth_totp_portal",
    ],
    "data": [
        "views/accessibility_templates.xml",
        "views/portal_templates.xml",
        "views/shop_templates.xml",
        "views/order_templates.xml",
        "views/promotion_templates.xml",
        "views/channel_promotion_views.xml",
    ],
    "assets": {
        "web.assets_frontend": [
            "fmcg_order/static/src/progress/channel_progress.scss",
            "fmcg_portal/static/src/**/*",
        ],
        "web.assets_tests": ["fmcg_portal/static/tests/tours/**/*"],
    },
}
