from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    _insider_fields = ("order_hold_days",)  # see channel.author.guard

    order_hold_days = fields.Integer(
        string="Days a Held Order Waits",
        default=30,
        help="After so many days a held order is cancelled and gives back what it has "
        "reserved; seller and buyer are told three days before. 0: it waits for ever.",
    )

    _order_hold_days_positive = models.Constraint(
        "CHECK (order_hold_days >= 0)",
        "Days a held order waits: give 0 or more. With 0 it waits for ever.",
    )
