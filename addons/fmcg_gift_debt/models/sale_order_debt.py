from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import float_compare

from odoo.addons.fmcg_promotion.engine.returns import lower


class SaleOrder(models.Model):
    """Confirmed orders owe gifts that were out of stock, and deliver those that
    earlier ones owe."""

    _inherit = "sale.order"

    gift_debt_ids = fields.One2many(
        "channel.gift.debt", "order_id", string="Owed Gifts", readonly=True
    )

    @api.model
    def _get_derived_fields(self):
        return super()._get_derived_fields() | {"gift_debt_declined_ids", "gift_debt_ids"}

    def _on_promotion_returned(self):
        result = super()._on_promotion_returned()
        self._sync_gift_debts()
        return result

    def _act_on_state_change(self, change):
        result = super()._act_on_state_change(change)
        if change.counted:
            change.counted._sync_gift_debts()
        return result

    def _sync_gift_debts(self):
        """Make the list of owed gifts say what these orders owe and deliver.

        Safe to call at any time: what is right stays as it is. The number of queries
        does not grow with orders or gifts.

        :raise UserError: when an order delivers more than is owed
        """
        orders = self.sudo()
        orders._filter_confirmed()._sync_owed()
        orders._sync_delivered()

    # --- what these orders owe ---

    def _sync_owed(self):
        """Debts of confirmed orders; those of others are void by themselves."""
        if not self:
            return
        self.order_line.fetch(["move_ids"])  # of all orders at once
        targets = self._get_gift_debt_targets()
        Debt = self.env["channel.gift.debt"]
        for debt in Debt.search([("order_id", "in", self.ids)]):
            values = targets.pop(debt._get_source(), None) or {"quantity": 0.0}
            changed = debt._get_differences(values)
            if changed:
                debt.write(changed)
        Debt.create(list(targets.values()))

    def _get_gift_debt_targets(self):
        """What these confirmed orders owe: dict from ``_get_source`` to values."""
        agreements = self._get_buying_agreements()
        owed = [
            (order, promotion, gift)
            for order in self
            if order.partner_id.channel_node_id
            for promotion, gift in order._get_gifts_owed()
        ]
        promotions = self.env["channel.promotion"].browse(
            {promotion for _order, promotion, _gift in owed}
        )
        by_id = promotions.grouped("id")
        return {
            (order.id, promotion, gift.product): order._prepare_debt_values(
                agreements[order], by_id[promotion], gift
            )
            for order, promotion, gift in owed
        }

    def _get_gifts_owed(self):
        """Pairs of a promotion's id and the engine's ``Given``, for what is kept."""
        self.ensure_one()
        applied = self._get_first_applied()
        if not any(gift.owed for one in applied for gift in one.gifts):
            return []
        entitled = self._get_promotion_entitlement(self._get_kept_quantities())
        return [
            (one.promotion, gift)
            for one in applied
            for gift in lower(one, entitled).gifts
            if gift.owed
        ]

    def _prepare_debt_values(self, agreement, promotion, gift):
        """:param gift: the engine's ``Given``"""
        self.ensure_one()
        return {
            "company_id": self.company_id.id,
            "node_id": self.partner_id.channel_node_id.id,
            "agreement_id": agreement.id,
            "promotion_id": promotion.id,
            "order_id": self.id,
            "product_id": gift.product,
            "uom_id": promotion._get_gift_unit(gift).id,
            "quantity": float(gift.owed),
            "delivered_quantity": 0.0,
        }

    # --- what these orders deliver ---

    def _sync_delivered(self):
        """Count what confirmed orders deliver of the debts that these orders name.

        What is counted and what was counted are read in one snapshot; should another
        order have counted since, the guard fails, and the request is run again.
        """
        debts = self.order_line.gift_debt_id
        if not debts:
            return
        delivered = debts._get_delivered()
        changes = {
            debt.id: delivered[debt] - debt.delivered_quantity
            for debt in debts
            if float_compare(
                delivered[debt], debt.delivered_quantity, precision_digits=6
            )
        }
        totals = debts._guard_add(changes)
        self._check_delivered(debts.browse(changes), totals, changes)

    def _check_delivered(self, debts, totals, changes):
        messages = []
        for debt in debts:
            allowed = 0.0 if debt.state == "cancelled" else debt.quantity
            rounding = debt.uom_id.rounding
            exceeds = float_compare(
                totals[debt.id], allowed, precision_rounding=rounding
            )
            if changes[debt.id] > 0 and exceeds > 0:
                left = max(allowed - totals[debt.id] + changes[debt.id], 0.0)
                messages.append(debt._say_exceeded(changes[debt.id], left))
        if messages:
            raise UserError("\n".join(messages))


class ChannelGiftDebt(models.Model):
    """What orders ask debts."""

    _inherit = "channel.gift.debt"

    def _get_source(self):
        """What a debt is known by on its order."""
        self.ensure_one()
        return self.order_id.id, self.promotion_id.id, self.product_id.id

    def _get_differences(self, values):
        """Those of ``values`` that are news, deliveries aside."""
        self.ensure_one()
        return {
            name: value
            for name, value in values.items()
            if name != "delivered_quantity"
            and self._fields[name].convert_to_write(self[name], self) != value
        }

    def _get_delivered(self):
        """Pieces on confirmed orders: dict from debt to quantity, in its unit."""
        groups = self.env["sale.order.line"]._read_group(
            [
                ("gift_debt_id", "in", self.ids),
                ("promotion_role", "=", "owed"),
                ("state", "=", "sale"),
            ],
            ["gift_debt_id"],
            ["product_uom_qty:sum"],
        )
        delivered = defaultdict(float)
        for debt, quantity in groups:
            delivered[debt] = quantity
        return delivered
