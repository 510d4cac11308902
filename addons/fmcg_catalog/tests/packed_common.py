from odoo.fields import Command

from odoo.addons.fmcg_order.tests.common import OrderCase


class PackedCase(OrderCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.env["ir.module.module"]._load_module_terms(["fmcg_catalog"], ["zh_CN"])
        cls.bottle = cls.env.ref("fmcg_catalog.uom_bottle")
        key = (cls.bottle, 24, "case", None)
        cls.case = cls.env["uom.uom"]._find_or_create_packagings([key])[key]
        (cls.tea + cls.water).product_tmpl_id.write(
            {"uom_id": cls.bottle.id, "uom_ids": cls.case.ids}
        )

    def chinese(self, record):
        return record.with_context(lang="zh_CN")

    def order_of(self, *quantities, confirm=True):
        """Lines of tea with (unit, quantity), entered and perhaps submitted."""
        lines = [
            Command.create(
                {
                    "product_id": self.tea.id,
                    "product_uom_id": unit.id,
                    "product_uom_qty": quantity,
                    "price_unit": 10,
                }
            )
            for unit, quantity in quantities
        ]
        order = self.model_as("sale.order", self.seller).create(
            {"partner_id": self.lake_shop.partner_id.id, "order_line": lines}
        )
        if confirm:
            order.action_submit()
        return order

    def ship_all(self, order):
        for code in ("internal", "outgoing"):
            self.pickings_of(order, code).button_validate()
        return order.sudo().picking_ids.filtered(
            lambda picking: picking.picking_type_id.code == "outgoing"
        )
