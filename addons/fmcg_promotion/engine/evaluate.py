"""What all promotions of a seller do to one order.

The order of work: line discounts, gifts and bundles, amounts off the order, freight; in
each phase by sequence. Of promotions that exclude each other the one that is worth most
to the buyer wins; a tie goes to the lower sequence.

What a member of a group is worth is measured when the first of them has its turn. Should
the winner give less at its own turn (an earlier promotion has lowered the amount that its
threshold looks at), the decision is taken again with what it really gives.
"""

from dataclasses import replace

from . import bundles, corrections, gifts, limits, lines, near, orders
from .basket import ZERO
from .definition import BUNDLE, FREIGHT, GIFT, NTH, ORDER
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
from .rivals import Rivals
from .steps import reaches
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
    netted = corrections.net(basket)
    candidates = _add_pinned(book, book.candidates(netted.basket), pinned)
    work = Work(netted.basket, stock, netted.corrections)
    run = _Run(work, candidates, budgets or {}, pinned)
    run.go()
    result = run.get_result()
    if not netted.withheld:
        return result
    return replace(
        result,
        net=netted.restore(result.net),
        line_net=netted.restore(result.line_net),
    )


def _add_pinned(book, candidates, pinned):
    """What was given stays, even where nothing that it counted is left."""
    known = {promotion.id for promotion, _lines in candidates}
    missing = [(book.promotions[id_], []) for id_ in pinned if id_ not in known]
    return sorted([*candidates, *missing], key=lambda pair: pair[0].turn)


class _Run:
    """All candidates one after another."""

    def __init__(self, work, candidates, budgets, pinned):
        self.work = work
        self.candidates = candidates
        self.budgets = budgets
        self.pinned = pinned
        self.place = 0
        self.applied, self.near, self.refused = [], [], []
        self.line_net = None
        self._drafts = {}  # since the last promotion that was applied
        declined = work.basket.declined
        self._rivals = Rivals(
            [pair for pair in candidates if pair[0].id not in declined]
        )

    def go(self):
        while self.place < len(self.candidates):
            promotion, scope = self.candidates[self.place]
            if self.line_net is None and promotion.kind in (ORDER, FREIGHT):
                self.line_net = dict(self.work.left)
            self.place += 1
            self._take_turn(promotion, scope)

    def get_result(self):
        net = dict(self.work.left)
        line_net = dict(net) if self.line_net is None else self.line_net
        # freight has a line of its own, so that what is taken off stands there
        line_net |= {line.key: net[line.key] for line in self.work.freight}
        return Result(
            tuple(self.applied), tuple(self.near), tuple(self.refused), net, line_net
        )

    def _take_turn(self, promotion, scope):
        if promotion.id in self.work.basket.declined:
            self.refused.append(Refused(promotion.id, DECLINED))
            return
        ranked = self._rank(promotion)
        if promotion.id in ranked[1:]:
            self.refused.append(Refused(promotion.id, OUTBID, other=ranked[0]))
            return
        applied, refused = self._draft(promotion, scope)
        if ranked and promotion.id not in ranked:
            self.refused += filter(None, [refused])
            self._tell_near(promotion, scope, self._get_best_worth(promotion))
            return
        moment = self._rivals.reconsider(promotion, applied) if ranked else None
        if moment:
            self._go_back(moment)
        else:
            self._settle(promotion, scope, applied, refused)

    def _settle(self, promotion, scope, applied, refused):
        if refused:
            self.refused.append(refused)
        elif promotion.id not in self.pinned and not (applied and applied.cut):
            self._tell_near(promotion, scope)
        if applied:
            self._apply(promotion, scope, applied)

    def _tell_near(self, promotion, scope, instead=ZERO):
        """:param instead: worth of the rival that would have to go"""
        found = near.find(self.work, promotion, scope)
        if found and instead:
            found = replace(found, gain=found.gain - instead)
        if found and (found.gain > ZERO or not instead):
            self.near.append(found)

    def _apply(self, promotion, scope, applied):
        self.applied.append(applied)
        self._drafts.clear()
        touched = [key for key, _share in applied.shares]
        if promotion.stop and promotion.kind == GIFT:
            touched = gifts.get_counted(self.work, promotion, scope)
        self.work.take(applied.shares)
        self.work.take_stock(applied.gifts)
        if promotion.stop:
            self.work.close(touched)

    # --- groups of exclusion ---

    def _rank(self, promotion):
        """Ids of the members of the promotion's group that give something, the best
        first."""
        if not promotion.group:
            return []
        ranking = self._rivals.rank(
            promotion, lambda *pair: self._draft(*pair)[0], self._get_moment
        )
        return [rating[-1] for rating in ranking]

    def _get_best_worth(self, promotion):
        """Money that the winner of the promotion's group is worth."""
        return self._rivals.get_best_worth(promotion.group)

    def _get_moment(self):
        """Before the turn of the promotion that is at work."""
        told = [list(one) for one in (self.applied, self.near, self.refused)]
        return self.place - 1, self.line_net, self.work.save(), told

    def _go_back(self, moment):
        self.place, self.line_net, saved, told = moment
        self.work.restore(saved)
        self._drafts.clear()
        self.applied, self.near, self.refused = (list(one) for one in told)

    # --- one promotion ---

    def _draft(self, promotion, scope):
        """What the promotion would give now.

        :return: (:class:`Applied` or ``None``, :class:`Refused` or ``None``)
        """
        if promotion.id not in self._drafts:
            self._drafts[promotion.id] = self._draft_anew(promotion, scope)
        return self._drafts[promotion.id]

    def _draft_anew(self, promotion, scope):
        if promotion.id in self.pinned:
            return self._draft_pinned(promotion), None
        applied, short = _draft_freely(self.work, promotion, scope)
        applied = self._limit(applied)
        if not applied:
            return None, self._explain_nothing(promotion, scope, short)
        applied, measure = limits.apply(
            applied, self.budgets.get(promotion.id, ()), self.work.digits
        )
        if not applied:
            return None, Refused(promotion.id, BUDGET, measure=measure)
        return applied, None

    def _limit(self, applied):
        """Without what would make the order cost less than nothing."""
        if not applied or not applied.shares:
            return applied
        applied = replace(applied, shares=self.work.limit(applied.shares))
        return applied if applied.shares or applied.gifts else None

    def _draft_pinned(self, promotion):
        left = self.work.left
        shares = [
            (key, min(share, left[key])) for key, share in self.pinned[promotion.id]
        ]
        shares = self.work.limit(_add_up(shares))
        return Applied(promotion.id, promotion.phase, shares)

    def _explain_nothing(self, promotion, scope, short):
        work = self.work
        if short:
            return Refused(promotion.id, NO_STOCK)
        if work.closed and _gives(work.relaxed(closed=()), promotion, scope):
            return Refused(promotion.id, STOPPED)
        if work.by_hand and _gives(work.relaxed(by_hand=()), promotion, scope):
            return Refused(promotion.id, BY_HAND)
        if self._has_nothing_left(promotion, scope):
            return Refused(promotion.id, NOTHING_LEFT)
        return None

    def _has_nothing_left(self, promotion, scope):
        """Whether earlier promotions have left nothing to pay of what it would reduce."""
        work, lines = self.work, []
        if not self.applied or promotion.kind == GIFT:
            return False
        for group in work.groups(promotion, scope):
            if promotion.kind in (NTH, BUNDLE) or reaches(promotion, group.reached):
                lines += work.freight if promotion.kind == FREIGHT else group.target
        return bool(lines) and not any(work.left[line.key] for line in lines)


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
        _add_up(shares) if len(parts) > 1 else tuple(shares),
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
