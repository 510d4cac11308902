from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Waiting orders were computed before there were reasons of the gate to name."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    orders = env["sale.order"]
    orders.search(orders._get_held_domain())._renew_hold()
