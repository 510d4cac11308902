from odoo import api, fields, models


class SaleOrder(models.Model):
    """Who did what and when, read from the documents themselves."""

    _inherit = "sale.order"

    channel_timeline = fields.Json(
        compute="_compute_channel_timeline",
        groups="base.group_user",  # names the seller's people
    )

    @api.depends("channel_stage")
    @api.depends_context("lang", "tz")
    def _compute_channel_timeline(self):
        for order in self:
            order.channel_timeline = order._get_timeline()

    def _get_timeline(self):
        """Entries for people, oldest first; times in the reader's time zone."""
        entries = [entry for entry in self.sudo()._get_timeline_entries() if entry["date"]]
        entries.sort(key=lambda entry: entry["date"])
        return [
            {
                "code": entry["code"],
                "what": entry["what"],
                "who": entry["who"].sudo().name or "",
                "date": self._format_timeline_date(entry["date"]),
            }
            for entry in entries
        ]

    @api.model
    def _format_timeline_date(self, date):
        local = fields.Datetime.context_timestamp(self, date)
        return local.strftime("%Y-%m-%d %H:%M")

    def _get_timeline_entries(self):
        """Everything that happened to the order. Extend it to add more.

        :return: list of dicts with ``code``, ``date`` (UTC or False), ``who``
            (``res.users``) and ``what`` (translated)
        """
        self.ensure_one()
        return [
            *self._get_timeline_of_order(),
            *self._get_timeline_of_pickings(),
            *self._get_timeline_of_receipts(),
            *self._get_timeline_of_invoices(),
        ]

    def _get_timeline_of_order(self):
        confirmed = self.date_order if self.state == "sale" else False
        return [
            {
                "code": "entered",
                "date": self.create_date,
                "who": self.create_uid,
                "what": self.env._("Order entered"),
            },
            {
                "code": "submitted",
                "date": self.submitted_date,
                "who": self.submitted_by_id,
                "what": self.env._("Order submitted"),
            },
            {
                "code": "confirmed",
                "date": confirmed,
                "who": self.confirmed_by_id,
                "what": self.env._("Order confirmed"),
            },
        ]

    def _get_timeline_of_pickings(self):
        entries = []
        for picking in self.picking_ids:
            entries.append(
                {
                    "code": "preparing",
                    "date": picking.preparation_date,
                    "who": picking.preparation_user_id,
                    "what": self.env._("Preparation of %s started", picking.name),
                }
            )
            if picking.state == "done":
                entries.append(
                    {
                        "code": "transfer",
                        "date": picking.date_done,
                        "who": picking.done_by_id,
                        "what": self._describe_transfer(picking),
                    }
                )
        return entries

    @api.model
    def _describe_transfer(self, picking):
        if picking.picking_type_id.code == "outgoing":
            if picking.carrier_tracking_ref:
                return self.env._(
                    "%(name)s shipped with %(carrier)s, waybill %(ref)s",
                    name=picking.name,
                    carrier=picking.carrier_id.name or "",
                    ref=picking.carrier_tracking_ref,
                )
            return self.env._("%s shipped", picking.name)
        if picking.picking_type_id.code == "incoming":
            return self.env._("%s returned", picking.name)
        return self.env._("%s prepared", picking.name)

    def _get_timeline_of_receipts(self):
        return [
            {
                "code": "received",
                "date": receipt.date,
                "who": receipt.user_id,
                "what": self.env._("Receipt confirmed, signed by %s", receipt.signed_by),
            }
            for receipt in self.receipt_ids
        ]

    def _get_timeline_of_invoices(self):
        entries = []
        moves = self.order_line.invoice_lines.move_id
        for move in moves.filtered(lambda m: m.state == "posted"):
            is_refund = move.move_type == "out_refund"
            entries.append(
                {
                    "code": "refund" if is_refund else "invoice",
                    "date": move.create_date,
                    "who": move.create_uid,
                    "what": self.env._("Credit note %s", move.name)
                    if is_refund
                    else self.env._("Invoice %s", move.name),
                }
            )
            entries += [
                {
                    "code": "payment",
                    "date": payment.create_date,
                    "who": payment.create_uid,
                    "what": self.env._("Payment %s", payment.name or ""),
                }
                for payment in move.matched_payment_ids
            ]
        return entries
