from odoo import fields, models

# How 件 is read in an order: see ``engine/order_goods.py``
OPEN_WORD_READINGS = [("ask", "Ask"), ("case", "Case"), ("piece", "Piece")]
OPEN_WORD_HELP = (
    "Customers who write 5件 mostly mean five cases, and sometimes five pieces. Ask: the "
    "row is a question until somebody says which."
)


class ResCompany(models.Model):
    _inherit = "res.company"

    _insider_fields = ("order_open_word",)  # see channel.author.guard

    order_open_word = fields.Selection(
        OPEN_WORD_READINGS,
        string="“件” in an Order",
        default="ask",
        required=True,
        help=OPEN_WORD_HELP,
    )
