from odoo import api, fields, models

from ..engine import progress, stage

PAID_STATES = ("paid", "in_payment", "reversed")


class SaleOrder(models.Model):
    """Where the order stands, derived from its documents by ``engine/stage.py``."""

    _inherit = "sale.order"

    channel_stage = fields.Selection(
        [
            (stage.DRAFT, "Draft"),
            (stage.SUBMITTED, "Submitted"),
            (stage.HELD, "Held"),
            (stage.CONFIRMED, "Confirmed"),
            (stage.PREPARING, "Preparing"),
            (stage.READY, "Ready to Ship"),
            (stage.PARTLY_SHIPPED, "Partly Shipped"),
            (stage.SHIPPED, "Shipped"),
            (stage.DELIVERED, "Delivered"),
            (stage.RECEIVED, "Received"),
            (stage.SETTLED, "Settled"),
            (stage.CANCELLED, "Cancelled"),
        ],
        compute="_compute_channel_stage",
        store=True,
        index=True,
        copy=False,
    )
    channel_progress = fields.Json(compute="_compute_channel_progress")
    can_confirm_receipt = fields.Boolean(
        compute="_compute_can_confirm_receipt", compute_sudo=True
    )

    @api.depends(lambda self: self._get_stage_dependencies())
    def _compute_channel_stage(self):
        for order in self:
            order.channel_stage = order._derive_stage()

    def _derive_stage(self):
        """Code of the stage. Hook: add-ons with stages of their own add them to the
        selection and answer here."""
        return stage.derive(self._get_stage_facts())

    def _get_stage_word(self):
        """The stage in the reader's words. Whatever names it (pages, mails, the desk,
        lists) takes the word from here or from the same selection of the field."""
        self.ensure_one()
        words = dict(self._fields["channel_stage"]._description_selection(self.env))
        return words.get(self.channel_stage, "")

    @api.model
    def _get_stage_dependencies(self):
        """Fields that can change an order's stage."""
        return [
            "state",
            "submitted_date",
            "is_held",
            "picking_ids.state",
            "picking_ids.preparation_date",
            "picking_ids.picking_type_id",
            "picking_ids.move_ids.picked",
            "receipt_ids",
            "picking_ids.receipt_id",
            "order_line.qty_to_invoice",
            "order_line.qty_invoiced",
            "order_line.invoice_lines.parent_state",
            "order_line.invoice_lines.move_id.payment_state",
        ]

    def _get_stage_facts(self):
        """What the documents say, for the engine."""
        self.ensure_one()
        confirmed = self.state == "sale"
        submitted = bool(self.submitted_date)
        invoices = self.sudo().order_line.invoice_lines.move_id
        posted = invoices.filtered(lambda move: move.state == "posted")
        return stage.OrderFacts(
            cancelled=self.state == "cancel",
            confirmed=confirmed,
            submitted=submitted,
            held=submitted and not confirmed and self.is_held,
            shipments=self._get_shipment_facts() if confirmed else (),
            received=bool(self.receipt_ids) and not self._get_unreceived_pickings(),
            invoiced=bool(posted) and not self._has_quantity_to_invoice(),
            paid=all(move.payment_state in PAID_STATES for move in posted),
        )

    def _has_quantity_to_invoice(self):
        return any(line.qty_to_invoice for line in self.order_line)

    def _get_shipment_facts(self):
        """Deliveries that are not cancelled, with the preparation before them.

        With preparation as a step of its own, core creates the delivery only when the
        goods are picked: until then the preparation stands for the delivery to come.
        """
        pickings = self.sudo().picking_ids.filtered(lambda p: p.state != "cancel")
        outgoing = pickings.filtered(lambda p: p.picking_type_id.code == "outgoing")
        preparation = pickings.filtered(
            lambda p: (
                p.picking_type_id.code == "internal"
                and not p._is_put_back()
            )
        )
        started = any(p._is_preparation_started() for p in preparation)
        prepared = all(p.state == "done" for p in preparation)
        shipments = [
            stage.Shipment(
                started=started or picking._is_preparation_started(),
                ready=picking.state == "assigned"
                and prepared
                and (bool(preparation) or picking._is_all_picked()),
                done=picking.state == "done",
                delivered=picking._is_delivered_to_customer(),
            )
            for picking in outgoing
        ]
        if not prepared or (not shipments and self._has_goods()):
            shipments.append(stage.Shipment(started=started))
        return tuple(shipments)

    def _has_goods(self):
        """Whether something has to be shipped at all."""
        return any(line.product_id.type == "consu" for line in self.order_line)

    def _get_return_pickings(self):
        return self.picking_ids.filtered(
            lambda p: p.picking_type_id.code == "incoming" and p.state != "cancel"
        )

    def _get_refunds(self):
        return self.order_line.invoice_lines.move_id.filtered(
            lambda move: move.move_type == "out_refund" and move.state != "cancel"
        )

    @api.depends("channel_stage")
    @api.depends_context("lang")
    def _compute_channel_progress(self):
        labels = self._get_progress_labels()
        for order in self:
            record = order.sudo()
            returns = record._get_return_pickings()
            refunds = record._get_refunds()
            came_back = bool(returns or refunds)
            is_open = (
                any(picking.state != "done" for picking in returns)
                or any(move.payment_state not in PAID_STATES for move in refunds)
                or any(line.qty_to_invoice < 0 for line in record.order_line)
            )
            states = progress.step_states(
                stage.derive(record._get_stage_facts()),
                returns_open=came_back and is_open,
                returns_done=came_back and not is_open,
            )
            order.channel_progress = [
                {"code": code, "label": labels[code], "state": state}
                for code, state in zip(progress.STEPS, states, strict=True)
            ]

    @api.model
    def _get_progress_labels(self):
        """Names of the steps: nouns, so that none is also the name of a stage."""
        return {
            "received": self.env._("Intake"),
            "entered": self.env._("Entry"),
            "approved": self.env._("Approval"),
            "prepared": self.env._("Preparation"),
            "shipped": self.env._("Shipment"),
            "tracked": self.env._("Delivery"),
            "settled": self.env._("Receipt and Settlement"),
            "aftersale": self.env._("After-sales"),
        }
