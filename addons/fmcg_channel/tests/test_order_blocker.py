from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from .common import ChannelCase


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15")
class TestOrderBlocker(ChannelCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shop = cls.create_node("Corner Shop", "retail", cls.brand)

    def agree(self, state="active", **values):
        values.setdefault("date_start", "2026-01-01")
        return self.create_agreement(self.company, self.shop, state, **values)

    def test_an_active_agreement_of_an_active_buyer_blocks_nothing(self):
        self.assertIs(self.agree()._order_blocker(), False)

    def test_a_day_starts_and_ends_where_the_seller_is(self):
        """Half past four in the afternoon of Greenwich is half past midnight in China."""
        self.company.partner_id.tz = "Asia/Shanghai"
        starting = self.agree(date_start="2026-06-15")
        self.env.user.tz = "UTC"  # whoever asks
        with freeze_time("2026-06-14 15:30:00"):
            self.assertIn("starts on 2026-06-15", starting._order_blocker())
        with freeze_time("2026-06-14 16:30:00"):
            self.assertFalse(starting._order_blocker())
        starting._set_state("closed", "Over")
        ending = self.agree(date_end="2026-06-14")
        with freeze_time("2026-06-14 15:30:00"):
            self.assertFalse(ending._order_blocker())
        with freeze_time("2026-06-14 16:30:00"):
            self.assertIn("ended", ending._order_blocker())

    def test_an_agreement_starts_today_where_the_seller_is(self):
        self.company.partner_id.tz = "Asia/Shanghai"
        agreements = self.env["channel.agreement"].with_company(self.company)
        with freeze_time("2026-06-14 16:30:00"):
            day = agreements.with_context(tz="UTC").default_get(["date_start"])
            agreement = agreements.create(
                {"company_id": self.company.id, "node_id": self.shop.id}
            )
        self.assertEqual(str(day["date_start"]), "2026-06-15")
        self.assertEqual(str(agreement.date_start), "2026-06-15")

    def test_a_draft_agreement_blocks(self):
        self.assertIn("not active: Draft", self.agree("draft")._order_blocker())

    def test_a_suspended_agreement_blocks_with_its_reason(self):
        agreement = self.agree()
        agreement._set_state("suspended", "Does not pay")
        self.assertIn(
            "is not active: Suspended. Does not pay", agreement._order_blocker()
        )

    def test_a_closed_agreement_blocks(self):
        self.assertIn("not active: Closed", self.agree("closed")._order_blocker())

    def test_a_suspended_buyer_blocks_with_its_name(self):
        agreement = self.agree()
        self.shop._set_state("suspended", "Licence expired")
        self.assertEqual(
            agreement._order_blocker(), "The buyer Corner Shop is not active."
        )

    def test_a_buyer_that_only_applied_blocks(self):
        agreement = self.agree()
        self.shop.state = "applied"
        self.assertIn("Corner Shop is not active", agreement._order_blocker())

    def test_an_agreement_that_starts_tomorrow_blocks(self):
        agreement = self.agree(date_start="2026-06-16")
        self.assertIn("starts on 2026-06-16", agreement._order_blocker())

    def test_an_agreement_that_starts_today_does_not_block(self):
        self.assertFalse(self.agree(date_start="2026-06-15")._order_blocker())

    def test_an_agreement_that_ended_yesterday_blocks(self):
        agreement = self.agree(date_end="2026-06-14")
        self.assertIn("ended on 2026-06-14", agreement._order_blocker())

    def test_an_agreement_that_ends_today_does_not_block(self):
        self.assertFalse(self.agree(date_end="2026-06-15")._order_blocker())

    def test_an_agreement_without_dates_does_not_block(self):
        self.assertFalse(self.agree(date_start=False)._order_blocker())

    def test_the_given_date_decides(self):
        agreement = self.agree(date_end="2026-06-30")
        self.assertIn(
            "ended", agreement._order_blocker(fields.Date.to_date("2026-07-01"))
        )

    def test_a_resumed_agreement_does_not_block(self):
        agreement = self.agree("suspended")
        agreement.action_resume()
        self.assertFalse(agreement._order_blocker())

    def test_the_sentence_is_in_the_language_of_the_reader(self):
        agreement = self.agree().with_context(lang="zh_CN")
        self.shop._set_state("suspended", "Licence expired")
        self.assertIn("Corner Shop", agreement._order_blocker())
