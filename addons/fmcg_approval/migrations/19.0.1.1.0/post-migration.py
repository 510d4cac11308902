from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Reviews that exist stay valid: they are about the content that orders have now."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    reviews = env["tier.review"].search([("model", "=", "sale.order")])
    orders = env["sale.order"].browse(set(reviews.mapped("res_id"))).exists()
    orders.filtered(lambda order: order.state in ("draft", "sent"))._remember_content()
    cr.execute(
        "UPDATE tier_review SET pending_since = create_date "
        "WHERE status = 'pending' AND pending_since IS NULL"
    )
