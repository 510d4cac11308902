"""What all promotions of a seller do to one order.

The order of work: line discounts, gifts and bundles, amounts off the order, freight; in
each phase by sequence. Of promotions that exclude each other the one that is worth most
to the buyer wins; a tie goes to the lower sequence.

What a member of a group is worth is measured when the first of them has its turn. Should
the winner give less at its own turn (an earlier promotion has lowered the amount that its
threshold looks at), the decision is taken again with what it really gives.
"""

from collections import defaultdict

from . import bundles, gifts, limits, lines, near, orders
from .basket import ZERO
from .definition import BUNDLE, FREIGHT, GIFT, ORDER
from .result import (
    BUDGET,
    BY_HAND,
    DECLINED,
    NO_STOCK,
    OUTBID,
    STOPPED,
    Applied,
    Refused,
    Result,
)
from .work import Work


def evaluate(book, basket, budgets=None, stock=None, pinned=None):
    """The benefits that ``basket`` gets.

    :param book: :class:`~.book.Book` of the seller's promotions
    :param budgets: dict from promotion id to a list of ``Limit``
    :param stock: dict from product to reference units that may be given away
    :param pinned: dict from promotion id to pairs of (line key, money off): shares that
        are not computed, but given at the promotion's turn
    :return: :class:`~.result.Result`
    """
    candidates = _add_pinned(book, book.candidates(basket), pinned or {})
    worths = {}
    for _attempt in range(len(candidates) + 1):
        run = _Run(basket, candidates, budgets or {}, stock, pinned or {}, worths)
        run.go()
        if not run.overrated:
            break
        worths |= run.overrated
    return run.get_result()


def _add_pinned(book, candidates, pinned):
    """What was given stays, even where nothing that it counted is left."""
    known = {promotion.id for promotion, _scope in candidates}
    missing = [(book.promotions[id_], []) for id_ in pinned if id_ not in known]
    return sorted([*candidates, *missing], key=lambda pair: pair[0].turn)


class _Run:
    """One pass over all candidates.

    :param worths: dict from promotion id to what it gave in an earlier pass, where
        that was less than it had seemed
    """

    def __init__(self, basket, candidates, budgets, stock, pinned, worths):
        self.work = Work(basket, stock)
        self.candidates = candidates
        self.budgets = budgets
        self.pinned = pinned
        self.worths = worths
        self.overrated = {}
        self.applied, self.near, self.refused = [], [], []
        self.line_net = None
        self._winners = {}
        self._groups = defaultdict(list)
        for promotion, scope in candidates:
            if promotion.group and promotion.id not in basket.declined:
                self._groups[promotion.group].append((promotion, scope))

    def go(self):
        for promotion, scope in self.candidates:
            if self.line_net is None and promotion.kind in (ORDER, FREIGHT):
                self.line_net = dict(self.work.left)
            self._take_turn(promotion, scope)
            if self.overrated:
                return

    def get_result(self):
        net = self.work.left
        line_net = dict(net) if self.line_net is None else self.line_net
        # freight has a line of its own, so that what is taken off stands there
        line_net |= {line.key: net[line.key] for line in self.work.freight}
        return Result(
            tuple(self.applied), tuple(self.near), tuple(self.refused), dict(net), line_net
        )

    def _take_turn(self, promotion, scope):
        if promotion.id in self.work.basket.declined:
            self.refused.append(Refused(promotion.id, DECLINED))
            return
        best = self._find_best(promotion)
        if best and best.id != promotion.id:
            if self._draft(promotion, scope)[0]:
                self.refused.append(Refused(promotion.id, OUTBID, other=best.id))
            return
        applied, refused = self._draft(promotion, scope)
        if promotion.group and self._is_overrated(promotion, applied):
            self.overrated[promotion.id] = applied.worth if applied else ZERO
            return
        step = near.find(self.work, promotion, scope)
        if step:
            self.near.append(step)
        if refused:
            self.refused.append(refused)
        if applied:
            self._apply(promotion, applied)

    def _apply(self, promotion, applied):
        self.applied.append(applied)
        self.work.take(applied.shares)
        self.work.take_stock(applied.gifts)
        if promotion.stop:
            self.work.close(key for key, _share in applied.shares)

    # --- groups of exclusion ---

    def _find_best(self, promotion):
        """The member of the promotion's group that is given; decided once."""
        group = promotion.group
        if not group:
            return None
        if group not in self._winners:
            rated = [
                (-self._rate(member, scope), member.sequence, member.id)
                for member, scope in self._groups[group]
            ]
            self._winners[group] = sorted(rated)
        worth, _sequence, best_id = self._winners[group][0]
        if not worth:
            return None
        return next(one for one, _ in self._groups[group] if one.id == best_id)

    def _rate(self, promotion, scope):
        if promotion.id in self.worths:
            return self.worths[promotion.id]
        applied = self._draft(promotion, scope)[0]
        return applied.worth if applied else ZERO

    def _is_overrated(self, promotion, applied):
        """Whether another member would have been better than what it really gives."""
        rated = self._winners[promotion.group]
        if len(rated) < 2 or rated[0][2] != promotion.id:
            return False
        worth = applied.worth if applied else ZERO
        return worth < -rated[0][0] and worth < -rated[1][0]

    # --- one promotion ---

    def _draft(self, promotion, scope):
        """What the promotion would give now.

        :return: (:class:`Applied` or ``None``, :class:`Refused` or ``None``)
        """
        if promotion.id in self.pinned:
            shares = self.pinned[promotion.id]
            return Applied(promotion.id, promotion.phase, tuple(shares)), None
        applied, short = self._draft_freely(promotion, scope)
        if not applied:
            return None, self._explain_nothing(promotion, scope, short)
        applied, measure = limits.apply(
            applied, self.budgets.get(promotion.id, ()), self.work.digits
        )
        if not applied:
            return None, Refused(promotion.id, BUDGET, measure=measure)
        return applied, None

    def _draft_freely(self, promotion, scope):
        """Without a look at budgets: (:class:`Applied` or ``None``, gifts missing)."""
        given, short = [], False
        if promotion.kind == GIFT:
            given, parts, short = gifts.draft(self.work, promotion, scope)
            shares = []
        else:
            shares, parts = _DRAFTS.get(promotion.kind, lines.draft)(
                self.work, promotion, scope
            )
        if not shares and not given:
            return None, short
        applied = Applied(
            promotion.id,
            promotion.phase,
            _add_up(shares),
            tuple(given),
            tuple(parts),
            NO_STOCK if short else "",
        )
        return applied, short

    def _explain_nothing(self, promotion, scope, short):
        if short:
            return Refused(promotion.id, NO_STOCK)
        if scope and not self.work.open(scope):
            return Refused(promotion.id, STOPPED)
        if scope and promotion.phase == 1 and all(line.fixed for line in scope):
            return Refused(promotion.id, BY_HAND)
        return None


def _add_up(shares):
    """One share for each line: several products may give to the same ones."""
    total = {}
    for key, share in shares:
        total[key] = total.get(key, ZERO) + share
    return tuple((key, share) for key, share in total.items() if share)


_DRAFTS = {
    BUNDLE: bundles.draft,
    ORDER: orders.draft,
    FREIGHT: orders.draft_freight,
}
