"""A process that reserves goods, told what to do line by line as in ``quota_worker``."""

import os
import sys

from quota_worker import Worker as QuotaWorker

from odoo.fields import Command


class Worker(QuotaWorker):
    def use_core(self, wanted):
        """From now on reserve with core's own code, or with ours."""
        from odoo.addons.fmcg_stock_speed.models import stock_move

        ours = stock_move.StockMove
        if wanted:
            self.kept = ours._action_assign

            def assign(self, force_qty=False):
                return super(ours, self)._action_assign(force_qty=force_qty)

            ours._action_assign = assign
        else:
            ours._action_assign = self.kept

    def prepare(self, transfers, products, pieces):
        """Transfers that all want all pieces of all products.

        :return: ids of products, and of the transfers
        """
        return self.request(lambda env: self._prepare(env, transfers, products, pieces))

    def _prepare(self, env, transfers, products, pieces):
        company = env.ref("base.main_company")
        warehouse = env["stock.warehouse"].search(
            [("company_id", "=", company.id)], limit=1
        )
        kind = warehouse.out_type_id
        kind.reservation_method = "manual"
        goods = env["product.product"].create(
            [{"name": f"Last {n}", "is_storable": True} for n in range(products)]
        )
        for product in goods:
            env["stock.quant"]._update_available_quantity(
                product, warehouse.lot_stock_id, pieces
            )
        pickings = env["stock.picking"].create(
            [self._prepare_picking(env, kind, goods, pieces) for _n in range(transfers)]
        )
        pickings.action_confirm()
        return goods.ids, pickings.ids

    def _prepare_picking(self, env, kind, goods, pieces):
        places = {
            "location_id": kind.default_location_src_id.id,
            "location_dest_id": env.ref("stock.stock_location_customers").id,
        }
        moves = [
            {"product_id": product.id, "product_uom_qty": pieces, **places}
            for product in goods
        ]
        return {
            "picking_type_id": kind.id,
            "move_ids": [Command.create(move) for move in moves],
            **places,
        }

    def reserve(self, picking_id):
        """:return: what each move got"""
        return self.request(lambda env: self._reserve(env, picking_id))

    def _reserve(self, env, picking_id):
        picking = env["stock.picking"].browse(picking_id)
        picking.action_assign()
        env.flush_all()
        return picking.move_ids.sorted("id").mapped("quantity")

    def reserve_and_wait(self, picking_id):
        """Reserve, say what was got before the commit, and commit when told to go on."""

        def reserve(env):
            self.answer(self._reserve(env, picking_id))
            sys.stdin.readline()

        self.request(reserve)
        return "committed"

    def audit(self, product_ids):
        """For each product pairs of quantity and reservation of its quants in stock,
        and what its move lines have reserved."""

        def audit(env):
            quants = env["stock.quant"].search(
                [
                    ("product_id", "in", product_ids),
                    ("location_id.usage", "=", "internal"),
                ]
            )
            lines = env["stock.move.line"].search([("product_id", "in", product_ids)])
            return [
                (
                    sorted(
                        (quant.quantity, quant.reserved_quantity)
                        for quant in quants
                        if quant.product_id.id == id_
                    ),
                    sum(
                        line.quantity_product_uom
                        for line in lines
                        if line.product_id.id == id_
                    ),
                )
                for id_ in product_ids
            ]

        return self.request(audit)


if __name__ == "__main__":
    Worker(os.environ["FMCG_ODOO_CONF"], os.environ["FMCG_TEST_DB"]).serve()
