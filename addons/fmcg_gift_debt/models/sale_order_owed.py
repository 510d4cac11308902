from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.fmcg_channel.quantities import to_quantity
from odoo.addons.fmcg_order.models.order_context import PENDING
from odoo.addons.fmcg_promotion.models.sale_order_effects import PROMOTION_SEQUENCE
from odoo.addons.fmcg_promotion.models.sale_order_line import FREE_FIELDS

from ..engine import debts as engine

OWED = "owed"


class SaleOrder(models.Model):
    """Gifts that earlier orders owe travel with this one."""

    _inherit = "sale.order"

    gift_debt_declined_ids = fields.Many2many(
        "channel.gift.debt",
        string="Gifts Left Owed",
        copy=False,
        groups="base.group_user",
        help="Taken off this order by hand; they stay owed.",
    )

    @property
    def _visible_fields(self):
        """Forms show the names of whatever they are told to."""
        return (*super()._visible_fields, "gift_debt_declined_ids")

    def action_restore_promotions(self):
        self._check_restorable()
        # sudo: what a person declined is not written by clients
        self.sudo().with_context(**PENDING).write(
            {"gift_debt_declined_ids": [Command.clear()]}
        )
        return super().action_restore_promotions()

    def _has_promotions(self):
        """What is owed is delivered, whether or not there still are promotions."""
        return super()._has_promotions() or bool(self._get_open_debts())

    def _get_open_debts(self):
        """What the seller owes the buyer, the oldest first."""
        self.ensure_one()
        Debt = self.env["channel.gift.debt"].sudo()
        node = self.partner_id.sudo().channel_node_id
        if not node or not self.company_id:
            return Debt
        return Debt.search(
            [
                ("company_id", "=", self.company_id.id),
                ("node_id", "=", node.id),
                ("state", "=", "open"),
            ]
        )

    def _prepare_owed_lines(self, result):
        """Debts go with an order that has goods of its own, as far as stock allows.

        What the order itself earns goes first, so that nothing new is owed while old
        debts are paid.
        """
        wanted = super()._prepare_owed_lines(result)
        goods = self.order_line.filtered(
            lambda line: line._is_traded() and line.product_uom_qty > 0
        )
        debts = self._get_open_debts() if goods else self.env["channel.gift.debt"]
        debts -= self.gift_debt_declined_ids
        for debt, pieces in self._settle_debts(debts, result).items():
            key = (OWED, debt.promotion_id.id, debt.product_id.id, (debt.id,))
            wanted[key] = self._prepare_owed_line_values(debt, pieces)
        return wanted

    def _settle_debts(self, debts, result):
        """How many pieces of each debt are delivered: dict from debt to quantity."""
        if not debts:
            return {}
        settled = engine.settle(
            [debt._prepare_engine_debt() for debt in debts],
            self._get_debt_stock(debts.product_id, result),
        )
        return {
            debt: float(settled[debt.id]) for debt in debts if debt.id in settled
        }

    def _get_debt_stock(self, products, result):
        """Reference units of products that are left after goods and new gifts."""
        free = self._get_free_units(products)
        for applied in result.applied if result else ():
            for gift in applied.gifts:
                if gift.product in free:
                    free[gift.product] -= gift.quantity * gift.factor
        return free

    def _prepare_owed_line_values(self, debt, pieces):
        lang = self._get_lang()
        return {
            "product_id": debt.product_id.id,
            "product_uom_id": debt.uom_id.id,
            "product_uom_qty": pieces,
            "price_unit": 0.0,
            "technical_price_unit": 0.0,
            "discount": 0.0,
            "name": self.with_context(lang=lang).env._(
                "%(product)s (gift owed since %(order)s)",
                product=debt.product_id.with_context(lang=lang).display_name,
                order=debt.order_id.name,
            ),
            "promotion_role": OWED,
            "promotion_id": debt.promotion_id.id,
            "gift_debt_id": debt.id,
            "sequence": PROMOTION_SEQUENCE,
        }

    # --- why ---

    def _explain_promotions(self):
        """Add ``owed``: list of sentences on gifts from earlier orders, and on what
        this order owes itself."""
        why = super()._explain_promotions()
        order = self.sudo()
        lines = order.order_line.filtered(lambda line: line.promotion_role == OWED)
        texts = [line._say_owed() for line in lines]
        if order._takes_promotions():
            waiting = order._get_open_debts() - lines.gift_debt_id
            texts += [debt._say_waiting() for debt in waiting]
        texts += [debt._say_standing() for debt in order.gift_debt_ids]
        return why | {"owed": texts}


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    gift_debt_id = fields.Many2one(
        "channel.gift.debt",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        groups="base.group_user",
        help="The gift from an earlier order that this line delivers.",
    )

    promotion_role = fields.Selection(selection_add=[(OWED, "Gift Owed Before")])

    @property
    def _visible_fields(self):
        return (*super()._visible_fields, "gift_debt_id")

    @api.model
    def _get_derived_fields(self):
        return super()._get_derived_fields() | {"gift_debt_id"}

    def _get_promotion_gifts(self):
        return super()._get_promotion_gifts() | self.filtered(
            lambda line: line.promotion_role == OWED
        )

    def _get_promotion_key(self):
        role, promotion, product, taxes = super()._get_promotion_key()
        if role == OWED:
            return role, promotion, product, tuple(self.gift_debt_id.ids)
        return role, promotion, product, taxes

    def _decline_promotions(self):
        """A gift from an earlier order that is removed stays owed."""
        owed = self.filtered(lambda line: line.promotion_role == OWED)
        for order, lines in owed.grouped("order_id").items():
            if order._takes_promotions():
                order.with_context(**PENDING).sudo().write(
                    {
                        "gift_debt_declined_ids": [
                            Command.link(id_) for id_ in lines.sudo().gift_debt_id.ids
                        ]
                    }
                )
        return super(SaleOrderLine, self - owed)._decline_promotions()

    def _say_owed(self):
        self.ensure_one()
        return self.env._(
            "Delivered with this order: %(pieces)s × %(gift)s, owed since %(order)s.",
            pieces=f"{self.product_uom_qty:g}",
            gift=self.product_id.display_name,
            order=self.gift_debt_id.order_id.name or "",
        )

    def _change_by_hand(self, vals):
        owed = self.filtered(lambda line: line.promotion_role == OWED)
        for line in owed:
            if any(
                name not in FREE_FIELDS and line._is_other_value(name, value)
                for name, value in vals.items()
            ):
                raise UserError(
                    self.env._(
                        "%s: this gift is owed from an earlier order and cannot be "
                        "changed. Remove the line to deliver it with a later order.",
                        line.name or line.display_name,
                    )
                )
        return super(SaleOrderLine, self - owed)._change_by_hand(vals)


