"""A network of enterprises that is played at random: what people do, and workers that are
killed, that do things twice, and in any order."""

import random

from odoo.exceptions import UserError

from .common import SourcingCase


class Killed(Exception):
    """The process of a worker has ended before its transaction did."""


class NetworkCase(SourcingCase):
    """Brand, province (north), cities (lake, hill), and a dealer (pond) below the lake; each
    sells to a shop. Rules, releases, minimums and stocks are chance."""

    shared_world = True
    open_enterprises = ("north", "lake", "hill")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pond = cls.create_node("Pond Dealers", "sub", cls.lake)
        cls.open_enterprise(cls.pond)
        cls.create_agreement(cls.lake_company, cls.pond)
        cls.pond_shop = cls.create_node("Pond Corner Shop", "retail", cls.pond)
        cls.create_agreement(cls.pond.company_id, cls.pond_shop)
        cls.shops = cls.lake_shop + cls.hill_shop + cls.pond_shop
        cls.buyers = cls.lake_company + cls.north_company
        cls.buyers += cls.hill.company_id + cls.pond.company_id
        cls.sellers = cls.buyers + cls.company
        cls.goods = cls.soda + cls.cola
        for company in cls.buyers - cls.chain:
            cls.env["channel.sourcing.rule"].create({"company_id": company.id})
        cls.rules = cls.env["channel.sourcing.rule"].search(
            [("company_id", "in", cls.buyers.ids)]
        )
        cls.supplies = cls.env["channel.agreement"].search(
            [("node_id", "in", cls.buyers.channel_node_id.ids)]
        )
        cls.stock_lots(cls.company, zip(cls.lots, (60, 500), strict=True))

    def begin(self, seed):
        self.chance = chance = random.Random(seed)
        self.orders = self.env["sale.order"]
        for rule in self.rules:
            rule.mode = chance.choice(("missing", "missing", "full_cases", "back_to_back"))
            rule.target = chance.choice((0, 6))
            rule.returns_go_up = chance.random() < 0.7
        for company in self.buyers:
            company.sourcing_release = chance.choice(("at_once", "at_once", "by_hand"))
        for supply in self.supplies:
            supply.takes_back = chance.random() < 0.7
            supply.min_order_amount = chance.choice((0, 0, 60))
        for company in self.buyers:
            self.stock(company, chance.randint(1, 9))
        for company in self.buyers:
            company._source(self.goods)  # rules with a target
        self.settle()

    # --- workers ---

    def settle(self):
        """Notes are worked off in any order, some twice; some workers are killed."""
        for _round in range(60):
            work = self.find_work()
            if not work:
                return
            self.chance.shuffle(work)
            for note, record in work:
                self.work_off(self.env[note], record)
        self.fail("the network does not come to rest")

    def find_work(self):
        sellers = self.sellers.ids
        keys = {
            "channel.sourcing.note": ("company_id", "company_id"),
            "channel.purchase.note": ("order_id", "order_id.company_id"),
            "channel.gate.note": ("order_id", "order_id.company_id"),
        }
        return [
            (model, record)
            for model, (about, company) in keys.items()
            for record in self.env[model].search([(company, "in", sellers)])[about]
        ]

    def work_off(self, note, record):
        fate = self.chance.random()
        try:
            with self.env.cr.savepoint():
                note._ask(record)
                if fate < 0.15:
                    raise Killed
        except Killed:
            return
        if fate > 0.85:
            note._ask(record)

    # --- what people do ---

    def act(self):
        """One thing that somebody does, and all that follows."""
        action = self.chance.choice(
            (self.enter, self.enter, self.ship, self.ship, self.ship, self.receive)
            + (self.receive, self.receive, self.cancel, self.reduce, self.fall_short)
            + (self.drop, self.hand_in, self.let_through, self.give_back, self.ask_back)
            + (self.send, self.send, self.take_in, self.take_in)
        )
        action()
        self.settle()
        return action.__name__

    def pick(self, records):
        return self.chance.choice(records) if records else records

    def enter(self):
        shop = self.pick(self.shops)
        company = shop.parent_id.company_id
        products = self.chance.sample(list(self.goods), self.chance.randint(1, 2))
        order = self.env["sale.order"].with_company(company).create(
            {
                "company_id": company.id,
                "partner_id": shop.partner_id.id,
                "order_line": [
                    (0, 0, {"product_id": product.id, "product_uom_qty": quantity})
                    for product in products
                    for quantity in [self.chance.choice((1, 3, 8, 20))]
                ],
            }
        )
        order.action_submit()
        self.orders |= order.with_env(self.env)

    def find_transfers(self, code, *domain):
        return self.env["stock.picking"].search(
            [
                ("company_id", "in", self.sellers.ids),
                ("picking_type_id.code", "=", code),
                ("state", "not in", ("done", "cancel", "draft")),
                ("move_ids.product_id", "in", self.goods.ids),
                *domain,
            ]
        ).filtered(lambda picking: any(picking.move_ids.mapped("quantity")))

    def validate_some(self, picking):
        """All that is there, or a part; the rest later."""
        if self.chance.random() < 0.5:
            for move in picking.move_ids.filtered(lambda move: move.quantity > 1):
                move.quantity = self.chance.randint(1, int(move.quantity))
        picking = picking.with_company(picking.company_id)
        picking.with_context(skip_backorder=True).button_validate()

    def ship(self):
        for code in ("internal", "outgoing"):
            picking = self.pick(self.find_transfers(code, ("sale_id", "!=", False)))
            if picking:
                self.validate_some(picking)

    def receive(self):
        receipts = self.find_transfers(
            "incoming", ("upstream_picking_id", "!=", False), ("sale_id", "=", False)
        )
        if receipts:
            self.validate_some(self.pick(receipts))

    def tried(self, function):
        """What core does not let people do is not done."""
        try:
            with self.env.cr.savepoint():
                function()
        except UserError:
            return

    def find_orders_above(self, state="sale"):
        """Orders of enterprises at their suppliers."""
        purchases = self.env["purchase.order"].search(
            [("company_id", "in", self.buyers.ids)]
        )
        orders = purchases.sudo().upstream_order_id
        return orders.filtered(lambda order: order.state == state)

    def cancel(self):
        order = self.pick(self.orders.filtered(lambda one: one.state == "sale"))
        if order and not any(order.order_line.mapped("qty_delivered")):
            self.tried(order._action_cancel)

    def reduce(self):
        line = self.pick(self.orders.order_line.filtered(lambda one: one.state == "sale"))
        if line:
            self.change(line)

    def fall_short(self):
        """A supplier will not deliver all of an order."""
        lines = self.find_orders_above().order_line
        line = self.pick(lines.filtered(lambda one: one.product_id in self.goods))
        if line:
            self.change(line)

    def change(self, line):
        moves = line.move_ids.filtered(
            lambda move: move.state == "done" and move.picking_code in ("internal", "outgoing")
        )
        least = max(moves.mapped("quantity"), default=0) if moves else 0
        least = max(least, sum(moves.mapped("quantity")))
        if line.product_uom_qty > least:
            wanted = self.chance.randint(int(least), int(line.product_uom_qty))
            self.tried(lambda: line.write({"product_uom_qty": wanted}))

    def drop(self):
        """A supplier cancels an order, of which something may have left."""
        order = self.pick(self.find_orders_above())
        if order and self.chance.random() < 0.5:
            self.tried(order._action_cancel)

    def hand_in(self):
        drafts = self.env["purchase.order"].search(
            [
                ("company_id", "in", self.buyers.ids),
                ("is_sourced", "=", True),
                ("state", "=", "draft"),
            ]
        )
        if drafts:
            draft = self.pick(drafts)
            draft.with_company(draft.company_id)._hand_in_or_tell()

    def let_through(self):
        """A supplier takes smaller orders."""
        supply = self.pick(self.supplies.filtered("min_order_amount"))
        if supply:
            supply.min_order_amount = 0

    def return_some(self, shipped):
        """Somebody opens a return of a part of what was shipped."""
        moves = shipped.move_ids.filtered(
            lambda move: move.state == "done" and move._get_returnable() >= 1
        )
        if moves:
            move = self.pick(moves)
            picking = move.picking_id.with_company(move.company_id)
            return picking._return_goods([(move.id, 1, True, 0)])

    def give_back(self):
        """A shop sends goods back."""
        shipped = self.orders.picking_ids.filtered(
            lambda picking: picking.picking_type_id.code == "outgoing"
        )
        back = self.return_some(shipped)
        if back:
            back.button_validate()

    def ask_back(self):
        """A supplier opens the return of a shipment."""
        orders = self.find_orders_above()
        shipped = orders.picking_ids.filtered(
            lambda picking: picking.picking_type_id.code == "outgoing"
        )
        asked = self.return_some(shipped)
        if asked:
            asked._ask_purchases("returns")

    def send(self):
        """A buyer's warehouse sends back what stands ready, or keeps it."""
        ready = self.find_transfers("outgoing", ("sale_id", "=", False))
        if ready:
            picking = self.pick(ready)
            if self.chance.random() < 0.2:
                picking.action_cancel()
            else:
                self.validate_some(picking)

    def take_in(self):
        """A supplier's warehouse takes in what was sent back."""
        standing = self.find_transfers(
            "incoming", ("upstream_picking_id", "!=", False), ("sale_id", "!=", False)
        )
        if standing:
            self.validate_some(self.pick(standing))

    # --- until nothing is left to do ---

    def finish(self):
        for supply in self.supplies:
            supply.min_order_amount = 0
        self.settle()
        for _round in range(40):
            if not self.work_on():
                return
        self.fail("the warehouses do not come to an end")

    def work_on(self):
        """:return: whether there was something to do"""
        drafts = self.env["purchase.order"].search(
            [("company_id", "in", self.buyers.ids), ("state", "=", "draft")]
        )
        for draft in drafts.filtered("is_sourced"):
            draft.with_company(draft.company_id)._hand_in_or_tell()
        transfers = (
            self.find_transfers("internal")
            + self.find_transfers("outgoing")
            + self.find_transfers("incoming")
        )
        for picking in transfers.exists():
            if picking.state == "assigned" or any(picking.move_ids.mapped("quantity")):
                picking.with_company(picking.company_id).with_context(
                    skip_backorder=True
                ).button_validate()
        self.settle()
        return bool(drafts or transfers)
