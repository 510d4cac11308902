from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.fmcg_channel.words import join_names
from odoo.addons.fmcg_order.engine.blocker import Blocker


class SaleOrder(models.Model):
    """What the catalogue says about an open order: listing, quantities, quotas.

    A confirmed order goes on, whatever is unlisted afterwards.
    """

    _inherit = "sale.order"

    catalog_warning = fields.Text(
        compute="_compute_catalog_warning", compute_sudo=True, groups="base.group_user"
    )
    can_round_quantities = fields.Boolean(
        compute="_compute_catalog_warning", compute_sudo=True, groups="base.group_user"
    )

    def _collect_blockers(self):
        return super()._collect_blockers() + self._collect_catalog_blockers()

    def _collect_catalog_blockers(self):
        """All reasons of the catalogue, each with its order lines."""
        self.ensure_one()
        if self.state not in ("draft", "sent") or not self.agreement_id:
            return []
        return [
            *self._collect_listing_blockers(),
            *self._collect_quantity_blockers(),
            *self._collect_quota_blockers(),
        ]

    @api.model
    def _get_fields_of_gate(self):
        return [*super()._get_fields_of_gate(), "catalog_warning"]

    def _get_catalog_lines(self):
        """The lines that order goods, as opposed to freight, notes and payments."""
        return self.order_line.filtered(lambda line: line._is_traded())

    def _collect_listing_blockers(self):
        """Products that the seller does not list to the buyer, all in one reason."""
        lines = self._get_catalog_lines()
        if not lines:
            return []
        agreement = self.agreement_id.sudo()
        _listed, unlisted = agreement._split_listed(lines.product_id)
        if not unlisted:
            return []
        message = self.env._(
            "%(seller)s does not list to %(buyer)s: %(products)s. Remove them.",
            seller=agreement.company_id.name,
            buyer=agreement.node_id.name,
            products=join_names(self.env, unlisted.mapped("display_name")),
        )
        refused = lines.filtered(lambda line: line.product_id in unlisted)
        return [Blocker("not_listed", message, line_ids=refused._ids)]

    def _collect_quantity_blockers(self):
        return [
            Blocker(
                f"quantity_{violation.code}", violation.message, line_ids=violation.keys
            )
            for violation in self._get_quantity_violations()
        ]

    def _get_quantity_violations(self):
        """:return: violations of ``channel.agreement._check_order_quantities``, keyed by
        the ids of the lines"""
        lines = self._get_catalog_lines()
        demands = [
            (line.id, line.product_id, line.product_uom_id, line.product_uom_qty)
            for line in lines
        ]
        if not demands:
            return []
        return self.agreement_id.sudo()._check_order_quantities(demands)

    def _collect_quota_blockers(self):
        return [
            Blocker("quota", message, line_ids=line_ids)
            for line_ids, message in self._get_quota_shortages()
        ]

    @api.model
    def _get_gate_dependencies(self):
        return super()._get_gate_dependencies() + [
            "agreement_id.grade_id",
            "agreement_id.territory_id",
            "order_line.product_uom_id",
            "order_line.is_delivery",
        ]

    @api.depends(lambda self: self._get_gate_dependencies())
    def _compute_catalog_warning(self):
        for order in self:
            blockers = order._collect_catalog_blockers()
            order.catalog_warning = "\n".join(b.message for b in blockers) or False
            order.can_round_quantities = any(
                blocker.code.startswith("quantity_") for blocker in blockers
            ) and bool(order._get_rounded_quantities())

    def _get_rounded_quantities(self):
        """What would make the order keep its quantity rules.

        :return: dict from ``sale.order.line`` to quantity in its unit
        """
        lines = {line.id: line for line in self._get_catalog_lines()}
        return {
            lines[violation.proposal.key]: float(violation.proposal.quantity)
            for violation in self._get_quantity_violations()
            if violation.proposal
        }

    def action_round_up_quantities(self):
        """Button: raise quantities to the least that may be ordered; lowers nothing."""
        for order in self:
            if order.state not in ("draft", "sent"):
                raise UserError(
                    self.env._("%s has been confirmed or cancelled.", order.name)
                )
            for line, quantity in order._get_rounded_quantities().items():
                line.product_uom_qty = quantity
        return True

    @api.model
    def _get_channel_products_domain(self, agreement):
        domain = Domain(super()._get_channel_products_domain(agreement))
        return domain & agreement._get_listing_domain()

    def _get_product_catalog_domain(self):
        """Core's product catalogue shows what the customer may order."""
        domain = super()._get_product_catalog_domain()
        if self.agreement_id:
            domain &= self.agreement_id._get_listing_domain()
        return domain
