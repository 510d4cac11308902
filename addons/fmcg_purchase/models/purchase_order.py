from odoo import api, fields, models
from odoo.tools import format_list


class PurchaseOrder(models.Model):
    """An enterprise's purchase from its upstream: the same order in the other's books.

    The seller's order is the truth about goods, quantities and prices; the purchase, its
    receipts and its bills follow it (``purchase_order_follow.py``).
    """

    _name = "purchase.order"
    _inherit = ["purchase.order", "channel.write.guard"]

    upstream_order_id = fields.Many2one(
        "sale.order",
        string="Supplier's Order",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        groups="base.group_system",
    )
    agreement_id = fields.Many2one(
        "channel.agreement",
        compute="_compute_agreement_id",
        store=True,
        precompute=True,
        index="btree_not_null",
        help="The terms under which the supplier sells to this enterprise.",
    )
    channel_stage = fields.Selection(
        related="upstream_order_id.channel_stage", string="Stage at the Supplier"
    )
    channel_progress = fields.Json(compute="_compute_channel_progress", compute_sudo=True)
    follows_order = fields.Boolean(
        compute="_compute_follows_order",
        compute_sudo=True,
        help="The supplier has the order: goods, quantities and prices are its.",
    )
    channel_reasons = fields.Text(
        string="Waits For",
        compute="_compute_channel_reasons",
        help="Why the supplier has not confirmed the order yet.",
    )
    handed_in_count = fields.Integer(readonly=True, copy=False)

    _upstream_order_unique = models.UniqueIndex(
        "(upstream_order_id) WHERE upstream_order_id IS NOT NULL",
        "An order of a supplier stands in the buyer's books once.",
    )

    @api.model
    def _get_derived_fields(self):
        return super()._get_derived_fields() | {
            "upstream_order_id",
            "agreement_id",
            "handed_in_count",
        }

    @api.depends("company_id", "partner_id")
    def _compute_agreement_id(self):
        for order, agreement in self._find_agreements().items():
            order.agreement_id = agreement

    def _find_agreements(self):
        """Dict from purchase to the agreement by which its supplier sells now; it may be
        empty."""
        pairs = {
            order: (
                order.company_id.sudo().channel_node_id.id,
                order.partner_id.sudo().channel_node_id.company_id.id,
            )
            for order in self
        }
        Agreement = self.env["channel.agreement"]
        found = Agreement._find_for_pairs(pair for pair in pairs.values() if all(pair))
        return {order: found.get(pair, Agreement) for order, pair in pairs.items()}

    @api.depends("upstream_order_id")
    def _compute_follows_order(self):
        for order in self:
            order.follows_order = bool(order.upstream_order_id)

    @api.depends("upstream_order_id.channel_stage")
    @api.depends_context("lang")
    def _compute_channel_progress(self):
        for order in self:
            order.channel_progress = order.upstream_order_id.channel_progress

    @api.depends("upstream_order_id.channel_stage")
    @api.depends_context("lang")
    def _compute_channel_reasons(self):
        for order in self:
            # sudo: the order is the supplier's; what is said is worded for its buyer
            upstream = order.sudo().upstream_order_id
            waits = upstream.submitted_date and upstream.state in ("draft", "sent")
            reasons = upstream._get_buyer_reasons() if waits else []
            order.channel_reasons = "\n".join(reasons)

    def _describe_goods(self, quantities):
        """Products with quantities, in the reader's language.

        :param quantities: dict from ``product.product`` to quantity in its own unit
        """
        return format_list(
            self.env,
            [
                f"{product.display_name} {float(quantity):g} {product.uom_id.name}"
                for product, quantity in quantities.items()
            ],
        )
