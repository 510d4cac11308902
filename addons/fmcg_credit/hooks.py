def post_init_hook(env):
    """Accounts for the agreements that exist, and what their orders commit today."""
    env["channel.agreement"].search([])._sync_credit_accounts()
    orders = env["sale.order"].search(
        [("state", "=", "sale"), ("agreement_id", "!=", False)]
    )
    orders._sync_credit_commitments()
