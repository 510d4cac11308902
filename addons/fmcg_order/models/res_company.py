from odoo import fields, models

# How 件 is read in an order: see ``engine/order_goods.py``
OPEN_WORD_READINGS = [("ask", "Ask"), ("case", "Case"), ("piece", "Piece")]
OPEN_WORD_HELP = (
    "Customers who write 5件 mostly mean five cases, and sometimes five pieces. Ask: the "
    "row is a question until somebody says which."
)


class ResCompany(models.Model):
    _inherit = "res.company"

    order_hold_days = fields.Integer(
        string="Days a Held Order Waits",
        default=30,
        help="After so many days a held order is cancelled and gives back what it has "
        "reserved; seller and buyer are told three days before. 0: it waits for ever.",
    )

    order_open_word = fields.Selection(
        OPEN_WORD_READINGS,
        string="“件” in an Order",
        default="ask",
        required=True,
        help=OPEN_WORD_HELP,
    )

    _order_hold_days_positive = models.Constraint(
        "CHECK (order_hold_days >= 0)",
        "Days a held order waits: give 0 or more. With 0 it waits for ever.",
    )
