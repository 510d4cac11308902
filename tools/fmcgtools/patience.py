"""A pytest plugin: tests wait longer for a browser or an answer on a busy machine.

Odoo gives up after times that fit a machine with nothing else to do. Nothing that works
takes longer by this, and what never comes still fails. A step of a tour has its own
patience (addons/fmcg_channel/static/tests/tours/patience.js).
"""

import functools

TIMES = 6  # as long as Odoo's own, for all that a browser is asked
ANSWER = 60  # seconds for a page that a test asks for; Odoo: 12
TURN = 60  # seconds until the test lets a request in; Odoo: 20


def pytest_configure(config):
    if not config.pluginmanager.hasplugin("odoo"):
        return
    from odoo.tests import common

    common.ChromeBrowser.throttling_factor = Slowness()
    common.BaseCase.test_cursor_lock_timeout = TURN
    wait_for_answers(common.HttpCase)


class Slowness:
    """The factor by which Odoo multiplies its times for a browser that it slows down."""

    def __get__(self, browser, owner=None):
        return max(vars(browser).get("slowness", 1), TIMES) if browser else TIMES

    def __set__(self, browser, factor):
        vars(browser)["slowness"] = factor


def wait_for_answers(case):
    original = case.url_open

    @functools.wraps(original)
    def url_open(self, url, data=None, files=None, timeout=ANSWER, **options):
        return original(self, url, data, files, timeout, **options)

    case.url_open = url_open
