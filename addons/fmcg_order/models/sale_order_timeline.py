from odoo import api, fields, models

from odoo.addons.fmcg_channel.words import join_names

# What leads to what, for entries of one second
TIMELINE_RANKS = (
    "entered",
    "submitted",
    "confirmed",
    "preparing",
    "transfer",
    "received",
    "invoice",
    "payment",
    "refund",
    "cancelled",
)


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
        return [
            {
                "code": entry["code"],
                "what": entry["what"],
                "who": entry["who"].sudo().name or "",
                "date": self._format_timeline_date(entry["date"]),
            }
            for entry in self._get_sorted_timeline_entries()
        ]

    def _get_sorted_timeline_entries(self):
        """What has happened, oldest first, as superuser.

        Some dates have microseconds and others were cut to the second, so that an order
        would be submitted before it was entered: what happened within one second stands
        as one thing leads to the other.
        """
        entries = [entry for entry in self.sudo()._get_timeline_entries() if entry["date"]]
        return sorted(
            entries,
            key=lambda entry: (
                entry["date"].replace(microsecond=0),
                self._get_timeline_rank(entry["code"]),
            ),
        )

    @api.model
    def _get_timeline_rank(self, code):
        """Place of an entry among those of the same second; add-ons give their own."""
        return TIMELINE_RANKS.index(code) if code in TIMELINE_RANKS else 2

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
            *self._get_timeline_of_cancelling(),
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
        for picking in self.picking_ids.sorted("id"):
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
            return self._describe_shipment(picking)
        if picking.picking_type_id.code == "incoming":
            return self.env._("%s returned", picking.name)
        return self.env._("%s prepared", picking.name)

    @api.model
    def _describe_shipment(self, picking):
        if picking.carrier_tracking_ref:
            shipped = self.env._(
                "%(name)s shipped with %(carrier)s, waybill %(ref)s",
                name=picking.name,
                carrier=picking.carrier_id.name or "",
                ref=picking.carrier_tracking_ref,
            )
        else:
            shipped = self.env._("%s shipped", picking.name)
        if picking._is_part_of_order():
            return self.env._("Partly shipped: %s", shipped)
        return shipped

    def _get_timeline_of_receipts(self):
        return [
            {
                "code": "received",
                "date": receipt.date,
                "who": receipt.user_id,
                "what": self._describe_receipt(receipt),
            }
            for receipt in self.receipt_ids.sorted("id")
        ]

    def _describe_receipt(self, receipt):
        shipments = self._get_timeline_shipments()
        if len(shipments) < 2 or not receipt.picking_ids:
            return self.env._("Receipt confirmed, signed by %s", receipt.signed_by)
        return self.env._(
            "Receipt of %(shipments)s confirmed, signed by %(name)s",
            shipments=join_names(self.env, receipt.picking_ids.sorted("id").mapped("name")),
            name=receipt.signed_by,
        )

    def _get_timeline_shipments(self):
        return self.picking_ids.filtered(
            lambda picking: picking.picking_type_id.code == "outgoing"
            and picking.state != "cancel"
        )

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
