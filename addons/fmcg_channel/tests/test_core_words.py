"""Words of Odoo's own Chinese that mislead in this trade, by name; and that they stay."""

from unittest.mock import patch

from odoo.tests import TransactionCase, tagged

from .common import EnterpriseCase

CHINESE = "zh_CN"
# add-on, record or field, and what it is called
FIELDS = [
    ("account.move", "name", "编号"),
    ("account.payment", "name", "编号"),
    ("account.payment", "state", "状态"),
    ("account.move.line", "product_uom_id", "单位"),
    ("account.move", "fiscal_position_id", "税务规则"),
    ("sale.order", "fiscal_position_id", "税务规则"),
    ("sale.order.line", "product_uom_id", "单位"),
    ("sale.report", "product_uom_qty", "订购数量"),
    ("sale.order", "payment_term_id", "账期"),
    ("sale.order", "commitment_date", "送货日期"),
    ("account.move", "amount_residual", "未结金额"),
    ("account.move", "invoice_payment_term_id", "账期"),
    ("account.move", "currency_id", "币种"),
    ("account.move", "company_currency_id", "公司币种"),
    ("product.pricelist", "currency_id", "币种"),
    ("stock.picking", "scheduled_date", "计划日期"),
    ("stock.picking", "location_dest_id", "目的库位"),
    ("stock.quant", "location_id", "库位"),
    ("stock.quant", "lot_id", "批号/序列号"),
    ("stock.lot", "name", "批号/序列号"),
]
CHOICES = [
    ("account.move", "payment_state", "paid", "已结清"),
    ("account.payment", "state", "paid", "已结清"),
    ("stock.picking.type", "code", "outgoing", "发货"),
    ("product.template", "invoice_policy", "order", "订购数量"),
    ("account.payment", "payment_type", "inbound", "收款"),
    ("account.payment", "payment_type", "outbound", "付款"),
    ("account.move", "move_type", "out_refund", "红字发票"),
    ("sale.order", "invoice_status", "no", "无需开票"),
    ("stock.location", "usage", "transit", "在途"),
]
RECORDS = [
    ("uom.product_uom_unit", "个"),
    ("account.account_payment_method_manual_in", "手工收款"),
    ("account.account_payment_method_manual_out", "手工付款"),
    ("account.action_move_force_register_payment", "登记收付款"),
    ("account.action_account_all_payments", "收付款"),
    ("stock.action_picking_tree_incoming", "收货"),
    ("stock.in_picking", "收货"),
    ("stock.act_stock_return_picking", "退货"),
    ("account.action_account_payments", "收款"),
    ("account.action_move_out_refund_type", "红字发票"),
    ("account.action_account_fiscal_position_form", "税务规则"),
    ("account.menu_finance", "账务"),
    ("stock.stock_quant_action", "在库库存"),
    ("stock.action_location_form", "库位"),
    ("stock.menu_action_inventory_tree", "盘点"),
]
VIEWS = [
    ("account.view_move_form", "登记收付款", "支付"),
    ("account.view_account_payment_register_form", "登记收付款", "支付"),
    ("sale.sale_order_tree", "编号", "数量"),
    ("stock.view_stock_return_picking_form", "退货", "退回"),
    ("account.view_move_form", "红字发票", "退款通知"),
    ("stock.view_picking_form", "其他信息", "额外的信息"),
]
SCRIPTS = [
    ("web", "My Preferences", "个人设置"),
    ("web", "Missing required fields", "必填项未填"),
    ("mail", "Starred messages", "星标消息"),
]
LOADED = ["base", "uom", "account", "sale", "stock", "sale_stock", "fmcg_channel"]


