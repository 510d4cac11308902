"""Times for a busy machine are Odoo's own and more."""

from fmcgtools.patience import ANSWER, TIMES, Slowness, wait_for_answers


class Browser:
    throttling_factor = Slowness()

    def __init__(self):
        self.throttling_factor = 1


def test_a_browser_has_longer():
    browser = Browser()
    assert browser.throttling_factor == TIMES
    browser.throttling_factor = TIMES + 4
    assert browser.throttling_factor == TIMES + 4
    assert Browser().throttling_factor == TIMES


def test_a_page_has_longer_unless_the_test_says():
    class Case:
        def url_open(self, url, data=None, files=None, timeout=12, headers=None):
            return url, data, timeout, headers

    wait_for_answers(Case)
    case = Case()
    assert case.url_open("/my") == ("/my", None, ANSWER, None)
    assert case.url_open("/my", "x", headers={}, timeout=3) == ("/my", "x", 3, {})
