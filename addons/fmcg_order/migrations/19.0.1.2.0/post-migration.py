from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """A receipt was of the whole order; now it is of shipments."""
    cr.execute(
        "ALTER TABLE channel_receipt DROP CONSTRAINT IF EXISTS channel_receipt_order_unique"
    )
    cr.execute(
        """
        UPDATE stock_picking picking
           SET receipt_id = receipt.id
          FROM channel_receipt receipt, stock_picking_type type
         WHERE picking.sale_id = receipt.order_id
           AND type.id = picking.picking_type_id
           AND type.code = 'outgoing'
           AND picking.state = 'done'
           AND picking.receipt_id IS NULL
        """
    )
    env = api.Environment(cr, SUPERUSER_ID, {})
    orders = env["sale.order"]
    # those of which a part has left are named so from now on
    orders.search(
        [("channel_stage", "in", ("confirmed", "preparing", "ready"))]
    )._compute_channel_stage()
