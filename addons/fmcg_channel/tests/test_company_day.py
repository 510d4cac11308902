from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from .common import ChannelCase


@tagged("post_install", "-at_install")
class TestCompanyDay(ChannelCase):
    """Five in the afternoon in London is after midnight in Shanghai."""

    def day_at_five(self, **values):
        self.company.partner_id.write({"tz": False, "country_id": False, **values})
        with freeze_time("2020-03-31 17:00:00"):
            return self.company._get_channel_today()

    def test_own_time_zone(self):
        self.assertEqual(self.day_at_five(tz="Asia/Shanghai"), date(2020, 4, 1))

    def test_china_has_one_time_zone(self):
        china = self.env.ref("base.cn")
        self.assertEqual(self.day_at_five(country_id=china.id), date(2020, 4, 1))

    def test_own_time_zone_comes_before_the_country(self):
        china = self.env.ref("base.cn")
        day = self.day_at_five(tz="Europe/London", country_id=china.id)
        self.assertEqual(day, date(2020, 3, 31))

    def test_elsewhere_it_is_universal_time(self):
        self.assertEqual(self.day_at_five(), date(2020, 3, 31))
