from odoo import fields, models


class AccountMove(models.Model):
    """Bills as salespeople and customer service read them.

    Core computes these with the reader's rights, which fails for whoever reads bills and
    neither payments nor journals. None of them tells an amount or a name.
    """

    _inherit = "account.move"

    payment_count = fields.Integer(compute_sudo=True)
    has_reconciled_entries = fields.Boolean(compute_sudo=True)
    quick_edit_mode = fields.Boolean(compute_sudo=True)
    quick_encoding_vals = fields.Json(compute_sudo=True)
    highest_name = fields.Char(compute_sudo=True)
    show_journal = fields.Boolean(compute_sudo=True)
