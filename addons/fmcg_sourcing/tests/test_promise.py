from datetime import timedelta

from odoo.tests import tagged
from odoo.tests.common import freeze_time

from .common import SourcingCase


@tagged("post_install", "-at_install")
class TestPromise(SourcingCase):
    """When goods will be there, through all tiers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agreement.transport_days = 1
        cls.supply.transport_days = 2
        cls.brand_supply.transport_days = 3

    def setUp(self):
        super().setUp()
        # an hour at which it is the same day at all sellers
        start = self.lake_company._channel_day_start(self.lake_company._get_channel_today())
        self.enterContext(freeze_time(start + timedelta(hours=10)))

    def day(self, shift):
        return self.lake_company._get_channel_today() + timedelta(days=shift)

    def test_what_is_there_travels_from_the_seller_only(self):
        line = self.order_soda(5).order_line
        self.assertEqual(line.promised_date, self.day(1))
        self.assertEqual(line.first_promised_date, self.day(1))

    def test_what_comes_from_above_travels_all_the_way(self):
        line = self.order_soda(12).order_line
        of_lake, of_north = (self.purchases_of(company) for company in self.chain)
        for purchase, shift in ((of_north, 3), (of_lake, 5)):
            planned = purchase.order_line.date_planned
            self.assertEqual(purchase.company_id._get_channel_day(planned), self.day(shift))
        self.assertEqual(line.promised_date, self.day(6))

    def test_a_delay_above_goes_down_and_the_first_promise_stays(self):
        line = self.order_soda(12).order_line
        self.brand_supply.transport_days = 9
        self.company._source(self.soda)
        self.settle()
        self.assertEqual(line.promised_date, self.day(12))
        self.assertEqual(line.first_promised_date, self.day(6))

    def test_only_on_the_days_on_which_it_is_delivered(self):
        day = self.day(3)
        names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
        self.agreement[f"delivers_{names[day.weekday()]}"] = True
        self.assertEqual(self.order_soda(5).order_line.promised_date, day)

    def test_after_the_cut_off_it_leaves_the_next_day(self):
        self.lake_company.shipping_cutoff = 15
        start = self.lake_company._channel_day_start(self.day(0))
        for hour, shift in ((14, 1), (16, 2)):
            with freeze_time(start + timedelta(hours=hour)):
                line = self.order_soda(1).order_line
            self.assertEqual(line.promised_date, self.day(shift))

    def test_nothing_is_promised_of_what_nobody_ordered(self):
        self.env["channel.sourcing.rule"].search([]).unlink()
        self.assertFalse(self.order_soda(12).order_line.promised_date)

    def test_a_later_day_that_the_customer_wishes_is_promised(self):
        start = self.lake_company._channel_day_start(self.day(20))
        line = self.order_soda(5, commitment_date=start + timedelta(hours=12)).order_line
        self.assertEqual(line.promised_date, self.day(20))
