"""A process that reserves goods, told what to do line by line as in ``quota_worker``."""

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

    def prepare_to_confirm(self, transfers, products, pieces):
        """As :meth:`prepare`; goods are reserved when a transfer is confirmed."""

        def prepare(env):
            found, pickings = self._prepare(env, transfers, products, pieces)
            kind = env["stock.picking"].browse(pickings[0]).picking_type_id
            kind.reservation_method = "at_confirm"
            goods = env["product.product"].browse(found)
            drafts = env["stock.picking"].create(
                [
                    self._prepare_picking(env, kind, goods, pieces)
                    for _number in range(transfers)
                ]
            )
            return found, drafts.ids

        return self.request(prepare)

    def stock_up(self, product_ids, pieces):
        def add(env):
            quants = env["stock.quant"].search(
                [
                    ("product_id", "in", product_ids),
                    ("location_id.usage", "=", "internal"),
                ]
            )
            for quant in quants:
                quant._update_available_quantity(
                    quant.product_id, quant.location_id, pieces
                )

        self.request(add)

    def _confirm(self, env, picking_id):
        self.attempts += 1
        picking = env["stock.picking"].browse(picking_id)
        picking.action_confirm()
        env.flush_all()
        return picking.move_ids.sorted("id").mapped("quantity")

    def confirm(self, picking_id):
        """:return: what each move got, and how often Odoo tried"""
        self.attempts = 0
        return self.request(lambda env: self._confirm(env, picking_id)), self.attempts

    def confirm_and_wait(self, picking_id):
        """Confirm, say what was got before the commit, and commit when told to go on."""

        def confirm(env):
            self.answer(self._confirm(env, picking_id))
            sys.stdin.readline()

        self.attempts = 0
        self.request(confirm)
        return "committed"

    def look_and_confirm(self, picking_id):
        """Begin a transaction, say so, and confirm when told to go on."""

        def confirm(env):
            env["stock.picking"].browse(picking_id).mapped("state")
            if not self.attempts:
                self.answer("looked")
                sys.stdin.readline()
            return self._confirm(env, picking_id)

        self.attempts = 0
        return self.request(confirm), self.attempts

    def reserve_postponed(self):
        """What the scheduled action does."""
        self.request(lambda env: env["stock.move"]._cron_reserve_postponed())
        return "done"

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
