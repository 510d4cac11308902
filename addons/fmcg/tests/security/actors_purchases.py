"""What the subject buys from its upstream."""

from datetime import timedelta

from odoo.fields import Command

from .constants import SECRET


class PurchasesWorld:
    """Part of ``SecurityCase``: a purchase that the upstream has confirmed, one that has not
    been handed in, and a note to follow an order of a customer that is an enterprise."""

    @classmethod
    def role(cls, name):
        if name == "purchaser":
            return cls.env.ref("fmcg_purchase.role_purchaser")
        return super().role(name)

    @classmethod
    def build_purchases(cls):
        cls.purchase = cls.ask_upstream()
        cls.purchase.button_confirm()
        cls.loose_purchase = cls.ask_upstream(partner_ref="Loose")
        sale = cls.create_order(cls.lake_company, cls.pond.partner_id, cls.tea)
        cls.purchase_note = cls.env["channel.purchase.note"].create(
            {"order_id": sale.id, "topic": SECRET}
        )

        cls.sourcing_rule = cls.env["channel.sourcing.rule"].create(
            {"company_id": cls.lake_company.id, "mode": "never"}
        )
        cls.sourcing_share = cls.env["channel.sourcing.share"].create(
            {
                "purchase_line_id": cls.purchase.order_line[:1].id,
                "sale_line_id": cls.orders["confirmed"].order_line[:1].id,
                "quantity": 7,
            }
        )
        cls.sourcing_note = cls.env["channel.sourcing.note"].create(
            {"company_id": cls.lake_company.id, "product_id": cls.tea.id}
        )
        cls.stock_turn = cls.find_stock_turn()
        cls.replenishment_rule = cls.env["channel.replenishment.rule"].create(
            {"company_id": cls.lake_company.id, "kind": "never"}
        )
        cls.replenishment = cls.env["channel.replenishment"].create(
            {"company_id": cls.lake_company.id, "product_id": cls.tea.id, "rate": 7}
        )
        cls.orders["confirmed"].order_line.first_promised_date = (
            cls.env.cr.now().date() - timedelta(days=30)
        )

    @classmethod
    def find_stock_turn(cls):
        """The subject's row to take turns on: there where it has the goods."""
        Turn = cls.env["channel.stock.turn"]
        warehouse = cls.env["stock.warehouse"].search(
            [("company_id", "=", cls.lake_company.id)], limit=1
        )
        Turn._ensure({(warehouse.id, cls.tea.id)})
        return Turn.search(
            [("warehouse_id", "=", warehouse.id), ("product_id", "=", cls.tea.id)]
        )

    @classmethod
    def ask_upstream(cls, **values):
        Purchase = cls.env["purchase.order"].with_company(cls.lake_company)
        return Purchase.create(
            {
                "company_id": cls.lake_company.id,
                "partner_id": cls.north.partner_id.id,
                "partner_ref": SECRET,
                "order_line": [
                    Command.create({"product_id": cls.tea.id, "product_qty": 3})
                ],
                **values,
            }
        )

    @classmethod
    def get_purchase_papers(cls):
        purchases = cls.purchase | cls.loose_purchase
        return {
            "purchase.order": purchases,
            "purchase.order.line": purchases.order_line,
            "channel.purchase.note": cls.purchase_note,
            "channel.otif": cls.env["channel.otif"].search(
                [("id", "in", cls.orders["confirmed"].order_line.ids)]
            ),
            "channel.replenishment": cls.replenishment,
            "channel.replenishment.rule": cls.replenishment_rule,
            "channel.sourcing.rule": cls.sourcing_rule,
            "channel.sourcing.share": cls.sourcing_share,
            "channel.sourcing.note": cls.sourcing_note,
            "channel.stock.turn": cls.stock_turn,
        }

    @classmethod
    def get_loose_purchases(cls):
        return {
            "purchase.order": cls.loose_purchase,
            "purchase.order.line": cls.loose_purchase.order_line,
        }
