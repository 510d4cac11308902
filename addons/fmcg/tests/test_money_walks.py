"""Random walks through reductions, short deliveries, returns and documents."""

import logging
import os
import random
import traceback

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.fmcg_promotion.tests.ledger_common import LedgerCase
from odoo.addons.fmcg_promotion.tests.return_common import PromotionReturnCase

_logger = logging.getLogger(__name__)
WALKS = int(os.environ.get("FMCG_WALKS", "8"))
SEED = int(os.environ.get("FMCG_SEED", "1"))
CUR = os.environ.get("FMCG_CUR", "")
RULE = os.environ.get("FMCG_RULE", "")
SCALES = {"": 1.0, "JPY": 20.0, "KWD": 0.05}


@tagged("post_install", "-at_install")
class TestMoneyWalks(LedgerCase, PromotionReturnCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scale = SCALES[CUR]
        if CUR:
            cur = cls.env["res.currency"].with_context(active_test=False).search([("name", "=", CUR)])
            cur.active = True
            cur.rate_ids.unlink()
            cls.env["res.currency.rate"].create({"currency_id": cur.id, "company_id": cls.lake_company.id, "name": "2020-01-01", "rate": cls.scale})
            cls.base_list.currency_id = cur
            cls.agreement.sudo().pricelist_id.currency_id = cur
            cls.cur = cur
        else:
            cls.cur = cls.lake_company.currency_id
        cls.goods = [
            cls.create_goods(f"G{n}", round(p * cls.scale, cls.cur.decimal_places + 1), uom_ids=[cls.case.id])
            for n, p in enumerate((100.0, 5.01, 7.77, 0.33, 33.333))
        ]
        cls.gift = cls.create_goods("GiftA", 3.0)
        cls.gift2 = cls.create_goods("GiftB", 4.0)

    def offers(self, rng):
        g = self.goods
        unit = {"measure": "quantity", "uom_id": self.piece.id}
        s = self.scale
        rnd = lambda: rng.choice(["proportional", "reconsider"]) if not RULE else RULE
        pool = [
            lambda: self.mk("line_percent", [{"threshold": 5, "percent": 7.77}], product_ids=g[0].ids, return_rule=rnd(), **unit),
            lambda: self.mk("line_amount", [{"amount": round(s, 2)}], product_ids=g[1].ids, return_rule=rnd(), **unit),
            lambda: self.mk("line_amount", [{"amount": 10 * s}], amount_per="product", product_ids=g[2].ids, return_rule=rnd()),
            lambda: self.mk("line_price", [{"threshold": 6, "price": 3 * s}], product_ids=g[2].ids, return_rule=rnd(), **unit),
            lambda: self.mk("nth", [{"threshold": 2, "percent": 50}], product_ids=(g[1] + g[2]).ids, return_rule=rnd(), **unit),
            lambda: self.mk("gift", [{"threshold": 12, "gifts": [(self.gift, 5)]}], product_ids=(g[0] + g[1]).ids, level="set", repeat=rng.random() < .5, return_rule=rnd(), **unit),
            lambda: self.mk("gift", [{"threshold": 300 * s, "gifts": [(self.gift2, 1)]}], level="order", repeat=True, return_rule=rnd()),
            lambda: self.mk("bundle", bundle_price=40 * s, component_ids=[Command.create({"product_ids": p.ids, "quantity": q}) for p, q in ((g[4], 1), (g[2], 2))], return_rule=rnd()),
            lambda: self.mk("order", [{"threshold": 1200 * s, "amount": 120 * s}, {"threshold": 500 * s, "amount": 30 * s}], level="order", return_rule=rnd()),
            lambda: self.mk("order", [{"threshold": 500 * s, "amount": 33 * s}], level="order", repeat=True, most_times=3, benefit_basis="original", return_rule=rnd()),
            lambda: self.mk("order", [{"threshold": 50 * s, "percent": 3.3}], product_ids=(g[1] + g[2] + g[3]).ids, level="set", return_rule=rnd()),
            lambda: self.mk("order", [{"percent": 100}], product_ids=(g[3]).ids, level="set", return_rule=rnd()),
        ]
        return [make() for make in rng.sample(pool, rng.randint(1, 4))]

    def mk(self, kind, steps=(), **values):
        return self.create_promotion(kind, steps, currency_id=self.cur.id, **values)

    def taxes(self, rng):
        mode = rng.choice(["none", "out", "in", "mixed"])
        out = {"none": [None], "out": [13], "mixed": [13, 6, None], "in": ["i13"]}[mode]
        for p in self.goods:
            t = rng.choice(out)
            if t is None:
                p.taxes_id = [Command.clear()]
            else:
                tax = self.create_tax(13 if t == "i13" else t, t == "i13")
                p.taxes_id = [Command.set(tax.ids)]
        (self.gift + self.gift2).taxes_id = [Command.clear()]
        return mode

    def state_of(self, order):
        return (
            round(order.amount_total, 4),
            tuple(sorted((line.product_id.name, line.promotion_role or "", line.promotion_id.id if line.promotion_role else 0, line.product_uom_qty, round(line.price_subtotal, 4)) for line in order.order_line if line.product_uom_qty)),
            self.ledger(order),
        )

    def ledger(self, order):
        res = {}
        for e in self.entries(order):
            r = res.setdefault(e.promotion_id.id, [0, 0, 0, 0])
            for i, n in enumerate(("amount", "gift_quantity", "gift_value", "uses")):
                r[i] = round(r[i] + e[n], 4)
        return {k: tuple(v) for k, v in res.items() if any(v)}

    def check(self, order, where):
        self.env.flush_all()
        eps = 1e-6
        for doc in order.invoice_ids:
            if doc.amount_total < -eps:
                self.fail(f"{where}: doc {doc.move_type} {doc.amount_total}")
        if order.amount_total < -eps:
            self.fail(f"{where}: order {order.amount_total}")
        for line in order.order_line:
            if not line.promotion_role and line.product_uom_qty >= 0 and line.price_subtotal < -eps:
                self.fail(f"{where}: line {line.price_subtotal}")
            if line.promotion_role == "gift" and line.product_uom_qty < 0:
                self.fail(f"{where}: gift {line.product_uom_qty}")
        for promo, row in self.ledger(order).items():
            if min(row) < -eps:
                self.fail(f"{where}: ledger {promo} {row}")

    def books(self, order):
        return round(sum(m.amount_total * (1 if m.move_type == "out_invoice" else -1) for m in order.invoice_ids if m.state == "posted"), 4)

    def exposure(self):
        self.env.flush_all()
        self.env["sale.order"]._count_noted_commitments()
        e = self.agreement.credit_account_id._get_exposure()
        return round(e.committed + getattr(e, "receivable", 0.0), 3)

    def fresh(self, spec, **kw):
        return self.confirm_sale([(p, q, *([u] if u else [])) for p, q, u in spec], **kw)

    def walk(self, seed):
        rng = random.Random(seed)
        self.stop_all()
        tax = self.taxes(rng)
        self.lake_company.tax_calculation_rounding_method = rng.choice(["round_per_line", "round_globally"])
        policy = rng.choice(["delivery", "order"])
        for p in self.goods:
            p.invoice_policy = policy
        (self.gift + self.gift2).invoice_policy = policy
        self.offers(rng)
        prods = rng.sample(self.goods, rng.randint(1, 4))
        spec = [(p, rng.randint(1, 26) if not (unit := rng.choice([None, None, self.case])) else rng.randint(1, 3), unit) for p in prods]
        log = [f"seed {seed} tax {tax} {self.lake_company.tax_calculation_rounding_method} {policy}", str([(p.name, q, u and 'case') for p, q, u in spec]), str([(pr.kind, pr.return_rule, pr.id) for pr in self.env['channel.promotion'].search([('state', '=', 'released')])])]
        self._log = log
        base = self.exposure()
        order = self.fresh(spec)
        first = self.state_of(order)
        log.append(f"confirmed {first}")
        self.check(order, "confirmed")
        lines = {p: self.line_of(order, p) for p, q, u in spec}
        # sequence of reductions
        for _ in range(rng.randint(1, 4)):
            p = rng.choice(prods)
            q = next(q for pp, q, u in spec if pp == p)
            lines[p].product_uom_qty = rng.choice([0, q, rng.randint(0, q), rng.randint(0, q)])
            log.append(f"{p.name} -> {lines[p].product_uom_qty}: {order.amount_total}")
            self.check(order, "reduced")
        now = {p: lines[p].product_uom_qty for p in prods}
        reduced = self.state_of(order)
        exp = (self.exposure() - base) * self.scale
        if abs(exp - order.amount_total) > 0.05 * max(self.scale, 1):
            was = order.credit_target
            order.env.add_to_compute(order._fields["credit_target"], order)
            self.fail(f"exposure {exp} of {order.amount_total}: target {was}, anew {order.credit_target}; {order._get_discounts_to_come({l: l._get_commitment_facts() for l in order.order_line if not l.promotion_role})} {[(l.price_total) for l in order.order_line._get_promotion_discounts()]} {[(l.qty_invoiced_posted, l.price_total, l._get_commitment_facts()) for l in order.order_line]}")
        # twin: directly
        twin = self.fresh(spec)
        for p in prods:
            self.line_of(twin, p).product_uom_qty = now[p]
        if self.state_of(twin) != reduced:
            self.fail(f"way: {self.state_of(twin)} != {reduced}")
        # twin raised again
        for p, q, u in spec:
            self.line_of(twin, p).product_uom_qty = q
        if self.state_of(twin) != first:
            self.fail(f"raised: {self.state_of(twin)} != {first}")
        # twin reduced by a short delivery
        short = self.fresh(spec)
        for p in prods:
            pass
        ratio = {p: (p.uom_id.id, now[p] * (self.case.factor / 1.0 if next(u for pp, q, u in spec if pp == p) else 1)) for p in prods}
        want = {p: ratio[p][1] for p in prods}
        due = {ln.product_id: ln.product_uom_qty for ln in order.order_line if ln.promotion_role == "gift"}
        if any(want.values()):
            self.deliver(short, {**want})
            self.check(short, "short")
            if self.ledger(short) != self.ledger(order):
                self.fail(f"short ledger: {self.ledger(short)} != {self.ledger(order)}")
            if policy == "delivery":
                try:
                    self.invoice(short)
                except UserError as e:
                    log.append(f"short invoice: {e}")
                self.check(short, "short invoiced")
                if abs(self.books(short) - order.amount_total) > 0.03 * max(self.scale, 1):
                    self.fail(f"short books {self.books(short)} != {order.amount_total}")
        short_exp = 0
        # order: deliver in parts, invoice in between, return
        twin._action_cancel()
        mid = self.exposure()
        for step in range(rng.randint(0, 2)):
            part = {p: rng.randint(0, int(want[p])) for p in prods}
            part |= {self.gift: 0, self.gift2: 0} if rng.random() < .3 else {}
            if self.open_pickings(order) and any(part[p] for p in prods):
                try:
                    self.deliver_part(order, part)
                except UserError as e:
                    log.append(f"part {e}")
                log.append(f"delivered part {[(p.name, n) for p, n in part.items()]} -> {[(l.product_id.name, l.qty_delivered) for l in order.order_line]}")
                if rng.random() < .7:
                    self.bill(order, log)
                self.check(order, "part")
                if rng.random() < .6:
                    p = rng.choice(prods)
                    ln = lines[p]
                    q = rng.randint(int(-(-ln.qty_delivered // 1)), max(int(now[p]), int(-(-ln.qty_delivered // 1))))
                    ln.product_uom_qty = now[p] = q
                    want[p] = q * (ln.product_uom_id.factor or 1)
                    log.append(f"between {p.name} -> {q}: {order.amount_total}")
                    other = self.fresh(spec)
                    for pp in prods:
                        self.line_of(other, pp).product_uom_qty = now[pp]
                    reduced = self.state_of(other)
                    if self.ledger(order) != reduced[2] or abs(other.amount_total - order.amount_total) > 0.005:
                        self.fail(f"between {self.state_of(order)} != {reduced}")
                    other._action_cancel()
                    if policy == "delivery":
                        self.env.flush_all()
                        exp = sum(m.amount_residual for m in order.invoice_ids.filtered(lambda m: m.state == "posted")) + order.credit_target
                        if CUR == "" and abs(exp - order.amount_total) > 0.05:
                            self.fail(f"between exposure {exp} of {order.amount_total}")
        if any(want.values()):
            self.deliver(order)
        self.bill(order, log)
        self.check(order, "all")
        log.append(f"ledger {self.ledger(order)}")
        if self.ledger(order) != reduced[2]:
            self.fail(f"ledger after delivery {self.ledger(order)} != {reduced[2]}")
        if abs(self.books(order) - order.amount_total) > 0.03 * max(self.scale, 1):
            self.fail(f"books {self.books(order)} != {order.amount_total}; {order.invoice_ids.mapped('amount_total')}")
        if order.invoice_status not in ("invoiced", "no"):
            self.fail(f"status {order.invoice_status} {[(l.product_id.name, l.qty_to_invoice, l.invoice_status) for l in order.order_line]}")
        # return: gifts that are due come back too
        back = {}
        goods = [ln for p, ln in lines.items() if ln.qty_delivered > 0]
        if policy == "order" or not goods or not any(want.values()):
            return
        for _n in range(rng.randint(1, 3)):
            rows = []
            for ln in goods:
                n = rng.choice([0, ln.qty_delivered, rng.randint(0, int(ln.qty_delivered))])
                if n:
                    rows.append((ln, n))
            if not rows:
                continue
            pick = self.take_back_any(order, rows)
            log.append(f"back {[(l.product_id.name, n) for l, n in rows]}")
            if rng.random() < .8:
                self.bill(order, log)
            self.check(order, "returned")
        self.bill(order, log)
        self.check(order, "final")
        kept = {p: lines[p].qty_delivered for p in prods}
        rtwin = self.fresh(spec)
        for p in prods:
            self.line_of(rtwin, p).product_uom_qty = kept[p]
        log.append(f"kept {[(p.name, n) for p, n in kept.items()]}")
        lo, lt = self.ledger(order), self.ledger(rtwin)
        if lo != lt:
            self.fail(f"returned ledger {lo} != {lt}")
        # gifts that stay beyond
        charged = sum(order.order_line.promotion_charge_ids.filtered(lambda l: l.parent_state == 'posted').mapped(lambda l: l.price_total * (1 if l.move_id.move_type == 'out_invoice' else -1)))
        diff = self.books(order) - charged - rtwin.amount_total
        if abs(diff) > 0.03 * max(self.scale, 1):
            self.fail(f"returned books {self.books(order)} - charged {charged} != {rtwin.amount_total}")
        if order.invoice_status not in ("invoiced", "no"):
            self.fail(f"status {order.invoice_status} {[(l.product_id.name, l.qty_to_invoice, l.invoice_status) for l in order.order_line]}")

    def take_back_any(self, order, rows):
        """Spread over the deliveries."""
        wanted = {ln: n for ln, n in rows}
        out = order.picking_ids.filtered(lambda p: p.picking_type_id.code == "outgoing" and p.state == "done")
        picks = []
        for picking in out:
            w = self.env["stock.return.picking"].with_context(active_id=picking.id, active_model="stock.picking").create({"picking_id": picking.id})
            any_ = False
            for row in w.product_return_moves:
                ln = row.move_id.sale_line_id
                if wanted.get(ln):
                    n = ln.product_uom_id._compute_quantity(wanted[ln], row.uom_id)
                    got = row.move_id.quantity - sum(row.move_id.returned_move_ids.filtered(lambda m: m.state == "done").mapped("quantity"))
                    n = min(n, got)
                    if n <= 0:
                        continue
                    row.quantity = n
                    any_ = True
                    wanted[ln] -= row.uom_id._compute_quantity(n, ln.product_uom_id)
            if any_:
                w._prefill_gifts()
                p = w._create_return()
                p.move_ids.picked = True
                p.button_validate()
                picks.append(p)
        return picks

    def bill(self, order, log):
        try:
            moves = self.invoice(order)
            log.append(f"doc {[(m.move_type, m.amount_total) for m in moves]}")
        except UserError as e:
            log.append(f"no doc: {str(e)[:60]}")

    def test_walks(self):
        bad = 0
        for seed in ([int(x) for x in os.environ["FMCG_SEEDS"].split(",")] if os.environ.get("FMCG_SEEDS") else range(SEED, SEED + WALKS)):
            self._log = []
            with self.env.cr.savepoint(flush=False) as sp:
                try:
                    self.walk(seed)
                except Exception as e:
                    bad += 1
                    print("\n=== FAIL", "\n".join(self._log), "\n->", type(e).__name__, e, flush=True)
                    if not isinstance(e, AssertionError):
                        traceback.print_exc()
                self.env.cr.precommit.clear()
                self.env.clear()
                sp.rollback()
            self.env.invalidate_all()
            self.env.registry.clear_cache()
        print("WALKS", WALKS, "BAD", bad, flush=True)
