from math import floor

from odoo import api, models
from odoo.fields import Domain


class ChannelAgreement(models.Model):
    """What may be ordered of a product, unit by unit, and what was the last time.

    For pages where quantities are typed; the gate looks at orders.
    """

    _inherit = "channel.agreement"

    def _get_order_limits(self, pairs):
        """What whoever types quantities has to know.

        :param pairs: list of ``(product.product, uom.uom)``
        :return: dict from each pair to a dict, in its unit, with ``least`` (what the
            first step orders), ``step``, ``most`` and what is ``left`` of a quota;
            ``None``: no limit
        """
        self.ensure_one()
        products = self.env["product.product"].union(*(pair[0] for pair in pairs))
        rules = self._get_unit_limits(pairs)
        quotas = self._get_quota_left(products)
        return {
            pair: self._prepare_order_limit(*pair, rules[pair], quotas.get(pair[0]))
            for pair in pairs
        }

    @api.model
    def _prepare_order_limit(self, product, unit, rule, quota):
        left = self._count_left(product, unit, quota[0]) if quota else None
        most = None if rule.most is None else float(rule.most)
        tops = [top for top in (most, left) if top is not None]
        return {
            "least": float(rule.least),
            "step": float(rule.step),
            "most": min(tops, default=None),
            "left": left,
        }

    @api.model
    def _count_left(self, product, unit, left):
        """How many of ``unit`` are in what is left of the product's own unit: whole
        ones, unless it is that unit."""
        if unit == product.uom_id:
            return round(left, 2)
        # 0.01: a stored twelfth is not quite one
        return float(floor(left * product.uom_id.factor / unit.factor + 0.01))

    def _get_last_units(self, products):
        """The unit in which the buyer ordered each product the last time, in one query.

        :return: dict from ``product.product`` to ``uom.uom``; products that it never
            ordered from this seller are left out
        """
        self.ensure_one()
        groups = (
            self.env["sale.order.line"]
            .sudo()
            ._read_group(
                Domain("product_id", "in", products.ids)
                & Domain("order_id.buyer_node_id", "=", self.node_id.id)
                & Domain("company_id", "=", self.company_id.id)
                & Domain("state", "in", ("sent", "sale"))
                & self.env["sale.order.line"]._get_traded_domain(),
                ["product_id", "product_uom_id"],
                ["id:max"],
            )
        )
        groups.sort(key=lambda group: group[2])  # the last one stays
        return {product: unit for product, unit, _line_id in groups}
