import csv

from psycopg2.errors import UniqueViolation

from odoo.tests import tagged
from odoo.tools import file_open, mute_logger

from .common import ChannelCase


@tagged("post_install", "-at_install")
class TestTerritory(ChannelCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.china = cls.env.ref("base.cn")
        cls.reference = cls.env["channel.territory"].search(
            [("country_id", "=", cls.china.id), ("kind", "!=", "custom")]
        )
        with file_open("fmcg_channel/data/territory_cn.csv", "r") as stream:
            cls.rows = list(csv.DictReader(stream))

    def count(self, kind):
        return len(self.reference.filtered(lambda t: t.kind == kind))

    def test_reference_has_34_provinces(self):
        self.assertEqual(self.count("province"), 34)

    def test_reference_has_342_cities(self):
        self.assertEqual(self.count("city"), 342)

    def test_reference_has_2845_districts(self):
        self.assertEqual(self.count("district"), 2845)

    def test_every_row_of_the_file_is_a_territory(self):
        self.assertEqual(
            set(self.reference.mapped("code")), {row["code"] for row in self.rows}
        )

    def test_every_parent_is_that_of_the_file(self):
        wanted = {row["code"]: row["parent_code"] or False for row in self.rows}
        found = {t.code: t.parent_id.code for t in self.reference}
        self.assertEqual(found, wanted)

    def test_a_district_has_its_official_chinese_name(self):
        self.assertEqual(self.district.with_context(lang="zh_CN").name, "天河区")

    def test_a_district_has_an_english_name(self):
        self.assertEqual(self.district.name, "Tianhe District")

    def test_display_name_tells_the_whole_path(self):
        self.assertEqual(
            self.district.display_name, "Guangdong / Guangzhou / Tianhe District"
        )

    def test_every_reference_territory_has_the_external_id_of_its_code(self):
        external_ids = self.reference._get_external_ids()
        wrong = [
            territory.code
            for territory in self.reference
            if f"fmcg_channel.territory_cn_{territory.code}"
            not in external_ids[territory.id]
        ]
        self.assertFalse(wrong)

    def test_loading_again_adds_nothing(self):
        self.env["channel.territory"]._load_reference("cn")
        count = self.env["channel.territory"].search_count(
            [("country_id", "=", self.china.id), ("kind", "!=", "custom")]
        )
        self.assertEqual(count, len(self.rows))

    def test_loading_again_keeps_the_record_of_a_code(self):
        self.env["channel.territory"]._load_reference("cn")
        self.assertEqual(
            self.env.ref("fmcg_channel.territory_cn_440106"), self.district
        )

    def test_loading_again_repairs_a_changed_name(self):
        self.district.name = "Somewhere"
        self.env.flush_all()
        self.env["channel.territory"]._load_reference("cn")
        self.assertEqual(self.district.name, "Tianhe District")

    def test_loading_again_leaves_own_territories_alone(self):
        own = self.env["channel.territory"].create(
            {"name": "Sales area 7", "code": "A7", "country_id": self.china.id}
        )
        self.env["channel.territory"]._load_reference("cn")
        self.assertEqual((own.name, own.kind), ("Sales area 7", "custom"))

    def test_a_province_contains_its_districts(self):
        province = self.env.ref("fmcg_channel.territory_cn_440000")
        inside = self.env["channel.territory"].search([("id", "child_of", province.id)])
        self.assertIn(self.district, inside)

    def test_a_territory_is_found_by_its_code(self):
        found = self.env["channel.territory"].name_search("440106")
        self.assertEqual([row[0] for row in found], self.district.ids)

    def test_a_code_is_unique_within_its_country(self):
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            self.env["channel.territory"].create(
                {"name": "Twin", "code": "440106", "country_id": self.china.id}
            )

    def test_a_code_may_return_in_another_country(self):
        france = self.env.ref("base.fr")
        twin = self.env["channel.territory"].create(
            {"name": "Twin", "code": "440106", "country_id": france.id}
        )
        self.assertEqual(twin.code, self.district.code)
