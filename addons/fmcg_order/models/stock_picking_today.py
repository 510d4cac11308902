from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

# States in which the warehouse can do something
OPEN = ("confirmed", "assigned")


class StockPicking(models.Model):
    """What the warehouse has to do today."""

    _inherit = "stock.picking"
    _insider_fields = ("is_due",)  # see channel.author.guard

    is_due = fields.Boolean(
        string="To Do Today",
        compute="_compute_is_due",
        search="_search_is_due",
        help="Planned for today or before; what was confirmed after today's cut-off is for "
        "tomorrow.",
    )

    @api.depends("state", "scheduled_date", "sale_id.date_order")
    def _compute_is_due(self):
        due = self.filtered_domain(self._get_due_domain())
        for picking in self:
            picking.is_due = picking in due

    @api.model
    def _search_is_due(self, operator, value):
        if operator != "in":
            return NotImplemented
        due = self._get_due_domain()
        return due if True in value else ~due

    @api.model
    def _get_due_domain(self):
        """Of each of the user's enterprises, since its day and its cut-off are its own."""
        return Domain.OR(
            self._get_due_domain_of(company) for company in self.env.companies
        )

    @api.model
    def _get_due_domain_of(self, company):
        tomorrow = company._get_channel_today() + timedelta(days=1)
        domain = (
            Domain("company_id", "=", company.id)
            & Domain("state", "in", OPEN)
            & Domain("scheduled_date", "<", company._channel_day_start(tomorrow))
        )
        cutoff = company._get_shipping_cutoff()
        if cutoff:
            # sudo: the warehouse reads no orders, only when they were confirmed
            late = self.env["sale.order"].sudo()._search(
                Domain("company_id", "=", company.id)
                & Domain("state", "=", "sale")
                & Domain("date_order", ">", cutoff)
            )
            domain &= ~Domain("sale_id", "in", late)
        return domain
