{
    "name": "FMCG Pricing",
    "summary": "Which price and why: chain of price lists, price sheets, floor prices",
    "version": "19.0.1.0.0",
    "category": "Sales/FMCG",
    "author": "FMCG B2B2B",
    "license": "AGPL-3",
    "depends": ["fmcg_channel"],
    "data": [],
    "post_init_hook": "post_init_hook",
}
