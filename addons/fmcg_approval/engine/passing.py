"""Who decides when those who were asked may not, or may not decide alone. Pure."""


def find_superior(user, superiors, barred=frozenset()):
    """The nearest superior of ``user`` who is not barred.

    :param superiors: dict from user to the one above; a circle ends the search
    :return: the user, ``None`` if there is nobody
    """
    seen = {user}
    while (user := superiors.get(user)) and user not in seen:
        if user not in barred:
            return user
        seen.add(user)
    return None


def is_enough(amount, limit):
    """Whether a limit covers ``amount``; ``None`` means that there is no limit."""
    return limit is None or amount <= limit


def find_next(user, amount, superiors, limits, others, barred):
    """To whom an approval goes that ``user`` agrees to, but not with a high enough limit.

    The superior comes first, whatever the superior's own limit: an amount goes up step
    by step. Where there is none, those with a high enough limit among ``others``.

    :param limits: dict from user to the limit; who is not in it has none
    :param others: who else may decide, best first: a sequence of sets of users
    :param barred: who may not: the authors, and who has agreed already
    :return: set of users, empty if nobody is left
    """
    superior = find_superior(user, superiors, barred | {user})
    if superior:
        return {superior}
    for group in others:
        able = {
            other
            for other in group - barred - {user}
            if is_enough(amount, limits.get(other))
        }
        if able:
            return able
    return set()
