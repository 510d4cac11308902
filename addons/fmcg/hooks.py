def post_init_hook(env):
    """No paid text messages unless somebody asks for them.

    ``stock_sms`` comes along with core and turns them on for the first company: its
    first delivery would stop at a question instead of being shipped.
    """
    env["res.company"].search([]).stock_text_confirmation = False
