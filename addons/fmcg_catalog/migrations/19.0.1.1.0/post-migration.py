from odoo import SUPERUSER_ID, api
from odoo.tools import split_every

BATCH = 2000


def migrate(cr, version):
    """Fill the search keys, a few products at a time: there may be many."""
    env = api.Environment(cr, SUPERUSER_ID, {"active_test": False})
    cr.execute("SELECT id FROM product_product WHERE search_key IS NULL ORDER BY id")
    field = env["product.product"]._fields["search_key"]
    for ids in split_every(BATCH, [id_ for (id_,) in cr.fetchall()]):
        products = env["product.product"].browse(ids)
        env.add_to_compute(field, products)
        products.flush_recordset(["search_key"])
        env.invalidate_all()
