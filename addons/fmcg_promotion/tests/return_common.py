from odoo.fields import Command

from .order_common import PromotionOrderCase


class PromotionReturnCase(PromotionOrderCase):
    """Orders that are delivered, invoiced, and come back in parts."""

    shared_world = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.tea + cls.water + cls.mug).invoice_policy = "delivery"

    @classmethod
    def create_goods(cls, name, price, **values):
        """Storable goods at a price of the base list, with much in stock."""
        product = cls.create_product(
            name, list_price=price, **{"invoice_policy": "delivery", **values}
        )
        cls.add_price(cls.base_list, product, price)
        if product.is_storable:
            cls.put_in_stock(cls.lake_company, product, 1000)
        return product

    @classmethod
    def create_tax(cls, amount, included=False, **values):
        number = cls.env["account.tax"].with_context(active_test=False).search_count([])
        return cls.env["account.tax"].create(
            {
                "name": f"Tax {number}",
                "amount": amount,
                "company_id": cls.lake_company.id,
                "country_id": cls.lake_company.account_fiscal_country_id.id,
                "price_include_override": "tax_included" if included else "tax_excluded",
                **values,
            }
        )

    def stop_all(self):
        self.env["channel.promotion"].search([("state", "=", "released")]).action_stop()

    def confirm_sale(self, lines, **values):
        order = self.create_sale(lines, **values).sudo()
        order.action_confirm()
        return order

    def deliver(self, order, quantities=None):
        """Ship what is open, or of the products that are named so much and no more."""
        while pickings := self.open_pickings(order):
            # what is picked may join a transfer that is there already
            picks = pickings.filtered(lambda p: p.picking_type_id.code == "internal")
            pickings = (picks or pickings).with_context(skip_backorder=True)
            pickings.action_assign()
            for move in pickings.move_ids.filtered(lambda m: m.state != "cancel"):
                wanted = (quantities or {}).get(move.product_id, move.product_uom_qty)
                move.quantity = wanted
                move.picked = True
            for picking in pickings:
                picking.with_context(
                    picking_ids_not_to_backorder=picking.ids
                ).button_validate()

    def open_pickings(self, order):
        return order.picking_ids.filtered(lambda p: p.state not in ("done", "cancel"))

    def deliver_part(self, order, quantities):
        """Ship so much of the products that are named; the rest waits on a backorder."""
        pickings = self.open_pickings(order).filtered(
            lambda p: p.picking_type_id.code == "internal" or not p.backorder_id
        )
        while pickings:
            done = self.open_pickings(order)
            pickings.action_assign()
            for move in pickings.move_ids:
                wanted = quantities.get(move.product_id, move.product_uom_qty)
                move.quantity = min(wanted, move.product_uom_qty)
                move.picked = True
            for picking in pickings:
                picking.with_context(skip_backorder=True).button_validate()
            pickings = (self.open_pickings(order) - done).filtered(
                lambda p: not p.backorder_id
            )

    def invoice(self, order, final=True):
        """Invoice, or credit, what there is; posted."""
        moves = order._create_invoices(final=final)
        moves.action_post()
        return moves

    def sell(self, lines, **values):
        """A delivered and invoiced order."""
        order = self.confirm_sale(lines, **values)
        self.deliver(order)
        self.invoice(order)
        return order

    def open_return(self, order, user=None):
        """The wizard on what went to the customer, nothing entered yet.

        :param user: whose dialog it is: nobody else works in it
        """
        picking = order.picking_ids.filtered(
            lambda p: p.picking_type_id.code == "outgoing" and p.state == "done"
        )[:1]
        wizards = self.model_as("stock.return.picking", user or self.env.user)
        wizard = wizards.with_context(
            active_id=picking.id, active_model="stock.picking"
        )
        return wizard.create({"picking_id": picking.id})

    def take_back(self, order, *lines, prefill=False):
        """Goods come back; ``lines`` are (sale line, quantity)."""
        wizard = self.open_return(order)
        for line, quantity in lines:
            found = wizard.product_return_moves.filtered(
                lambda row, line=line: row.move_id.sale_line_id == line
            )
            found.quantity = quantity
        if prefill:
            wizard._prefill_gifts()
        picking = wizard._create_return()
        picking.move_ids.picked = True
        picking.button_validate()
        return picking

    def refund(self, order, *lines, **options):
        """What the customer gets back for goods that come back."""
        self.take_back(order, *lines, **options)
        note = self.invoice(order)
        self.assertEqual(note.move_type, "out_refund")
        return note.amount_total

    def set_taxes(self, products, *taxes):
        for product in products:
            product.taxes_id = [Command.set([tax.id for tax in taxes])]
