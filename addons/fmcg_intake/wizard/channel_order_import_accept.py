from datetime import datetime, time

import pytz

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html

from odoo.addons.fmcg_channel.words import join_names

# Rows named in a message; people correct some and check again
MOST_NAMED = 20


class ChannelOrderImport(models.TransientModel):
    """Makes the order of what the preview shows."""

    _inherit = "channel.order.import"

    def action_leave_out(self):
        """Button: leave out all rows with problems."""
        self.ensure_one()
        self._get_open_problems().left_out = True
        return self._reopen()

    def action_import(self):
        """Button: make a draft order of it."""
        return self._accept(submit=False)

    def action_import_and_submit(self):
        """Button: make the order and submit it."""
        return self._accept(submit=True)

    def action_open_known_order(self):
        """Button: the order that this file has made."""
        self.ensure_one()
        self.check_access("read")
        return self._open_order(self.known_order_id)

    def _accept(self, submit):
        self.ensure_one()
        self._check_may_import()
        if self.source_hash != self._get_source_hash():
            # something else than what the preview shows
            self._check_content()
            return self._reopen()
        self._check_acceptable()
        order, is_new = self.env["sale.order"]._enter_channel_order(
            self.agreement_id,
            self._get_quantities(),
            self._get_order_key(),
            **self._prepare_order_values(),
        )
        if submit and is_new:
            order._submit()
        return self._open_order(order)

    def _check_acceptable(self):
        """:raise UserError: when something keeps the preview from being an order"""
        if self.known_count and not self.again:
            raise UserError(
                self.env._(
                    "This file has made order %(order)s. Open it, or tick Order Once More "
                    "to make another one.",
                    order=self.known_order_id.sudo().name,
                )
            )
        problems = self._get_open_problems()
        if problems:
            raise UserError(
                self.env._(
                    "Rows with problems: %(rows)s. Correct them here or in the file, or "
                    "leave them out.",
                    rows=self._name_rows(problems),
                )
            )
        if not self._get_quantities():
            raise UserError(
                self.env._("There is nothing to order: no row has a product and a quantity.")
            )

    def _name_rows(self, lines):
        rows = [str(line.row) for line in lines]
        more = ["…"] if len(rows) > MOST_NAMED else []
        return join_names(self.env, rows[:MOST_NAMED] + more)

    def _get_accepted_lines(self):
        return self.line_ids.filtered(
            lambda line: line._is_ordered()
        ).sorted(lambda line: (line.row, line.id))

    def _get_quantities(self):
        """As ``_enter_channel_order`` takes them, in the order of the rows."""
        quantities = {}
        for line in self._get_accepted_lines():
            pair = (line.product_id, line.uom_id)
            quantities[pair] = quantities.get(pair, 0.0) + line.quantity
        return quantities

    def _get_order_key(self):
        """Of the content, and of how often it had been ordered when it was checked: a
        second click means the same order."""
        key = self._get_base_key(self.content_hash)
        return f"{key}-{self.known_count + 1}" if self.known_count else key

    def _prepare_order_values(self):
        values = {"order_channel": "import"}
        notes = "\n".join(
            f"{line.product_id.display_name}: {line.note}"
            for line in self._get_accepted_lines()
            if line.note
        )
        if notes:
            values["note"] = plaintext2html(notes)
        if self.delivery_day:
            values["commitment_date"] = self._get_delivery_moment()
        return values

    def _get_delivery_moment(self):
        """Noon of the wanted day where the seller is, in UTC."""
        zone = pytz.timezone(self.agreement_id.company_id.sudo()._get_channel_tz())
        noon = zone.localize(datetime.combine(self.delivery_day, time(12)))
        return noon.astimezone(pytz.utc).replace(tzinfo=None)

    def _open_order(self, order):
        return {
            "type": "ir.actions.act_window",
            "res_model": "sale.order",
            "res_id": order.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "current",
        }
