from odoo.tools import SQL


def post_init_hook(env):
    """Goods that are there have a row to take turns on."""
    env.cr.execute(
        SQL(
            """
            INSERT INTO channel_stock_turn (warehouse_id, product_id)
                 SELECT DISTINCT place.warehouse_id, quant.product_id
                   FROM stock_quant quant
                   JOIN stock_location place ON place.id = quant.location_id
                  WHERE place.usage IN ('internal', 'transit')
                    AND place.warehouse_id IS NOT NULL
            ON CONFLICT DO NOTHING
            """
        )
    )
