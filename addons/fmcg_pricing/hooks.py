def post_init_hook(env):
    """Give enterprises that were opened before this add-on what opening gives now.

    Agreements used to take a copy of their grade's price list. The grade's list now
    stands in the chain by itself, so that a copy would only keep it from changing.
    """
    companies = env["res.company"].search([("channel_node_id", "!=", False)])
    companies._ensure_base_pricelist()
    agreements = env["channel.agreement"].search([("grade_id.pricelist_id", "!=", False)])
    agreements.filtered(
        lambda agreement: agreement.pricelist_id == agreement.grade_id.pricelist_id
    ).write({"pricelist_id": False})
