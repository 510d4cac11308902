from odoo import SUPERUSER_ID, api
from odoo.tools import split_every

BATCH = 2000


def migrate(cr, version):
    name_packagings(cr)
    fill_search_keys(cr)


def name_packagings(cr):
    """件 is a case to most of the trade: packagings of pieces without a name of their
    own were called 箱（24 件）."""
    cr.execute(
        """
        UPDATE uom_uom
           SET name = jsonb_set(
                   name, '{zh_CN}', to_jsonb(replace(name->>'zh_CN', ' 件）', ' 个）'))
               )
         WHERE name->>'zh_CN' ~ '^(箱|包)（[0-9]+ 件）$'
        """
    )


def fill_search_keys(cr):
    """A few products at a time: there may be many."""
    env = api.Environment(cr, SUPERUSER_ID, {"active_test": False})
    cr.execute("SELECT id FROM product_product WHERE search_key IS NULL ORDER BY id")
    field = env["product.product"]._fields["search_key"]
    for ids in split_every(BATCH, [id_ for (id_,) in cr.fetchall()]):
        products = env["product.product"].browse(ids)
        env.add_to_compute(field, products)
        products.flush_recordset(["search_key"])
        env.invalidate_all()
