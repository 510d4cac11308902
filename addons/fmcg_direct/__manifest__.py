{
    "name": "FMCG Straight to the Customer",
    "summary": "The upstream ships straight to the customer (代发); the middle tier is billed and bills",
    "version": "19.0.2.0.0",
    "category": "Supply Chain/FMCG",
    "author": "FMCG B2B2B, Odoo Community Association (OCA)",
    "website": "https://github.com/OCA/fmcg",
    "maintainers": ["fmcg-b2b2b"],
    "development_status": "Beta",
    "license": "AGPL-3",
    # stock_sms, which comes with core: no text messages to whom goods are shipped straight
    "depends": ["fmcg_sourcing", "stock_sms"],
    "data": [
        "views/channel_agreement_views.xml",
        "views/purchase_order_views.xml",
        "views/stock_picking_views.xml",
        "views/delivery_slip_templates.xml",
    ],
}
