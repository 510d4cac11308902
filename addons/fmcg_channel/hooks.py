def post_init_hook(env):
    """Load the reference territories and give the database's first company a node.

    The company that Odoo creates with the database becomes the brand owner's
    enterprise, so that a fresh database can be used at once.
    """
    env["channel.territory"]._load_reference("cn")
    env["res.company"].search([])._ensure_channel_node()
