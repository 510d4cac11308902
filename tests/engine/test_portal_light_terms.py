import pytest
from fmcg_portal.engine import light_terms


@pytest.mark.parametrize(
    ("script", "term"),
    [
        ('_t("Tax included")', "Tax included"),
        ("_t('Tax included')", "Tax included"),
        ("_t(`Tax included`)", "Tax included"),
        ('_t(\n    "No connection. Try again."\n)', "No connection. Try again."),
        ('_t("%(text)s is too much.", { text })', "%(text)s is too much."),
        (r'_t("Say \"yes\"")', 'Say "yes"'),
        ("""_t("Don't")""", "Don't"),
        ('tell(_t("One"), _t("Two"))', "Two"),
    ],
)
def test_what_a_script_says(script, term):
    assert term in light_terms.read([script], [])


@pytest.mark.parametrize(
    "script", ['word = "Tax included"', 'last("Tax included")', "// don't _t(this)"]
)
def test_what_no_script_says(script):
    assert light_terms.read([script], []) == set()


def test_a_template_says_its_texts_and_attributes():
    template = """
        <div aria-label="Remove">
            Removed: <b>it</b> for good
        </div>
    """
    found = light_terms.read([], [template])
    assert {"Remove", "Removed:", "it", "for good"} <= found


def test_only_what_is_said_is_kept():
    messages = [{"id": "Close", "string": "关闭"}, {"id": "Pivot", "string": "透视"}]
    assert light_terms.keep(messages, {"Close"}) == messages[:1]
