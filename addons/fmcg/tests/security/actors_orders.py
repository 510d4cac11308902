"""What the subject's customers ordered, and the papers that came of it."""

from odoo.fields import Command

from .constants import SECRET


class OrdersWorld:
    """Part of ``SecurityCase``: orders, deliveries, invoices and payments."""

    @classmethod
    def enter_order(cls, quantity=10, **values):
        order = cls.create_order(
            cls.lake_company,
            cls.lake_shop.partner_id,
            cls.tea,
            quantity,
            client_order_ref=SECRET,
            user_id=cls.seller.id,
            **values,
        )
        return order

    @classmethod
    def build_orders(cls):
        """One order at each step of the way; the paid one comes first."""
        cls.lake_company.order_approval_limit = 10000.0
        cls.orders = {}
        for stage in ("paid", "invoiced", "shipped", "confirmed", "draft"):
            order = cls.orders[stage] = cls.enter_order()
            if stage == "draft":
                break
            order._submit()
            if stage == "confirmed":
                continue
            cls.ship(order)
            if stage == "shipped":
                continue
            invoice = order._create_invoices(final=True)
            invoice.action_post()
            if stage == "paid":
                cls.pay(invoice)
        paid = cls.orders["paid"]
        paid._confirm_receipt("Mr Zhang", SECRET)
        cls.invoice = paid.invoice_ids
        cls.payment = cls.invoice.matched_payment_ids
        cls.loose_order = cls.enter_order()
        cls.loose_order.order_line.name = "Loose"
        cls.held_order = cls.enter_order(quantity=9000)
        cls.held_order._submit()

    @classmethod
    def ship(cls, order):
        for code in ("internal", "outgoing"):
            order.picking_ids.filtered(
                lambda p, c=code: p.picking_type_id.code == c and p.state != "done"
            ).button_validate()

    @classmethod
    def pay(cls, invoice):
        cls.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=invoice.ids
        ).create({})._create_payments()

    @classmethod
    def build_papers(cls):
        """``subject``: model -> records, the main one first; ``loose``: model -> one
        record that nothing but the law keeps from being changed or deleted."""
        Move, orders = cls.env["account.move"], cls.orders
        cls.loose_invoice = Move.create(
            {
                "move_type": "out_invoice",
                "partner_id": cls.lake_shop.partner_id.id,
                "invoice_user_id": cls.seller.id,
                "journal_id": cls.invoice.journal_id.id,
                "invoice_line_ids": [
                    Command.create({"product_id": cls.tea.id, "price_unit": 4.0})
                ],
            }
        )
        cls.loose_payment = cls.payment.copy({"memo": "Loose"})
        all_orders = cls.env["sale.order"].union(*orders.values())
        invoices = all_orders.invoice_ids
        outgoing = orders["paid"].picking_ids.filtered(
            lambda p: p.picking_type_id.code == "outgoing"
        )
        pickings = outgoing | all_orders.picking_ids
        loose_picking = orders["confirmed"].picking_ids[:1]
        cls.picking, cls.loose_picking = outgoing, loose_picking
        quants = cls.env["stock.quant"].search(
            [("location_id", "=", cls.warehouse.lot_stock_id.id)]
        )
        cls.loose_contact = cls.env["res.partner"].create(
            {"name": "Loose", "company_id": cls.lake_company.id}
        )
        cls.loose_warehouse = cls.warehouse
        cls.subject = {
            "channel.tier": cls.env.ref("fmcg_channel.tier_retail"),
            "channel.territory": cls.district,
            "channel.grade": cls.grade,
            "channel.node": cls.lake_shop,
            "channel.node.transfer": cls.strays.transfer_ids,
            "channel.agreement": cls.agreement,
            "channel.application": cls.application,
            "channel.application.guard": cls.application_guard,
            "channel.identity.change": cls.identity_change,
            "channel.receipt": orders["paid"].receipt_ids,
            "sale.order": orders["paid"] | all_orders | cls.held_order,
            "sale.order.line": orders["paid"].order_line | all_orders.order_line,
            "sale.report": cls.env["sale.report"].search(
                [("company_id", "=", cls.lake_company.id)], order="id"
            ),
            "stock.picking": pickings,
            "stock.move": outgoing.move_ids | pickings.move_ids,
            "stock.move.line": outgoing.move_line_ids | pickings.move_line_ids,
            "stock.quant": quants,
            "stock.lot": cls.lot,
            "stock.warehouse": cls.warehouse,
            "stock.location": cls.warehouse.lot_stock_id,
            "stock.picking.type": cls.warehouse.out_type_id,
            "stock.reference": loose_picking.move_ids.reference_ids,
            "account.move": cls.invoice | invoices,
            "account.move.line": cls.invoice.invoice_line_ids | invoices.line_ids,
            "account.payment": cls.payment,
            "account.journal": cls.invoice.journal_id,
            "account.invoice.report": cls.env["account.invoice.report"].search(
                [("move_id", "in", invoices.ids)]
            ),
            "product.pricelist": cls.pricelist,
            "product.pricelist.item": cls.price_rule,
            "product.supplierinfo": cls.supplierinfo,
            **cls.get_catalog_papers(),
            **cls.get_promotion_papers(),
            **cls.get_approval_papers(),
            **cls.get_credit_papers(),
            **cls.get_gate_papers(),
            **cls.get_purchase_papers(),
            "channel.price.sheet": cls.sheet,
            "channel.price.sheet.line": cls.sheet.line_ids,
            "channel.price.version": cls.version,
            "res.partner": cls.lake_shop.partner_id,
            "res.partner.bank": cls.bank,
            "res.users": cls.seller,
            "res.company": cls.lake_company,
            "tier.review": cls.held_order.review_ids,
        }
        cls.loose = {
            "channel.grade": cls.loose_grade,
            "channel.node": cls.loose_node,
            "channel.agreement": cls.loose_agreement,
            "channel.application": cls.loose_application,
            "sale.order": cls.loose_order,
            "sale.order.line": cls.loose_order.order_line,
            "stock.picking": loose_picking,
            "stock.move": loose_picking.move_ids,
            "stock.move.line": loose_picking.move_line_ids,
            "account.move": cls.loose_invoice,
            "account.move.line": cls.loose_invoice.invoice_line_ids,
            "account.payment": cls.loose_payment,
            "res.partner": cls.lake_shop.partner_id,
            "product.template": cls.loose_product.product_tmpl_id,
            "product.product": cls.loose_product,
            **cls.get_promotion_parts(cls.loose_promotion),
            **cls.get_loose_purchases(),
            "channel.credit.group": cls.loose_credit_group,
        }

    @classmethod
    def get_catalog_papers(cls):
        usages = cls.quota.usage_ids
        return {
            "product.template": cls.mint.product_tmpl_id,
            "product.product": cls.mint,
            "product.uom": cls.case_barcode,
            "product.brand": cls.product_brand,
            "channel.product.image": cls.image,
            "channel.listing": cls.listing,
            "channel.quantity.rule": cls.quantity_rule,
            "channel.quota": cls.quota,
            "channel.quota.usage": usages,
            "channel.quota.entry": usages.entry_ids,
            "channel.must.stock": cls.must_stock,
            "channel.must.stock.line": cls.must_stock.line_ids,
            "channel.must.stock.gap": cls.env["channel.must.stock.gap"].search(
                [("agreement_id", "=", cls.agreement.id)]
            ),
        }
