"""What people do with orders and papers, in any order, as a state machine."""

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from .exposure_base import CENTS, NUMBERS, operation
from .exposure_orders import OrderRules
from .exposure_papers import PaperRules


class ExposureMachine(OrderRules, PaperRules):
    """All operations, under credit terms that change meanwhile."""

    @initialize(is_tight=st.booleans())
    def start(self, is_tight):
        """Three orders; where credit is tight, one more, which is held."""
        for number in range(3):
            self.make_order(number, 3, 1000 + number)
        self.orders.action_confirm()
        if is_tight:
            self.case.set_limit(300, self.case.account_of(self.shop(0)))
            self.make_order(0, 9, 1000)._submit()

    # -- terms --------------------------------------------------------------------------

    @rule(number=NUMBERS, limit=st.sampled_from((0, 300, 1000)))
    @operation
    def set_limit(self, number, limit):
        """Of the account that holds for a buyer; zero: none."""
        self.case.set_limit(limit, self.case.account_of(self.shop(number)))

    @rule(number=NUMBERS, cents=CENTS)
    @operation
    def grant_raise(self, number, cents):
        account = self.case.account_of(self.shop(number))
        self.raises |= self.case.grant(cents / 100, account_id=account.id).sudo()

    @rule(number=NUMBERS)
    @operation
    def revoke_raise(self, number):
        one = self.pick(self.raises, number)
        if not one:
            return False
        self.case.as_user(one, self.case.accountant).action_revoke()
        self.raises -= one
        return True

    @rule(number=st.integers(0, 3))
    @operation
    def join_or_leave(self, number):
        """The group is nobody's, one buyer's or both buyers'."""
        shops = self.case.shops
        nodes = shops.filtered(lambda shop: number >> shops.ids.index(shop.id) & 1)
        group = self.case.as_user(self.case.group, self.case.accountant)
        group.node_ids = nodes
        self.grouped = nodes
