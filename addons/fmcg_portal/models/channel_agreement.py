from odoo import api, models


class ChannelAgreement(models.Model):
    _inherit = "channel.agreement"

    @api.model
    def _get_portal_agreements(self, user):
        """The agreements that a portal user may order under, suspended ones included.

        This is the one place that decides what a user may touch: everything else in
        the portal starts from the records that it returns.

        :param user: ``res.users`` who is logged in
        :return: ``channel.agreement`` as superuser, the preferred seller first
        """
        if not user.has_group("fmcg_channel.group_portal_buyer"):
            return self.sudo().browse()
        node = user.sudo().partner_id.commercial_partner_id.channel_node_id
        if not node:
            return self.sudo().browse()
        return self.sudo().search(
            [("node_id", "=", node.id), ("state", "in", ("active", "suspended"))],
            order="priority, id",
        )

    def _get_shop_limits(self, products):
        """What a stepper of the shop has to know, in the products' own units.

        :return: dict from product id to a dict with ``least`` (what the first tap
            orders), ``step``, ``most`` and what is ``left`` of a quota; ``None``: no limit
        """
        self.ensure_one()
        rules = self._get_quantity_limits(products)
        least = self._get_least_quantities(products)
        quotas = self._get_quota_left(products)
        return {
            product.id: self._prepare_shop_limit(
                least[product], rules.get(product), quotas.get(product)
            )
            for product in products
        }

    def _prepare_shop_limit(self, least, rule, quota):
        maximum = float(rule.maximum) if rule and rule.maximum else None
        left = round(quota[0], 2) if quota else None
        tops = [top for top in (maximum, left) if top is not None]
        return {
            "least": least,
            "step": float(rule.multiple) if rule and rule.multiple else 1.0,
            "most": min(tops, default=None),
            "left": left,
        }
