def migrate(cr, version):
    """An empty column: Odoo would compute it for all products at once."""
    cr.execute("ALTER TABLE product_product ADD COLUMN IF NOT EXISTS search_key varchar")
