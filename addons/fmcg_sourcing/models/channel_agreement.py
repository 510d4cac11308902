from datetime import time

from odoo import fields, models

from ..engine.promise import Terms

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class ChannelAgreement(models.Model):
    """On which days the seller delivers to this buyer, and how long goods travel."""

    _inherit = "channel.agreement"

    transport_days = fields.Integer(
        default=1,
        help="Whole days from leaving the seller's warehouse to arriving. 0: the same day.",
    )
    least_shelf_days = fields.Integer(
        string="Least Shelf Life",
        help="Days that goods must still last when they arrive at the buyer. Lots that are "
        "too old for that are neither counted for it nor reserved.",
    )
    delivers_mon = fields.Boolean(string="Monday")
    delivers_tue = fields.Boolean(string="Tuesday")
    delivers_wed = fields.Boolean(string="Wednesday")
    delivers_thu = fields.Boolean(string="Thursday")
    delivers_fri = fields.Boolean(string="Friday")
    delivers_sat = fields.Boolean(string="Saturday")
    delivers_sun = fields.Boolean(string="Sunday")

    _transport_days_positive = models.Constraint(
        "CHECK (transport_days >= 0)",
        "Transport days: give 0 or more. With 0 goods arrive on the day they leave.",
    )

    _least_shelf_days_positive = models.Constraint(
        "CHECK (least_shelf_days >= 0)",
        "Least shelf life: give 0 or more days. With 0 goods may be as old as you like.",
    )

    def _get_days_to_last(self):
        """How long goods that leave now must last; 0 where nobody asks."""
        days = self.least_shelf_days
        return days and days + self.transport_days

    def _to_delivery_terms(self):
        """For the engine; without a day of the week goods arrive on any."""
        self.ensure_one()
        cutoff = self.company_id.shipping_cutoff
        return Terms(
            self.transport_days,
            frozenset(
                number
                for number, name in enumerate(WEEKDAYS)
                if self[f"delivers_{name}"]
            ),
            _to_time(cutoff) if cutoff else None,
        )


def _to_time(hours):
    """:param hours: as core keeps times of a day, 13.5 for half past one"""
    minutes = min(round(hours * 60), 24 * 60 - 1)
    return time(*divmod(minutes, 60))
