from datetime import date

from odoo import api, fields, models
from odoo.tools import format_date

from odoo.addons.fmcg_channel.words import join_names


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _act_on_state_change(self, change):
        result = super()._act_on_state_change(change)
        (change.confirmed | change.undone)._ask_sourcing()
        return result

    def _act_on_line_change(self, change):
        result = super()._act_on_line_change(change)
        change.orders._filter_confirmed()._ask_sourcing()
        return result

    def _ask_sourcing(self):
        """Have the sellers look whether they lack what is ordered."""
        Note = self.env["channel.sourcing.note"]
        for company, orders in self.grouped("company_id").items():
            if company.sudo().channel_node_id:
                Note._leave_for(company, orders.sudo().order_line.product_id)


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    # for channel.author.guard: whom the seller buys from is its business
    _insider_fields = ("supply", "first_promised_date")

    sourcing_share_ids = fields.One2many(
        "channel.sourcing.share",
        "sale_line_id",
        string="On Its Way",
        readonly=True,
        groups="base.group_user",
    )
    supply = fields.Char(
        compute="_compute_supply",
        compute_sudo=True,
        help="What of the line is there, what is on its way from where, and what nobody has "
        "ordered yet.",
    )

    @api.depends(
        "move_ids.quantity",
        "move_ids.state",
        "sourcing_share_ids.quantity",
        "sourcing_share_ids.purchase_line_id.date_planned",
    )
    @api.depends_context("lang")
    def _compute_supply(self):
        for line in self:
            line.supply = line.state == "sale" and line._describe_supply()

    def _get_delivery_place(self):
        """Hook: where the goods of the line go to, for the engine; None where that does not
        matter to who buys them."""
        return None

    def _get_supply_moves(self):
        """What takes goods of the line to its customer, and has not done so."""
        return self.move_ids.filtered(
            lambda move: move.state not in ("done", "cancel", "draft")
            and move.picking_code in ("internal", "outgoing")
            and not move.move_orig_ids.filtered(lambda one: one.state != "done")
        )

    def _count_supply(self):
        """What of the line is there for it, and what is lacking, in the product's own
        unit."""
        self.ensure_one()
        waiting = self._get_supply_moves()
        there = sum(move._get_moved_quantity() for move in waiting)
        return there, sum(waiting.mapped("product_qty")) - there

    def _describe_supply(self):
        """In the words of who sells: numbers in the product's own unit."""
        there, lacking = self._count_supply()
        if not lacking:
            return False
        parts = [self.env._("%g there", there)] if there else []
        for share in self.sourcing_share_ids:
            quantity = min(share._get_open_quantity(), lacking)
            if quantity > 0:
                lacking -= quantity
                parts.append(share._describe(quantity))
        if lacking > 0:
            parts.append(self.env._("%g not ordered yet", lacking))
        return join_names(self.env, parts)


class ChannelSourcingShare(models.Model):
    _inherit = "channel.sourcing.share"

    def _sort_youngest_first(self):
        def age(share):
            line = share.sale_line_id
            order = line.order_id
            promised = line.first_promised_date or date.max
            return promised, order.submitted_date or order.date_order, line.id

        return self.sorted(age, reverse=True)

    def _tell_lost(self, quantity):
        """Say on the customer's order what its supplier will not deliver."""
        purchase = self.purchase_line_id.order_id
        goods = purchase._describe_goods({self.purchase_line_id.product_id: quantity})
        names = {"supplier": purchase.partner_id.name, "goods": goods}
        if purchase.state == "cancel":
            body = self.env._(
                "%(supplier)s has cancelled what was for this order: %(goods)s.", **names
            )
        else:
            body = self.env._(
                "%(supplier)s will not deliver what was for this order: %(goods)s.", **names
            )
        self.order_id.message_post(body=body, subtype_xmlid="mail.mt_note")

    def _get_open_quantity(self):
        """What of the share has not arrived yet."""
        self.ensure_one()
        return min(self.quantity, self.purchase_line_id._get_quantity_to_arrive())

    def _describe(self, quantity):
        self.ensure_one()
        line = self.purchase_line_id
        order = line.order_id
        if order.state == "draft":
            return self.env._("%(quantity)g to be ordered", quantity=quantity)
        day = line._get_arrival_day()
        if not day:
            return self.env._(
                "%(quantity)g from %(supplier)s",
                quantity=quantity,
                supplier=order.partner_id.name,
            )
        return self.env._(
            "%(quantity)g from %(supplier)s by %(date)s",
            quantity=quantity,
            supplier=order.partner_id.name,
            date=format_date(self.env, day),
        )
