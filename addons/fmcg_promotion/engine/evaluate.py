"""What all promotions of a seller do to one order.

The order of work: line discounts, gifts and bundles, amounts off the order, freight; in
each phase by sequence. Of promotions that exclude each other the one that is worth most
to the buyer wins; a tie goes to the lower sequence.

What a member of a group is worth is measured when the first of them has its turn. Should
the winner give less at its own turn (an earlier promotion has lowered the amount that its
threshold looks at), the decision is taken again with what it really gives.
"""

from . import bundles, gifts, limits, lines, near, orders
from .basket import ZERO
from .definition import BUNDLE, FREIGHT, GIFT, ORDER
from .result import (
    BUDGET,
    BY_HAND,
    DECLINED,
    NO_STOCK,
    NOTHING_LEFT,
    OUTBID,
    STOPPED,
    Applied,
    Refused,
    Result,
)
from .rivals import Rivals, is_overrated, rate, winner
from .work import Work


def evaluate(book, basket, budgets=None, stock=None, pinned=None):
    """The benefits that ``basket`` gets.

    :param book: :class:`~.book.Book` of the seller's promotions
    :param budgets: dict from promotion id to a list of ``Limit``
    :param stock: dict from product to reference units that may be given away
    :param pinned: dict from promotion id to pairs of (line key, money off): shares that
        are not computed, but given at the promotion's turn, as far as there is
        something left to pay
    :return: :class:`~.result.Result`
    """
    pinned = pinned or {}
    candidates = _add_pinned(book, book.candidates(basket), pinned)
    known = {}
    for attempt in range(len(candidates) + 1):
        run = _Run(Work(basket, stock), candidates, budgets or {}, pinned, known)
        if run.go(final=attempt == len(candidates)):
            break
        known |= run.overrated
    return run.get_result()


def _add_pinned(book, candidates, pinned):
    """What was given stays, even where nothing that it counted is left."""
    known = {promotion.id for promotion, _lines in candidates}
    missing = [(book.promotions[id_], []) for id_ in pinned if id_ not in known]
    return sorted([*candidates, *missing], key=lambda pair: pair[0].turn)


class _Run:
    """One pass over all candidates.

    :param known: see :class:`~.rivals.Rivals`
    """

    def __init__(self, work, candidates, budgets, pinned, known):
        self.work = work
        self.candidates = candidates
        self.budgets = budgets
        self.pinned = pinned
        self.overrated = {}
        self.applied, self.near, self.refused = [], [], []
        self.line_net = None
        declined = work.basket.declined
        self._rivals = Rivals(
            [pair for pair in candidates if pair[0].id not in declined], known
        )

    def go(self, final):
        """Whether the pass came to its end: it breaks off where the winner of a group
        proves to be worse than another member, unless it is the ``final`` one."""
        for promotion, scope in self.candidates:
            if self.line_net is None and promotion.kind in (ORDER, FREIGHT):
                self.line_net = dict(self.work.left)
            self._take_turn(promotion, scope, final)
            if self.overrated:
                return False
        return True

    def get_result(self):
        net = dict(self.work.left)
        line_net = dict(net) if self.line_net is None else self.line_net
        # freight has a line of its own, so that what is taken off stands there
        line_net |= {line.key: net[line.key] for line in self.work.freight}
        return Result(
            tuple(self.applied), tuple(self.near), tuple(self.refused), net, line_net
        )

    def _take_turn(self, promotion, scope, final):
        if promotion.id in self.work.basket.declined:
            self.refused.append(Refused(promotion.id, DECLINED))
            return
        ranking = self._rank(promotion)
        applied, refused = self._draft(promotion, scope)
        if ranking and winner(ranking) != promotion.id:
            self._refuse_loser(promotion, applied, refused, winner(ranking))
            return
        rating = rate(promotion, applied)
        if not final and is_overrated(ranking, rating):
            self.overrated[promotion.id] = rating
            return
        self._settle(promotion, scope, applied, refused)

    def _settle(self, promotion, scope, applied, refused):
        if refused:
            self.refused.append(refused)
        elif promotion.id not in self.pinned and not (applied and applied.cut):
            self._tell_near(promotion, scope)
        if applied:
            self._apply(promotion, scope, applied)

    def _tell_near(self, promotion, scope):
        found = near.find(self.work, promotion, scope)
        if found:
            self.near.append(found)

    def _apply(self, promotion, scope, applied):
        self.applied.append(applied)
        touched = [key for key, _share in applied.shares]
        if promotion.stop and promotion.kind == GIFT:
            touched = gifts.get_counted(self.work, promotion, scope)
        self.work.take(applied.shares)
        self.work.take_stock(applied.gifts)
        if promotion.stop:
            self.work.close(touched)

    # --- groups of exclusion ---

    def _rank(self, promotion):
        if not promotion.group:
            return []
        return self._rivals.rank(promotion, lambda *pair: self._draft(*pair)[0])

    def _refuse_loser(self, promotion, applied, refused, best):
        if applied:
            refused = Refused(promotion.id, OUTBID, other=best)
        if refused:
            self.refused.append(refused)

    # --- one promotion ---

    def _draft(self, promotion, scope):
        """What the promotion would give now.

        :return: (:class:`Applied` or ``None``, :class:`Refused` or ``None``)
        """
        if promotion.id in self.pinned:
            return self._draft_pinned(promotion), None
        applied, short = _draft_freely(self.work, promotion, scope)
        if not applied:
            return None, self._explain_nothing(promotion, scope, short)
        applied, measure = limits.apply(
            applied, self.budgets.get(promotion.id, ()), self.work.digits
        )
        if not applied:
            return None, Refused(promotion.id, BUDGET, measure=measure)
        return applied, None

    def _draft_pinned(self, promotion):
        left = self.work.left
        shares = [(key, min(share, left[key])) for key, share in self.pinned[promotion.id]]
        return Applied(promotion.id, promotion.phase, _add_up(shares))

    def _explain_nothing(self, promotion, scope, short):
        work = self.work
        if short:
            return Refused(promotion.id, NO_STOCK)
        if work.closed and _gives(work.relaxed(closed=()), promotion, scope):
            return Refused(promotion.id, STOPPED)
        if work.by_hand and _gives(work.relaxed(by_hand=()), promotion, scope):
            return Refused(promotion.id, BY_HAND)
        if _gives(work.relaxed(left=work.original), promotion, scope):
            return Refused(promotion.id, NOTHING_LEFT)
        return None


def _gives(work, promotion, scope):
    applied, _short = _draft_freely(work, promotion, scope)
    return bool(applied)


def _draft_freely(work, promotion, scope):
    """Without a look at budgets: (:class:`Applied` or ``None``, gifts missing)."""
    given, short = [], False
    if promotion.kind == GIFT:
        given, parts, short = gifts.draft(work, promotion, scope)
        shares = []
    else:
        draft = _DRAFTS.get(promotion.kind, lines.draft)
        shares, parts = draft(work, promotion, scope)
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