class CoreWordsCase(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang(CHINESE)
        cls.modules = cls.env["ir.module.module"]
        cls.modules._load_module_terms(LOADED, [CHINESE])
        cls.chinese = cls.env(context={"lang": CHINESE})


@tagged("post_install", "-at_install")
class TestCoreWords(CoreWordsCase):
    def test_fields(self):
        for model, name, label in FIELDS:
            with self.subTest(model=model, field=name):
                found = self.chinese[model].fields_get([name])[name]["string"]
                self.assertEqual(found, label)

    def test_choices(self):
        for model, name, key, label in CHOICES:
            with self.subTest(model=model, field=name):
                found = self.chinese[model].fields_get([name])[name]["selection"]
                self.assertEqual(dict(found)[key], label)

    def test_records(self):
        for xmlid, name in RECORDS:
            with self.subTest(xmlid):
                self.assertEqual(self.chinese.ref(xmlid).name, name)

    def test_views(self):
        for xmlid, word, misleading in VIEWS:
            with self.subTest(xmlid):
                arch = self.chinese.ref(xmlid).arch_db
                self.assertIn(f'"{word}"', arch)
                self.assertNotIn(f'string="{misleading}"', arch)

    def test_scripts(self):
        ir_http = self.env["ir.http"]
        for lang in (CHINESE, "en_US"):
            found, _parameters = ir_http._get_translations_for_webclient(
                ["web", "mail"], lang
            )
            for module, *words in SCRIPTS:
                said = {one["id"]: one["string"] for one in found[module]["messages"]}
                expected = words[1] if lang == CHINESE else words[0]
                self.assertEqual(said.get(words[0], words[0]), expected)

    def assertPiece(self, name):
        unit = self.env.ref("uom.product_uom_unit").with_context(lang=CHINESE)
        self.assertEqual(unit.name, name)

    def test_they_survive_an_update_and_a_reload_of_the_language(self):
        for overwrite in (False, True):
            self.modules._load_module_terms(["uom"], [CHINESE], overwrite=overwrite)
            self.assertPiece("个")
        wizard = self.env["base.language.install"].create(
            {"lang_ids": self.env.ref("base.lang_zh_CN").ids, "overwrite": True}
        )
        wizard.lang_install()
        self.assertPiece("个")

    def test_the_locations_of_all_are_called_in_the_readers_language(self):
        for xmlid, english, name in (
            ("stock.stock_location_customers", "Customers", "客户"),
            ("stock.stock_location_suppliers", "Vendors", "供应商"),
        ):
            location = self.env.ref(xmlid)
            self.assertEqual(location.display_name, english)
            self.assertEqual(location.with_context(lang=CHINESE).display_name, name)

    def test_a_change_is_told_in_the_readers_language(self):
        field = self.env["ir.model.fields"]._get("stock.picking", "state")
        message = self.env["mail.message"].create({"model": "stock.picking"})
        values = {"field_id": field.id, "mail_message_id": message.id}
        tracking = self.env["mail.tracking.value"].create(
            {**values, "old_value_char": "Ready", "new_value_char": "Done"}
        )
        (told,) = tracking.with_env(self.chinese)._tracking_value_format()
        self.assertEqual((told["oldValue"], told["newValue"]), ("就绪", "已完成"))
        tracking.write({"old_value_char": "就绪", "new_value_char": "No such word"})
        (told,) = tracking._tracking_value_format()
        self.assertEqual((told["oldValue"], told["newValue"]), ("Ready", "No such word"))


@tagged("post_install", "-at_install")
class TestNamesAtOpening(EnterpriseCase):
    """In both languages where the field has them, else in the enterprise's."""

    open_enterprises = ()

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang(CHINESE)
        cls.env["ir.module.module"]._load_module_terms(LOADED, [CHINESE])
        Company = cls.env.registry["res.company"]
        with patch.object(Company, "_get_working_lang", lambda self: CHINESE):
            cls.open_enterprise(cls.north)
        cls.opened = cls.north.company_id

    def names(self, model, lang, *domain):
        records = self.env[model].with_context(lang=lang, active_test=False)
        own = [("company_id", "=", self.opened.id)]
        return set(records.search([*own, *domain]).mapped("name"))

    def test_operation_types(self):
        chinese = self.names("stock.picking.type", CHINESE)
        self.assertLessEqual({"收货", "发货", "拣货", "打包", "内部调拨"}, chinese)
        english = self.names("stock.picking.type", "en_US")
        self.assertLessEqual({"Receipts", "Delivery Orders", "Pick"}, english)

    def test_locations(self):
        names = self.names("stock.location", "en_US", ("usage", "!=", "view"))
        self.assertLessEqual({"库存", "收货区", "发货区"}, names)
        for name in names:
            self.assertFalse(name.isascii(), name)

    def test_routes(self):
        for name in self.names("stock.route", CHINESE):
            self.assertRegex(name, "(收货|发货|越库)")

    def test_journals(self):
        for name in self.names("account.journal", CHINESE):
            self.assertFalse(name.isascii(), name)

    def test_ways_to_pay(self):
        lines = self.env["account.payment.method.line"].search(
            [("journal_id.company_id", "=", self.opened.id)]
        )
        self.assertLessEqual(set(lines.mapped("name")), {"手工收款", "手工付款"})

    def test_the_base_list(self):
        lists = self.names("product.pricelist", CHINESE)
        self.assertEqual(lists, {f"{self.opened.name}基础价格表"})
        lists = self.names("product.pricelist", "en_US")
        self.assertEqual(lists, {f"Base prices of {self.opened.name}"})

    def test_the_language_is_the_countrys(self):
        partner = self.opened.partner_id
        partner.lang = "en_US"
        for code, lang in (("CN", CHINESE), ("US", "en_US"), ("DE", "en_US")):
            partner.country_id = self.env["res.country"].search([("code", "=", code)])
            self.assertEqual(self.opened._get_working_lang(), lang)

    def test_names_that_were_given_by_hand_stay(self):
        kind = self.env["stock.picking.type"].search(
            [("company_id", "=", self.opened.id), ("code", "=", "incoming")], limit=1
        )
        kind.with_context(lang=CHINESE).name = "自提入库"
        self.opened._name_in_own_language()
        self.assertEqual(kind.with_context(lang=CHINESE).name, "自提入库")
