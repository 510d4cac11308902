from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Enterprises were opened in the language of whoever opened them."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    companies = env["res.company"].search([("channel_node_id", "!=", False)])
    companies._name_in_own_language()
