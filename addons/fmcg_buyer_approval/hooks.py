from odoo.tools import sql

COLUMNS = {
    "buyer_approval_state": "varchar",
    "buyer_asked_by_id": "int4",
    "buyer_policy_id": "int4",
    "withheld": "bool",
}


def pre_init_hook(env):
    """No order has been asked about yet: without the columns, Odoo would compute that
    for every order there is."""
    for name, type_ in COLUMNS.items():
        if not sql.column_exists(env.cr, "sale_order", name):
            sql.create_column(env.cr, "sale_order", name, type_)
