import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.tests import tagged

from odoo.addons.fmcg_channel.engine.cells import Formula
from odoo.addons.fmcg_channel.engine.spreadsheet import Sheet

from .order_import_common import OrderImportCase

NUMBERS = st.one_of(
    st.integers(0, 2_000_000),
    st.floats(0, 1000),
    st.sampled_from(["5", "5箱", "5箱3瓶", "两箱", "半箱", "约5箱", "5-6", "-3", "３", "5托"]),
    st.just(Formula("2*3")),
    st.none(),
)
NAMES = st.sampled_from(
    ["TEST-TEA-01", "TEST-WAT-01", "unknown", "合计", "小计：", "赠品 TEST-TEA-01", "赠品", None]
)
NOTES = st.sampled_from([None, "合计", "赠", "早上送", "3", "合计：12箱"])
HEADS = st.sampled_from(
    [
        [["编码", "数量", "备注"]],
        [["编码", "数量", None, "备注"]],
        [["编码", "数量", None, "备注"], [None, "箱", "瓶", None]],
        [["编码", "数量", "赠品", "备注"]],
        [["编码", "箱数", "瓶数", "备注"]],
        [["编码", "件数", "备注"]],
        [["订货单", None, None], ["编码", "数量(箱)", "赠送(瓶)", "备注"]],
    ]
)


@st.composite
def sheets(draw):
    heads = draw(HEADS)
    width = len(heads[-1])
    count = draw(st.integers(1, 6))
    rows = [
        [draw(NAMES), *[draw(NUMBERS) for _column in range(width - 2)], draw(NOTES)]
        for _row in range(count)
    ]
    hidden = draw(st.sets(st.integers(1, count + len(heads)), max_size=2))
    return Sheet([*heads, *rows], hidden), len(heads)


@tagged("post_install", "-at_install")
class TestOrderImportLaws(OrderImportCase):
    """No quantity is ever lost silently."""

    def test_each_number_is_ordered_asked_or_in_a_named_sum(self):
        intake = self.model_as("channel.order.directory", self.seller)
        reader = self.model_as("channel.order.import", self.seller).new(
            {"agreement_id": self.agreement.id}
        )

        @settings(
            max_examples=150, deadline=None, suppress_health_check=list(HealthCheck)
        )
        @given(sheets())
        def law(drawn):
            sheet, head_count = drawn
            entries, _skipped, _ignored = reader._read_entries(sheet)
            answers = {}
            for answer in intake._understand(self.agreement, entries):
                self.assertNotEqual(bool(answer.problem), bool(answer.quantities))
                answers.setdefault(answer.entry.row, []).append(answer)
            for number, row in enumerate(sheet, 1):
                if number > head_count:
                    self.check_row(number, row, answers.get(number, []), sheet.hidden)

        law()

    def check_row(self, number, row, answers, hidden):
        """Each cell of a quantity that says something above zero has its answer."""
        said = [cell for cell in row[1:-1] if self.says_something(cell)]
        answered = sum(
            1
            if answer.problem and not answer.proposal
            else len(answer.entry.amounts) or 1
            for answer in answers
        )
        problems = [answer for answer in answers if answer.problem]
        if said:
            self.assertTrue(answers, (number, row))
            # a problem of the row stands for all of it
            self.assertTrue(problems or answered >= len(said), (number, row, answers))
        if number in hidden:
            self.assertFalse([a for a in answers if a.quantities], (number, row))
        for answer in answers:
            if answer.problem == "total":
                self.assertNotIn("TEST", row[0] or "")

    def says_something(self, cell):
        if isinstance(cell, str):
            return bool(re.search(r"[1-9１-９一二两三半]", cell))
        return isinstance(cell, Formula) or bool(cell)