class ChannelGiftDebt(models.Model):
    _inherit = "channel.gift.debt"

    def _prepare_engine_debt(self):
        self.ensure_one()
        return engine.Debt(
            self.id,
            self.product_id.id,
            to_quantity(self.open_quantity),
            Decimal(str(self.uom_id.factor or 1.0)),
        )

    def _say_waiting(self):
        """Why a later order does not deliver it."""
        return self.env._(
            "Still owed: %(pieces)s × %(gift)s since %(order)s. It goes with an order "
            "of goods as soon as it is in stock.",
            **self._prepare_debt_words(),
        )

    def _say_standing(self):
        """What has become of it, on the order that owes it."""
        texts = {
            "open": self.env._(
                "Owed: %(pieces)s × %(gift)s are still to be delivered.",
                **self._prepare_debt_words(),
            ),
            "done": self.env._(
                "Owed: %(gift)s has been delivered with a later order.",
                **self._prepare_debt_words(),
            ),
            "cancelled": self.env._(
                "Owed: %(gift)s is not delivered any more. %(reason)s",
                **self._prepare_debt_words(),
            ),
        }
        return texts[self.state]

    def _prepare_debt_words(self):
        self.ensure_one()
        return {
            "pieces": f"{self.open_quantity:g}",
            "gift": self.product_id.display_name,
            "order": self.order_id.name,
            "reason": self.cancel_reason or "",
        }
