from odoo import api, fields, models


class ChannelOrderNote(models.AbstractModel):
    """A note that something is to be done about an order; do it in ``_act_on``."""

    _name = "channel.order.note"
    _inherit = "channel.work.note"
    _description = "Note about an Order"
    _rec_names_search = ["order_id"]

    _note_key = "order_id"

    order_id = fields.Many2one(
        "sale.order", required=True, index=True, ondelete="cascade"
    )
    topic = fields.Char(required=True)

    @api.model
    def _leave(self, orders, topic):
        """Have something done about ``orders`` after this transaction."""
        self._leave_values([{"order_id": order.id, "topic": topic} for order in orders])

    @api.model
    def _sort_work(self, records):
        """The oldest order first."""
        return records.sorted(
            lambda order: (order.submitted_date or order.create_date, order.id)
        )

    @api.model
    def _ask(self, record):
        self.search([("order_id", "=", record.id)]).unlink()
        self._act_on(record.with_company(record.company_id))
        self.env.flush_all()

    @api.model
    def _act_on(self, order):
        """Hook: what is to be done, safe to be done again."""
