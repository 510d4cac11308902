from odoo import api, models
from odoo.fields import Domain


class IrRule(models.Model):
    _inherit = "ir.rule"

    @api.model
    def _eval_context(self):
        """Add ``channel_node_ids``: the nodes of the user's active enterprises.

        Empty for portal users, whose companies are those of their suppliers. The
        value is cached with the rule's domain; ``channel.node`` clears that cache when
        a company gets or loses its node.
        """
        nodes = self.env["channel.node"]
        if not self.env.user.share:
            nodes = self.env.companies.sudo().channel_node_id
        return super()._eval_context() | {"channel_node_ids": nodes.ids}

    def _compute_domain(self, model_name, mode="read"):
        """Add what core's rules leave open; no rule of a group can narrow those."""
        domain = super()._compute_domain(model_name, mode)
        if self.env.su:
            return domain
        return (
            domain
            & self._get_private_domain(model_name)
            & self._get_confinement(model_name, mode)
        )

    def _get_private_domain(self, model_name):
        """Keep wizards, and models with ``_channel_private``, to who made the record.

        Core lets everyone with access rights to a wizard read the records of others.
        """
        model = self.env[model_name]
        if model._transient or getattr(model, "_channel_private", False):
            return Domain("create_uid", "=", self.env.uid)
        return Domain.TRUE
