from odoo.tests import tagged

from odoo.addons.fmcg_buyer_approval.tests.common import BuyerApprovalCase


@tagged("post_install", "-at_install")
class TestStageWords(BuyerApprovalCase):
    """One order is called the same wherever somebody meets it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.people = cls.salesperson + cls.admin + cls.buyer + cls.boss
        cls.people.lang = "zh_CN"

    def waiting(self):
        """An order of the desk that the head office has to see first."""
        desk = self.model_as("channel.order.desk", self.salesperson)
        rows = [
            {
                "id": 1,
                "product_id": self.tea.id,
                "quantities": {str(self.tea.uom_id.id): 30},
            }
        ]
        answer = desk.with_context(lang="zh_CN").save(
            self.agreement.id, rows, "stage-words-of-the-desk", True
        )
        return self.env["sale.order"].browse(answer["order_id"]), answer["label"]

    def words_of_staff(self, order):
        """What lists, groups, the form and the desk call it, for its salesperson."""
        Order = self.model_as("sale.order", self.salesperson).with_context(lang="zh_CN")
        domain = [("id", "=", order.id)]
        words = dict(Order.fields_get(["channel_stage"])["channel_stage"]["selection"])
        read = Order.search_read(domain, ["channel_stage"])
        groups = Order.web_read_group(domain, ["channel_stage"])["groups"]
        desk = self.model_as("channel.order.desk", self.salesperson)
        opened = desk.with_context(lang="zh_CN").open_customer(self.agreement.id)
        last = {one["id"]: one["stage"] for one in opened["last_orders"]}
        return {
            "list": words[read[0]["channel_stage"]],
            "groups": words[groups[0]["channel_stage"]],
            "word": Order.browse(order.id)._get_stage_word(),
        } | ({"desk": last[order.id]} if order.id in last else {})

    def badges(self, user, url):
        self.log_in(user)
        page = self.get(url).text
        return {
            part.partition(">")[2].partition("<")[0].strip()
            for part in page.split('<span class="o_channel_stage')[1:]
        }

    def words_of_buyers(self, order):
        return {
            "order": self.badges(self.buyer, f"/zh_CN/my/orders/{order.id}"),
            "orders": self.badges(self.buyer, "/zh_CN/my/orders"),
            "head office": self.badges(self.boss, f"/zh_CN/my/approvals/{order.id}"),
            "approvals": self.badges(self.boss, "/zh_CN/my/approvals"),
        }

    def assertSameEverywhere(self, order, word):
        for place, found in self.words_of_staff(order).items():
            self.assertEqual(found, word, place)
        for place, found in self.words_of_buyers(order).items():
            self.assertEqual(found, {word}, place)

    def test_an_order_that_waits_for_the_head_office(self):
        order, label = self.waiting()
        self.assertEqual(label, "待总部审批")
        mail = self.env["mail.message"].search(
            [("partner_ids", "in", self.boss.partner_id.ids)], order="id desc", limit=1
        )
        self.assertIn(label, mail.body)
        self.assertSameEverywhere(order, label)

    def test_after_each_answer(self):
        answers = {
            "_send_back_for_buyer": "总部已退回",
            "_reject_for_buyer": "总部已驳回",
        }
        for answer, word in answers.items():
            order = self.place()
            getattr(self.of(order, self.boss), answer)("太多")
            order.invalidate_recordset()
            with self.subTest(answer):
                self.assertIn(word, self.badges(self.buyer, "/zh_CN/my/orders"))
                self.assertEqual(
                    self.badges(self.buyer, f"/zh_CN/my/orders/{order.id}"), {word}
                )
                self.assertEqual(
                    order.with_context(lang="zh_CN")._get_stage_word(), word
                )

    def test_what_the_seller_has_got_is_the_same_for_both(self):
        order = self.place()
        self.approve(order)
        order.invalidate_recordset()
        self.assertSameEverywhere(
            order, order.with_context(lang="zh_CN")._get_stage_word()
        )

    def test_the_approver_reads_the_shop_s_credit(self):
        self.agreement.credit_limit = 20000
        order = self.place()
        self.log_in(self.boss)
        page = self.get(f"/my/approvals/{order.id}").text
        credit = page.partition("o_approval_credit")[2].partition("</dd>")[0]
        self.assertIn("20,000", credit)

    def test_core_has_no_second_word_in_the_list(self):
        for xmlid in ("sale.view_order_tree", "sale.view_quotation_tree"):
            view = self.env["sale.order"].get_view(self.env.ref(xmlid).id, "list")
            column = view["arch"].partition('name="state"')[2].partition("/>")[0]
            self.assertIn('optional="hide"', column, xmlid)
