def post_init_hook(env):
    """Load the reference territories and give the database's first company a node.

    The company that Odoo creates with the database becomes the brand owner's
    enterprise, so that a fresh database can be used at once; imported channels hang
    under its node by the external id ``fmcg_channel.node_main_company``.
    """
    env["channel.territory"]._load_reference("cn")
    env["res.company"].search([])._ensure_channel_node()
    env["ir.model.data"]._update_xmlids(
        [
            {
                "xml_id": "fmcg_channel.node_main_company",
                "record": env.ref("base.main_company").channel_node_id,
                "noupdate": True,
            }
        ]
    )
