from odoo import models

from ..engine import quota as engine


class ChannelAgreement(models.Model):
    _inherit = "channel.agreement"

    def _get_quota_left(self, products):
        """What the buyer may still have confirmed today, read without a lock.

        :return: dict from ``product.product`` to the least that is left, in the
            product's unit, and the ``channel.quota`` that says so; products without a
            quota are left out
        """
        self.ensure_one()
        counters = self._get_quota_counters(products)
        every = {counter for found in counters.values() for counter in found}
        rows = self.env["channel.quota.usage"]._find_counters(every) if every else {}
        left = {}
        for product, found in counters.items():
            options = [
                self._get_counter_left(product, counter, rows) for counter in found
            ]
            if options:
                left[product] = min(options, key=lambda option: option[0])
        return left

    def _get_quota_counters(self, products):
        """Which counters one more piece of each product would count in."""
        agreement = self.sudo()
        company, node = agreement.company_id, agreement.node_id
        templates = products.sudo().product_tmpl_id
        quotas = self.env["channel.quota"]._load_quotas(company, templates)[company.id]
        return {
            product: engine.targets(
                quotas,
                engine.Buyer(node.id, node.parent_path or ""),
                company._get_channel_today(),
                [engine.Demand(product, product.sudo().product_tmpl_id.id, 1.0)],
            )
            for product in products
        }

    def _get_counter_left(self, product, counter, rows):
        quota = self.env["channel.quota"].sudo().browse(counter.quota)
        left = quota.quantity - (rows[counter].used if counter in rows else 0.0)
        factor = quota.uom_id.factor / product.sudo().uom_id.factor
        return max(left, 0.0) * factor, quota
