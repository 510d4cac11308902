from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    # see channel.author.guard
    _insider_fields = ("sourcing_release", "sourcing_cutoff", "sourcing_cutoff_day")

    sourcing_release = fields.Selection(
        [
            ("by_hand", "Somebody hands it in"),
            ("at_once", "At once"),
            ("at_cutoff", "Daily, for all customers together"),
        ],
        string="What Customers Wait For",
        required=True,
        default="by_hand",
        help="When the purchase that sourcing rules make goes to the supplier.",
    )
    sourcing_cutoff = fields.Float(
        string="Cut-off Time",
        default=16.0,
        help="Of the day, where the enterprise is: what came in until then goes to the "
        "supplier in one order.",
    )
    sourcing_cutoff_day = fields.Date(
        readonly=True, help="The last day on which it was handed in at the cut-off time."
    )

    _sourcing_cutoff_in_day = models.Constraint(
        "CHECK (sourcing_cutoff >= 0 AND sourcing_cutoff < 24)",
        "The cut-off time is a time of the day: from 0:00 to 23:59.",
    )
