
from odoo.fields import Domain
from odoo.tests import tagged

from ..engine import search_key
from .common import CatalogCase
from .search_cases import SearchCase


@tagged("post_install", "-at_install")
class TestGoodsSearch(CatalogCase, SearchCase):
    """One service finds goods for all who look for some."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.searched = cls.create_searched()
        cls.goods = cls.env["product.product"].sudo()
        cls.own = Domain("id", "in", cls.searched.ids)

    def find(self, text):
        return self.env["channel.goods.search"]._find_goods(self.goods, self.own, text)

    def page(self, text, limit, offset):
        return self.env["channel.goods.search"]._find_goods_page(
            self.goods, self.own, text, limit, offset
        )

    def test_each_example(self):
        self.check_searches(lambda text: self.find(text).mapped("default_code"))

    def test_nothing_typed_finds_everything(self):
        self.assertEqual(len(self.find("")), 3)
        self.assertEqual(self.page("", 2, 2)[1], 3)

    def test_what_begins_so_comes_first_on_all_pages(self):
        self.biscuit.with_context(lang="zh_CN").name = "可乐饼"
        self.zero.with_context(lang="zh_CN").name = "可乐 500"
        whole = self.find("可乐")
        self.assertEqual(whole[2], self.cola)
        for size in (1, 2, 3, 4):
            pages = [self.page("可乐", size, offset) for offset in range(0, 3, size)]
            self.assertEqual([one.id for page, _n in pages for one in page], whole.ids)
            self.assertEqual({count for _page, count in pages}, {3})
        self.assertEqual(
            self.env["channel.goods.search"]._find_goods(self.goods, self.own, "可乐", 2),
            whole[:2],
        )

    def test_just_this_code_comes_alone(self):
        self.zero.default_code = "FIND-SOD-012"
        self.assertEqual(self.find("find-sod-01"), self.cola)

    def test_the_key_follows_names_codes_and_brand(self):
        self.cola.with_context(lang="zh_CN").name = "橙汁"
        self.assertEqual(self.find("chengzhi"), self.cola)
        self.cola.barcode = "6940088100011"
        self.assertEqual(self.find("6940088"), self.cola)
        self.zero.default_code = "NEW-7"
        self.assertEqual(self.find("new7"), self.zero)
        self.cola.product_brand_id.name = "Hill Test"
        self.assertEqual(self.find("hill"), self.cola + self.biscuit)
        self.zero.product_tmpl_id.update_field_translations("name", {"zh_CN": "雪碧试"})
        self.assertEqual(self.find("xuebishi"), self.zero)

    def test_barcodes_of_cases_are_searched(self):
        self.env["product.uom"].create(
            {
                "product_id": self.zero.id,
                "uom_id": self.env.ref("uom.product_uom_dozen").id,
                "barcode": "16940077100981",
            }
        )
        self.assertEqual(self.find("16940077100981"), self.zero)
        self.assertEqual(self.find("0771009"), self.zero)

    def test_more_products_take_no_more_queries(self):
        few = self.count_queries(20)
        self.assertEqual(self.count_queries(60), few)

    def count_queries(self, size):
        self.env["product.product"].create([{"name": "可乐试"} for _number in range(size)])
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.env["channel.goods.search"]._find_goods_page(
            self.goods, Domain("sale_ok", "=", True), "可乐试", 10, 0
        )
        return self.env.cr.sql_log_count - before

    def test_the_index_knows_single_characters(self):
        """Of Chinese itself a database with the collation "C" indexes nothing."""
        self.env.cr.execute("SELECT show_trgm(%s)", [search_key.encode("茶")])
        self.assertGreater(len(self.env.cr.fetchone()[0]), 3)
        self.env.cr.execute(
            "SELECT indexdef FROM pg_indexes WHERE indexname = %s",
            ["product_product__search_key_index"],
        )
        self.assertIn("gin_trgm_ops", self.env.cr.fetchone()[0])

    def test_buyers_do_not_read_the_key(self):
        field = self.env["product.product"]._fields["search_key"]
        self.assertEqual(field.groups, "base.group_user")
