"""Environments that are found quickly are those that Odoo would have found."""

import gc
import weakref
from types import SimpleNamespace

import pytest
from fmcgtools.environments import find_quickly

SUPERUSER = 1


@pytest.fixture
def make():
    """Ask for an environment as Odoo does; ``make.compared`` counts comparisons."""

    class Environment:
        def __new__(cls, cr, uid, context, su=False):
            if cr.transaction is None:
                cr.transaction = SimpleNamespace(envs=weakref.WeakSet())
            su = su or uid == SUPERUSER
            for env in cr.transaction.envs:
                make.compared += 1
                if (env.cr, env.uid, env.su, env.context) == (cr, uid, su, context):
                    return env
            self = object.__new__(cls)
            self.cr, self.uid, self.su, self.context = cr, uid, su, dict(context)
            cr.transaction.envs.add(self)
            return self

    find_quickly(Environment, SUPERUSER)

    def make(cr, uid, su=False, **context):
        return Environment(cr, uid, context, su)

    make.compared = 0
    return make


@pytest.fixture
def cr():
    return SimpleNamespace(transaction=None)


def test_who_asks_the_same_gets_the_same(make, cr):
    first = make(cr, 2, lang="en_US", allowed_company_ids=[1])
    assert make(cr, 2, lang="en_US", allowed_company_ids=[1]) is first
    assert (first.uid, first.su) == (2, False)


def test_who_asks_for_another_gets_another(make, cr):
    found = [
        make(cr, 2),
        make(cr, 3),
        make(cr, 2, su=True),
        make(cr, 2, lang="en_US"),
        make(cr, 2, lang="zh_CN"),
        make(cr, 2, allowed_company_ids=[1]),
        make(cr, 2, allowed_company_ids=[2]),
    ]
    assert len(set(map(id, found))) == len(found)


def test_the_superuser_is_one(make, cr):
    assert make(cr, SUPERUSER) is make(cr, SUPERUSER, su=True)


def test_each_cursor_has_its_own(make, cr):
    make(cr, 2)
    other = SimpleNamespace(transaction=cr.transaction)
    assert make(other, 2).cr is other
    assert make(cr, 2).cr is cr


def test_few_are_compared(make, cr):
    make(cr, SUPERUSER)  # the first one makes the transaction
    kept = [make(cr, uid) for uid in range(2, 52)]
    make.compared = 0
    for env in kept:
        assert make(cr, env.uid) is env
    assert not make.compared


def test_what_the_transaction_has_forgotten_is_made_anew(make, cr):
    forgotten = make(cr, 2)
    cr.transaction.envs.clear()
    made = make(cr, 2)
    assert made is not forgotten
    assert made in cr.transaction.envs
    assert make(cr, 2) is made


def test_nobody_is_kept_alive(make, cr):
    reference = weakref.ref(make(cr, 2))
    gc.collect()
    assert reference() is None
    assert make(cr, 2).uid == 2
