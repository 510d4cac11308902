import hashlib
import json

from odoo import api, models
from odoo.fields import Command

from odoo.addons.fmcg_intake.exceptions import OrderKeyError


class SaleOrder(models.Model):
    """Orders that the desk makes: a key, one order, as often as it is saved."""

    _inherit = "sale.order"

    @api.model
    def _enter_desk_order(self, agreement, quantities, key, head=None):
        """Enter the order of a key, or bring its draft to these quantities.

        :param quantities: dict from pairs of ``product.product`` and ``uom.uom``
        :param head: dict of further values of the order
        :return: the ``sale.order``, and whether it is new
        :raise OrderKeyError: when it cannot be changed any more and is of another content
        """
        self._check_may_sell(agreement)
        head = head or {}
        fingerprint = self._get_desk_fingerprint(quantities, head)
        order, created = self._enter_channel_order(
            agreement,
            quantities,
            key,
            intake_fingerprint=fingerprint,
            **{name: value for name, value in head.items() if value},
        )
        if not created and order.intake_fingerprint != fingerprint:
            order._change_desk_order(quantities, fingerprint, head)
        return order, created

    @api.model
    def _get_desk_fingerprint(self, quantities, head):
        content = sorted(
            (product.id, unit.id, quantity)
            for (product, unit), quantity in quantities.items()
        )
        said = sorted((name, str(value)) for name, value in head.items() if value)
        return hashlib.sha256(json.dumps([content, said]).encode()).hexdigest()

    def _change_desk_order(self, quantities, fingerprint, head):
        self.ensure_one()
        if self.submitted_date or self.state != "draft":
            message = self.env._(
                "%s was submitted before you changed these rows. Open it to see what was "
                "ordered, and start another order for the rest.",
                self.name,
            )
            raise OrderKeyError([self._prepare_api_problem("key_reused", message)])
        self.check_access("write")
        # first, and at once: whoever saves the same order at this moment is made to
        # wait here, and then finds what was saved
        self.sudo().intake_fingerprint = fingerprint
        self.flush_recordset(["intake_fingerprint"])
        self.write({"order_line": self._get_desk_commands(quantities), **head})

    def _get_desk_commands(self, quantities):
        """What makes the goods of the order just these; other lines stay."""
        wanted, commands = dict(quantities), []
        for line in self.order_line.filtered(lambda line: line._is_traded()):
            quantity = wanted.pop((line.product_id, line.product_uom_id), 0.0)
            if not quantity:
                commands.append(Command.delete(line.id))
            elif quantity != line.product_uom_qty:
                commands.append(Command.update(line.id, {"product_uom_qty": quantity}))
        commands += [
            Command.create(self._prepare_channel_line_values(pair, quantity))
            for pair, quantity in wanted.items()
        ]
        return commands

    def _prepare_desk_answer(self):
        """What the desk tells of an order that it saved.

        :return: dict with ``order_id``, ``name``, ``stage`` (code) and its ``label``,
            ``submitted``, the formatted ``total`` and ``blockers``: dicts with ``code``,
            ``severity``, ``message`` and the ids of the ``products`` concerned
        """
        self.ensure_one()
        blockers = self._get_blockers() if self.state in ("draft", "sent") else []
        return {
            "order_id": self.id,
            "name": self.name,
            "stage": self.channel_stage,
            "label": self._get_stage_word(),
            "submitted": bool(self.submitted_date),
            "total": self.currency_id.format(self.amount_total),
            "blockers": [self._prepare_desk_blocker(one) for one in blockers],
        }

    @api.model
    def _prepare_desk_blocker(self, blocker):
        lines = self.env["sale.order.line"].browse(blocker.line_ids)
        return {
            "code": blocker.code,
            "severity": blocker.severity,
            "message": blocker.message,
            "products": lines.product_id.ids,
        }
