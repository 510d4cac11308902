from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.fmcg_channel.words import join_names
from odoo.addons.fmcg_sourcing.engine.plan_facts import (
    ONLY_COMPLETE,
    POLICIES,
    SHIP_AVAILABLE,
    WAIT_ALL,
)


class SaleOrder(models.Model):
    """What the buyer wants done where not everything is there.

    Stored as core's shipping policy, and whether it is all or nothing.
    """

    _inherit = "sale.order"

    @api.model
    def _get_delivery_policies(self):
        """The choices of a buyer: list of (code, name, what it means)."""
        return [
            (
                SHIP_AVAILABLE,
                self.env._("Ship what is there, the rest later"),
                self.env._("You may get several deliveries."),
            ),
            (
                WAIT_ALL,
                self.env._("Wait for all"),
                self.env._("Each supplier delivers once, when all of its goods are there."),
            ),
            (
                ONLY_COMPLETE,
                self.env._("Only complete"),
                self.env._("All of it is in stock now, or nothing is ordered."),
            ),
        ]

    def _get_delivery_policy(self):
        """:return: one of ``POLICIES``"""
        self.ensure_one()
        if self.only_complete:
            return ONLY_COMPLETE
        return WAIT_ALL if self.picking_policy == "one" else SHIP_AVAILABLE

    def _describe_delivery_wish(self):
        """What the buyer wished beside the usual, in its words; empty for the usual."""
        policy = self._get_delivery_policy()
        names = {code: name for code, name, _text in self._get_delivery_policies()}
        return "" if policy == SHIP_AVAILABLE else names[policy]

    @api.model
    def _prepare_delivery_policy_values(self, policy):
        return {
            "picking_policy": "direct" if policy == SHIP_AVAILABLE else "one",
            "only_complete": policy == ONLY_COMPLETE,
        }

    @api.model
    def _read_delivery_policy(self, raw):
        """:param raw: what the browser sent; None: the buyer was not asked
        :raise UserError: naming the choices
        """
        if raw is None:
            return SHIP_AVAILABLE
        if raw not in POLICIES:
            names = [name for _code, name, _text in self._get_delivery_policies()]
            raise UserError(
                self.env._(
                    "Delivery: “%(value)s” is none of the choices. Choose one of: "
                    "%(choices)s.",
                    value=str(raw)[:20],
                    choices=join_names(self.env, names),
                )
            )
        return raw

    @api.model
    def _read_portal_extras(self, agreement, raw):
        values = super()._read_portal_extras(agreement, raw)
        if not isinstance(raw, dict) or raw.get("delivery") is None:
            return values
        policy = self._read_delivery_policy(raw["delivery"])
        return values | self._prepare_delivery_policy_values(policy)
