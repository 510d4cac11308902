from odoo.tests import tagged

from odoo.addons.fmcg_catalog.tests.search_cases import SearchCase

from .common import DeskCase


@tagged("post_install", "-at_install")
class TestDeskSearch(DeskCase, SearchCase):
    """The desk finds goods as the shop does."""

    def test_each_example(self):
        self.create_searched()
        desk = self.desk_of()
        self.check_searches(
            lambda text: [
                row["code"] for row in desk.search_goods(self.agreement.id, text, 50)
            ]
        )
