import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

_logger = logging.getLogger(__name__)


class PurchaseOrder(models.Model):
    _inherit = "purchase.order"

    is_sourced = fields.Boolean(
        string="By Sourcing",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="Made by sourcing rules. Until it is handed in it follows what customers wait "
        "for.",
    )

    @api.model
    def _get_derived_fields(self):
        return super()._get_derived_fields() | {
            "is_sourced",
            "is_replenishment",
            "is_within_budget",
            "replenished_day",
        }

    def _collects(self, agreement, place=None):
        """Hook: whether goods under ``agreement`` are bought with this open purchase.

        :param place: where they go to, as of ``sale.order.line._get_delivery_place``
        """
        self.ensure_one()
        return self.agreement_id == agreement

    def _hand_in_or_tell(self):
        """Hand in; why that was refused stands in the chatter, once.

        What the supplier would hold for a reason that the buyer has to cure, for example
        below its minimum, stays open: it may grow with what the next customer needs.
        """
        try:
            with self.env.cr.savepoint():
                self._mark_within_budget()
                self._hand_in()
                # sudo: the order is the supplier's; what is said is worded for its buyer
                refusals = self.sudo().upstream_order_id._get_buyer_refusals()
                if refusals:
                    raise UserError("\n".join(refusals))
        except UserError as error:
            _logger.info("%s was not handed in: %s", self.name, error)
            self._tell_once([str(error)])

    def _hand_in_one(self):
        if self.is_sourced:
            # sudo: who buys hands in, and does not write for whom
            self.sudo()._merge_same_goods()
        result = super()._hand_in_one()
        self._settle_stock()
        return result

    def _merge_same_goods(self):
        """The supplier gets one line of each product: what was ordered for several needs by
        themselves, and for the stock, stays theirs by the shares of that line."""
        for lines in self.order_line.grouped(
            lambda line: (line.product_id, line.product_uom_id)
        ).values():
            if len(lines) > 1:
                lines._merge_into_first()

    def _follow_upstream(self):
        """What comes otherwise than it was ordered may be lacking to somebody."""
        before = {line: line._get_quantity_to_arrive() for line in self.order_line}
        result = super()._follow_upstream()
        changed = self.order_line.filtered(
            lambda line: line._get_quantity_to_arrive() != before.get(line)
        )
        changed._tell_shortage()
        self.env["channel.sourcing.note"]._leave_for(self.company_id, changed.product_id)
        return result

    def _get_followed_arrival(self, upstream):
        """The day that the supplier promises, at noon where the goods arrive."""
        if not upstream.promised_date:
            return super()._get_followed_arrival(upstream)
        start = self.company_id._channel_day_start(upstream.promised_date)
        return start + timedelta(hours=12)

    def _drop_empty(self):
        """Open purchases that ask for nothing any more."""
        empty = self.filtered(lambda order: not order.order_line)
        empty.button_cancel()
        empty.unlink()

    def _withdraw(self):
        """What was taken back is by hand from now on: sourcing asks for the rest anew."""
        result = super()._withdraw()
        purchase = self.sudo()
        purchase.write({"is_sourced": False, **purchase._prepare_by_hand()})
        self.env["channel.sourcing.note"]._leave_for(
            purchase.company_id, purchase.order_line.product_id
        )
        return result
