from collections import defaultdict

from odoo import api, models
from odoo.exceptions import UserError

from ..engine import quota as engine

# What a line uses of quotas depends on these
COUNTED = {"order_id", "product_id", "product_uom_id", "product_uom_qty"}


class SaleOrder(models.Model):
    """Confirmed orders use quotas."""

    _inherit = "sale.order"

    def _act_on_state_change(self, change):
        result = super()._act_on_state_change(change)
        if change.counted:
            change.counted._sync_quota_entries()
        return result

    def _act_on_line_change(self, change):
        """A change of a confirmed order changes what it uses of quotas."""
        confirmed = self._filter_confirmed()
        if confirmed and change.touches(COUNTED):
            confirmed._sync_quota_entries()
        return super()._act_on_line_change(change)

    def _sync_quota_entries(self):
        """Make the ledger of quotas say what these orders use now.

        Safe to call at any time: what is booked already is not booked again. The number
        of queries does not grow with orders, lines or quotas.

        :raise UserError: when an order takes more than is left, naming all such quotas
        """
        orders = self.sudo()
        changes = engine.differences(
            orders._get_quota_targets(), orders._get_quota_bookings()
        )
        if not changes:
            return
        added = defaultdict(float)
        for (counter, _order_id, _line_id), change in changes.items():
            added[counter] += change
        Usage = self.env["channel.quota.usage"].sudo()
        rows = Usage._ensure_counters(added)
        # before anything is read that another confirmation may have changed
        totals = Usage._guard_add({rows[key].id: added[key] for key in added})
        self._book_quota_changes(changes, rows)
        self._check_quotas(
            {key: (totals[rows[key].id], change) for key, change in added.items()}
        )

    def _get_quota_targets(self):
        """:return: dict from (counter, order id, line id) to amount"""
        targets = {}
        for order, found in self._get_quota_demands().items():
            if order.state != "sale":
                continue
            for counter, amounts in found.items():
                for line_id, amount in amounts.items():
                    targets[counter, order.id, line_id] = amount
        return targets

    def _get_quota_demands(self):
        """What each order uses of quotas, or would use if it were confirmed now.

        :return: dict from order to what ``engine.quota.targets`` gives
        """
        orders = self.sudo()
        lines = orders._get_catalog_lines()
        quotas = self.env["channel.quota"]._load_quotas(
            orders.company_id, lines.product_id.product_tmpl_id
        )
        by_order = lines.grouped("order_id")
        return {
            order: engine.targets(
                quotas[order.company_id.id],
                order._get_quota_buyer(),
                order._get_quota_day(),
                [line._get_quota_demand() for line in by_order.get(order, ())],
            )
            for order in orders
            if order.partner_id.channel_node_id
        }

    def _get_quota_buyer(self):
        node = self.partner_id.channel_node_id
        return engine.Buyer(node.id, node.parent_path or "")

    def _get_quota_day(self):
        """The day of the confirmation, in the seller's time zone."""
        if self.state == "sale":
            return self.company_id._get_channel_day(self.date_order)
        return self.company_id._get_channel_today()

    def _get_quota_bookings(self):
        """What the ledger says: dict from (counter, order id, line id) to amount."""
        groups = (
            self.env["channel.quota.entry"]
            .sudo()
            ._read_group(
                [("order_id", "in", self.ids)],
                ["usage_id", "order_id", "order_line_id"],
                ["quantity:sum"],
            )
        )
        return {
            (usage._get_counter(), order.id, line.id): amount
            for usage, order, line, amount in groups
        }

    def _book_quota_changes(self, changes, rows):
        self.env["channel.quota.entry"].sudo().create(
            [
                {
                    "usage_id": rows[counter].id,
                    "order_id": order_id,
                    "order_line_id": line_id,
                    "quantity": change,
                }
                for (counter, order_id, line_id), change in changes.items()
            ]
        )

    @api.model
    def _check_quotas(self, counted):
        """:param counted: dict from counter to its new total and what was added"""
        messages = []
        for counter, (total, change) in counted.items():
            quota = self.env["channel.quota"].sudo().browse(counter.quota)
            if change > 0 and engine.exceeds(total, quota.quantity):
                messages.append(quota._say_exceeded(quota.quantity - total + change))
        if messages:
            raise UserError("\n".join(messages))

    def _get_quota_shortages(self):
        """Of which quotas this open order takes more than is left, read without a lock.

        :return: list of (order line ids, translated sentence)
        """
        self.ensure_one()
        demands = self._get_quota_demands().get(self.sudo(), {})
        if not demands:
            return []
        rows = self.env["channel.quota.usage"]._find_counters(demands)
        shortages = []
        for counter, amounts in demands.items():
            quota = self.env["channel.quota"].sudo().browse(counter.quota)
            left = quota.quantity - (rows[counter].used if counter in rows else 0.0)
            if engine.exceeds(sum(amounts.values()), left):
                shortages.append((tuple(amounts), quota._say_exceeded(left)))
        return shortages
