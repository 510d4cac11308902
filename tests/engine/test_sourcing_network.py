"""The functions of sourcing played together: networks of up to five tiers.

Each seller knows what was told to it, and derives everything else. What one tier does
reaches the other as a message, which may arrive late, twice and in another order. Goods
are besides counted by hand, so that what is derived is compared with something.
"""

import random
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from fmcg_sourcing.engine import allocation as a
from fmcg_sourcing.engine import plan_facts as f
from fmcg_sourcing.engine import planner
from fmcg_sourcing.engine import upstream as u
from fmcg_sourcing.engine.allocation import Event, Need, derive
from fmcg_sourcing.engine.packs import Pack
from hypothesis import given, settings
from hypothesis import strategies as st

PRODUCTS = (1, 2, 3)
DAY = date(2026, 12, 1)
STEPS = 30
MAKER = "maker"  # of what the brand sells
OUTLET = "outlet"


@dataclass
class Line:
    """An order's line: the seller's need, and the buyer's line that is coming."""

    need: Need
    seller: int
    buyer: object
    wanted: u.Wanted = None
    short: Decimal = Decimal(0)  # as last told to the buyer …
    version: int = -1  # … and how often it had been told


@dataclass
class Seller:
    """What one enterprise knows."""

    id: int
    upstreams: list
    rules: dict
    packs: dict
    needs: dict = field(default_factory=dict)
    events: list = field(default_factory=list)
    bought: dict = field(default_factory=dict)
    on_hand: Counter = field(default_factory=Counter)  # counted by hand


