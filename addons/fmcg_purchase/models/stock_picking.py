from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import float_compare, format_list


class StockPicking(models.Model):
    _inherit = "stock.picking"

    upstream_picking_id = fields.Many2one(
        "stock.picking",
        string="Shipment of the Other Enterprise",
        readonly=True,
        copy=False,
        index="btree_not_null",
        groups="base.group_system",
    )

    @api.model
    def _get_derived_fields(self):
        return super()._get_derived_fields() | {"upstream_picking_id"}

    def _action_done(self):
        self._check_was_sent()
        result = super()._action_done()
        self._ask_purchases("goods")
        return result

    def _check_was_sent(self):
        """:raise UserError: where goods are taken in that the other enterprise still has"""
        for picking in self:
            unsent = picking.move_ids.filtered(
                lambda move: move.state not in ("done", "cancel")
                and move.quantity
                and not move.upstream_move_key
                and move._comes_from_enterprise()
            )
            if unsent:
                raise UserError(
                    self.env._(
                        "%(transfer)s: %(products)s has not been sent by %(partner)s yet. "
                        "Goods that were sent stand in a transfer of their own.",
                        transfer=picking.name,
                        products=format_list(
                            self.env, unsent.product_id.mapped("display_name")
                        ),
                        partner=picking.partner_id.name,
                    )
                )

    def action_cancel(self):
        result = super().action_cancel()
        self._ask_purchases("goods")
        return result

    def _ask_purchases(self, topic):
        """Both sides follow: what was shipped is to be received, and what was received
        is told."""
        pickings = self.sudo()
        bought = pickings.move_ids.purchase_line_id.upstream_line_id.order_id
        orders = pickings.sale_id | pickings.upstream_picking_id.sale_id | bought
        orders._ask_purchase(topic)

    def _create_backorder(self, *args, **kwargs):
        """What is still to come of a shipment comes of that shipment."""
        backorders = super()._create_backorder(*args, **kwargs)
        for backorder in backorders.sudo():
            backorder.upstream_picking_id = backorder.backorder_id.upstream_picking_id
        return backorders

    def _describe_received(self, shipment):
        """What was received otherwise than ``shipment`` says, for the supplier.

        :return: text in the supplier's language, or False
        """
        shipped, received = defaultdict(float), defaultdict(float)
        for move in shipment.move_ids.filtered(lambda move: move.state == "done"):
            shipped[move.product_id] += move._get_moved_quantity()
        for move in self.move_ids.filtered(lambda move: move.state == "done"):
            received[move.product_id] += move._get_moved_quantity()
        env = self.env(context={"lang": shipment.company_id.partner_id.lang})
        sentences = [
            env._(
                "%(product)s: %(received)s of %(shipped)s %(unit)s received.",
                product=product.with_env(env).display_name,
                received=f"{received[product]:g}",
                shipped=f"{shipped[product]:g}",
                unit=product.uom_id.with_env(env).name,
            )
            for product in shipped | received
            if float_compare(shipped[product], received[product], precision_digits=6)
        ]
        return "\n".join(sentences) or False
