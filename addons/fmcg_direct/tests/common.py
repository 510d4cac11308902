from odoo.addons.fmcg_sourcing.tests.common import SourcingCase


class DirectCase(SourcingCase):
    """The city (lake) has what it lacks shipped straight to its shops by the province
    (north)."""

    shared_world = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.supply.delivers_to_customers = True
        cls.rule_of(cls.lake_company).mode = "direct"

    @classmethod
    def rule_of(cls, company):
        return cls.env["channel.sourcing.rule"].search([("company_id", "=", company.id)])

    @classmethod
    def open_chain(cls):
        """The brand ships straight to the province's customers, too."""
        cls.brand_supply.delivers_to_customers = True
        cls.rule_of(cls.north_company).mode = "direct"

    def purchase_of(self, company):
        return self.purchases_of(company).filtered(lambda one: one.state != "cancel")

    def upstream_of(self, company):
        """The supplier's order, as superuser."""
        return self.order_of(self.purchase_of(company)).sudo()

    def direct_of(self, order, state="done"):
        """Deliveries of the order that went, or are to go, straight to the customer."""
        return order.sudo().picking_ids.filtered(
            lambda picking: picking.picking_type_id.is_direct
            and (picking.state == "done") == (state == "done")
            and picking.state != "cancel"
        )

    def own_demand(self, order):
        """What the seller's warehouse has to deliver."""
        return sum(
            order.sudo()
            .order_line._get_open_warehouse_moves()
            .mapped("product_qty")
        )

    def ship_some(self, order, quantity, backorder=True):
        """The seller ships ``quantity`` of what is there."""
        order = order.sudo()
        for code in ("internal", "outgoing"):
            for picking in order.picking_ids.filtered(
                lambda p, code=code: p.picking_type_id.code == code
                and not p.picking_type_id.is_direct
                and p.state not in ("done", "cancel")
                and any(p.move_ids.mapped("quantity"))
            ):
                if code == "outgoing":
                    picking.move_ids.quantity = quantity
                context = {"skip_backorder": True}
                if not backorder and code == "outgoing":
                    context["picking_ids_not_to_backorder"] = picking.ids
                picking.with_context(**context).button_validate()
        self.settle()