class Network:
    def __init__(self, rng):
        self.rng = rng
        self.sellers, self.lines, self.inbox = {}, {}, []
        self.number = 0
        self.told = Counter()
        self.at_outlets, self.made = Counter(), Counter()
        above = []
        for _tier in range(rng.randint(1, 5)):
            tier = [self.open_seller(above) for _ in range(rng.randint(1, 3))]
            above = [seller.id for seller in tier]
        self.outlets = [rng.sample(above, rng.randint(1, len(above))) for _ in range(4)]

    def next_number(self):
        self.number += 1
        return self.number

    def open_seller(self, above):
        rng = self.rng
        rules = {
            product: u.Rule(1, rng.choice(u.MODES), target=Decimal(rng.randint(0, 20)))
            for product in PRODUCTS
        }
        packs = {
            product: Pack(Decimal(rng.choice([1, 6])), minimum=Decimal(rng.choice([0, 8])))
            for product in PRODUCTS
        }
        upstreams = rng.sample(above, rng.randint(1, len(above))) if above else []
        seller = Seller(self.next_number(), upstreams, rules, packs)
        self.sellers[seller.id] = seller
        for product in PRODUCTS:
            if stock := rng.randint(0, 25):
                self.make(seller, product, Decimal(stock))
        return seller

    # What is derived --------------------------------------------------------------

    def derive(self, seller):
        lines = seller.bought.values()
        told = [
            Event(("short", one.need.key), a.SHORT, one.short, one.need.product)
            for one in lines
            if one.short
        ]
        coming = Counter()
        for one in self.get_coming(seller):
            coming[one.product] += one.quantity
        return derive(seller.needs.values(), [*seller.events, *told], coming)

    def get_coming(self, seller):
        """Lines of the upstream that have not arrived in full, as far as it is known."""
        arrived = Counter()
        for event in {event.key: event for event in seller.events}.values():
            if event.kind == a.RECEIVED and event.key[0] == "ship":
                arrived[event.key[1]] += event.quantity
        cancelled = Counter()
        for line in seller.bought.values():
            above = self.sellers[line.seller]
            cancelled[line.need.key] = self.get_total(above, a.CANCELLED, line.need.key)
        return [
            u.Coming(
                key,
                line.need.product,
                left,
                line.need.promised,
                line.wanted.need,
                line.wanted.shares,
            )
            for key, line in seller.bought.items()
            if (left := line.need.quantity - arrived[key] - cancelled[key] - line.short) > 0
        ]

    def get_total(self, seller, kind, key):
        found = {
            event.key: event.quantity
            for event in seller.events
            if (event.kind, event.need) == (kind, key)
        }
        return sum(found.values(), Decimal(0))

    # What happens -----------------------------------------------------------------

    def make(self, seller, product, quantity):
        key = ("made", self.next_number())
        seller.events.append(Event(key, a.RECEIVED, quantity, product))
        seller.on_hand[product] += quantity
        self.made[product] += quantity

    def plan(self, lines, sellers, policy=f.SHIP_AVAILABLE):
        facts = []
        for rank, number in enumerate(sellers):
            stock = self.derive(self.sellers[number]).stock
            warehouse = f.Warehouse(1, stock)
            prices = dict.fromkeys(PRODUCTS, Decimal(1))
            facts.append(f.Seller(number, (rank,), prices, (warehouse,)))
        return planner.plan(lines, facts, policy)

    def order(self):
        lines = [
            f.Line(number, self.rng.choice(PRODUCTS), Decimal(self.rng.randint(1, 15)))
            for number in range(self.rng.randint(1, 3))
        ]
        policy = self.rng.choice(f.POLICIES)
        plan = self.plan(lines, self.rng.choice(self.outlets), policy)
        for one in plan.allocations:
            self.open_line(one, OUTLET)

    def open_line(self, allocation, buyer, wanted=None):
        key = self.next_number()
        promised = self.rng.choice([None, DAY + timedelta(days=self.rng.randint(0, 9))])
        need = Need(key, allocation.product, allocation.quantity, promised, key)
        seller = self.sellers[allocation.seller]
        seller.needs[key] = need
        self.lines[key] = Line(need, seller.id, buyer, wanted)
        if buyer != OUTLET:
            self.sellers[buyer].bought[key] = self.lines[key]

    def replenish(self):
        """Every seller orders what it lacks, from the lowest tier up.

        :return: how many lines were ordered
        """
        count = len(self.lines)
        for seller in sorted(self.sellers.values(), key=lambda one: -one.id):
            if not seller.upstreams:
                continue
            for wanted in self.propose(seller).lines:
                lines = [f.Line(1, wanted.product, wanted.quantity)]
                allocations = self.plan(lines, seller.upstreams).allocations
                for one in allocations:
                    whole = len(allocations) == 1
                    self.open_line(
                        one, seller.id, wanted if whole else replace(wanted, shares=())
                    )
        return len(self.lines) - count

    def propose(self, seller):
        standings = self.derive(seller)
        waiting = [
            replace(one.need, quantity=one.waiting)
            for one in standings.needs.values()
            if one.waiting
        ]
        coming = self.get_coming(seller)
        return u.propose(waiting, standings.stock, coming, seller.rules, seller.packs)

    def produce(self):
        for seller in self.sellers.values():
            if not seller.upstreams and self.rng.random() < 0.7:
                product = self.rng.choice(PRODUCTS)
                self.make(seller, product, Decimal(self.rng.randint(1, 30)))

    def run_short(self):
        """A brand cannot make what it owes."""
        seller = self.rng.choice(list(self.sellers.values()))
        if not seller.upstreams:
            key = ("cannot", self.next_number())
            quantity = Decimal(self.rng.randint(1, 10))
            product = self.rng.choice(PRODUCTS)
            seller.events.append(Event(key, a.SHORT, quantity, product))

    def tell_short(self):
        """Sellers tell the tier below what of its lines will not come."""
        for seller in self.sellers.values():
            for key, one in self.derive(seller).needs.items():
                if self.lines[key].buyer != OUTLET:
                    self.told[key] += 1
                    self.send(("short", key, self.told[key], one.short))

    def ship(self):
        for seller in self.sellers.values():
            for key, one in self.derive(seller).needs.items():
                if one.reserved and self.rng.random() < 0.6:
                    quantity = Decimal(self.rng.randint(1, int(one.reserved)))
                    self.ship_line(seller, self.lines[key], quantity)

    def ship_line(self, seller, line, quantity):
        event = ("ship", line.need.key, self.next_number())
        seller.events.append(Event(event, a.DELIVERED, quantity, None, line.need.key))
        seller.on_hand[line.need.product] -= quantity
        if line.buyer == OUTLET:
            self.at_outlets[line.need.product] += quantity
        else:
            self.send((*event, quantity))

    def cancel(self):
        """An outlet wants less."""
        keys = [key for key, line in self.lines.items() if line.buyer == OUTLET]
        if keys:
            key = self.rng.choice(keys)
            self.cancel_line(key, Decimal(self.rng.randint(1, 9)))

    def cancel_line(self, key, quantity):
        line = self.lines[key]
        seller = self.sellers[line.seller]
        one = self.derive(seller).needs[key]
        quantity = min(quantity, one.waiting + one.reserved)
        if quantity:
            event = ("cancel", self.next_number())
            seller.events.append(Event(event, a.CANCELLED, quantity, None, key))

    def cancel_above(self):
        """What is coming for nobody is cancelled above, as far as it can be."""
        for seller in self.sellers.values():
            taken = Counter()
            for share in self.propose(seller).shares:
                taken[share.source] += share.quantity
            for one in self.get_coming(seller):
                free = one.quantity - taken[one.key]
                if free > 0 and self.rng.random() < 0.5:
                    self.cancel_line(one.key, free)

    def send_back(self):
        """An outlet returns goods; the seller may send them further up."""
        keys = [
            key
            for key, line in self.lines.items()
            if self.derive(self.sellers[line.seller]).needs[key].delivered
        ]
        if not keys:
            return
        line = self.lines[self.rng.choice(keys)]
        seller = self.sellers[line.seller]
        key, product = line.need.key, line.need.product
        kept = self.derive(seller).needs[key].delivered
        quantity = Decimal(self.rng.randint(1, int(kept)))
        number = self.next_number()
        if line.buyer == OUTLET:
            self.at_outlets[product] -= quantity
        else:
            buyer = self.sellers[line.buyer]
            quantity = min(quantity, self.derive(buyer).stock.get(product, Decimal(0)))
            if not quantity:
                return
            back = Event(("back", number), a.SENT_BACK, quantity, product)
            buyer.events.append(back)
            buyer.on_hand[product] -= quantity
        seller.events.append(Event(("back", number), a.RETURNED, quantity, None, key))
        seller.on_hand[product] += quantity

    # Messages ---------------------------------------------------------------------

    def send(self, message):
        self.inbox += [message] * self.rng.choice([1, 1, 2])

    def receive(self):
        self.rng.shuffle(self.inbox)
        count = self.rng.randint(0, len(self.inbox))
        for message in self.inbox[:count]:
            self.apply(*message)
        again = [one for one in self.inbox[:count] if self.rng.random() < 0.2]
        self.inbox = self.inbox[count:] + again

    def apply(self, kind, key, number, quantity):
        line = self.lines[key]
        buyer = self.sellers[line.buyer]
        if kind == "short":
            if number > line.version:
                line.version, line.short = number, quantity
            return
        event = (kind, key, number)
        product = line.need.product
        if event not in {one.key for one in buyer.events}:
            buyer.on_hand[product] += quantity
        buyer.events.append(
            Event(event, a.RECEIVED, quantity, product, line.wanted.need)
        )

    def count_on_the_way(self):
        """Dict from product to what left one tier and has not reached the next."""
        found = {}
        for message in self.inbox:
            kind, key, number, quantity = message
            line = self.lines[key]
            events = {one.key for one in self.sellers[line.buyer].events}
            if kind == "ship" and (kind, key, number) not in events:
                found[kind, key, number] = line.need.product, quantity
        total = Counter()
        for product, quantity in found.values():
            total[product] += quantity
        return total

    # Laws -------------------------------------------------------------------------

    def check(self):
        everywhere = Counter(self.at_outlets) + self.count_on_the_way()
        for seller in self.sellers.values():
            standings = self.derive(seller)
            self.check_goods(seller, standings)
            self.check_needs(standings)
            everywhere += seller.on_hand
        assert everywhere == +self.made, "goods neither appear nor vanish"
        self.check_hops()

    def check_goods(self, seller, standings):
        for product in PRODUCTS:
            stock = standings.stock.get(product, 0)
            reserved = sum(
                one.reserved
                for one in standings.needs.values()
                if one.need.product == product
            )
            assert stock >= 0
            assert stock + reserved == seller.on_hand[product]

    def check_needs(self, standings):
        for one in standings.needs.values():
            promised = one.reserved + one.waiting
            gone = one.delivered + one.returned
            assert min(promised, gone, one.cancelled, one.short) >= 0
            assert gone + promised + one.cancelled + one.short == one.need.quantity

    def check_hops(self):
        for key, line in self.lines.items():
            if line.buyer == OUTLET:
                continue
            shipped = self.get_total(self.sellers[line.seller], a.DELIVERED, key)
            received = sum(
                event.quantity
                for event in {
                    event.key: event for event in self.sellers[line.buyer].events
                }.values()
                if event.key[:2] == ("ship", key)
            )
            transit = {
                message
                for message in self.inbox
                if message[:2] == ("ship", key)
                and message[:3] not in {e.key for e in self.sellers[line.buyer].events}
            }
            assert received + sum(message[3] for message in transit) == shipped
            assert shipped <= line.need.quantity


ACTIONS = (
    Network.order,
    Network.order,
    Network.replenish,
    Network.produce,
    Network.run_short,
    Network.tell_short,
    Network.ship,
    Network.ship,
    Network.cancel,
    Network.cancel_above,
    Network.send_back,
    Network.receive,
    Network.receive,
)


@settings(max_examples=40)
@given(st.integers(0, 2**32))
def test_goods_and_needs_balance_at_every_step(seed):
    network = Network(random.Random(seed))
    network.check()
    for _step in range(STEPS):
        network.rng.choice(ACTIONS)(network)
        network.check()


@settings(max_examples=20)
@given(st.integers(0, 2**32))
def test_who_asks_again_orders_nothing_more(seed):
    network = Network(random.Random(seed))
    for _step in range(STEPS):
        network.rng.choice(ACTIONS)(network)
    network.replenish()
    assert network.replenish() == 0
    network.check()


def find_settled(network):
    """Let brands make all that is lacking, and let everything arrive."""
    for _round in range(100):
        network.replenish()
        for seller in network.sellers.values():
            if seller.upstreams:
                continue
            for one in network.derive(seller).needs.values():
                if one.waiting + one.short:
                    network.make(seller, one.need.product, one.waiting + one.short)
        network.tell_short()
        network.ship()
        while network.inbox:
            network.receive()
    return network


@settings(max_examples=10)
@given(st.integers(0, 2**32))
def test_all_that_may_be_bought_arrives_in_the_end(seed):
    """A need waits in the end only where a rule on its way says never."""
    network = Network(random.Random(seed))
    for seller in network.sellers.values():
        for product, rule in seller.rules.items():
            if rule.mode == u.NEVER:
                seller.rules[product] = replace(rule, mode=u.MISSING)
    for _step in range(5):
        network.order()
    find_settled(network)
    network.check()
    for key, line in network.lines.items():
        one = network.derive(network.sellers[line.seller]).needs[key]
        assert one.delivered == line.need.quantity
