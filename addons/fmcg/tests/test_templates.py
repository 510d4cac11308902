import base64
from pathlib import Path

from odoo.tests import tagged

from odoo.addons.fmcg_channel.tests.common import ChannelCase

TEMPLATES = Path(__file__).resolve().parents[3] / "data" / "templates"
LANGUAGES = {"en": "en_US", "zh_CN": "zh_CN"}
IMPORT_OPTIONS = {
    "has_headers": True,
    "quoting": '"',
    "separator": ",",
    "float_thousand_separator": ",",
    "float_decimal_separator": ".",
    "date_format": "%Y-%m-%d",
    "datetime_format": "%Y-%m-%d %H:%M:%S",
}


class TemplateCase(ChannelCase):
    """The spreadsheets of ``data/templates``, filled in as they lie there, in an order
    in which somebody would who sets up a channel."""

    folder = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.company.name = "My Company"
        cls.company.partner_id.tz = "Asia/Shanghai"
        cls.lang = LANGUAGES[cls.folder]
        cls.env = cls.env(context={**cls.env.context, "lang": cls.lang})
        cls.seller = cls.create_staff(cls.company, "enterprise_admin")
        for model, names in (
            ("product.category", ("Sample drinks", "样例饮料")),
            ("product.brand", ("Sample brand", "样例品牌")),
        ):
            record = cls.env[model].with_context(lang="en_US").create({"name": names[0]})
            if record._fields["name"].translate or cls.lang == "zh_CN":
                record.with_context(lang="zh_CN").name = names[1]

    def get_file(self, name):
        return (TEMPLATES / self.folder / f"{name}.xlsx").read_bytes()

    def headings(self, name):
        sheet = self.env["channel.spreadsheet"]._open_spreadsheet(self.get_file(name))
        return sheet[0]

    def load(self, name, model, **context):
        """As the import dialog of a list does, with the fields that it finds by itself.

        :return: the records
        """
        Import = self.env["base_import.import"].with_context(**context)
        wizard = Import.create(
            {
                "res_model": model,
                "file": self.get_file(name),
                "file_name": f"{name}.xlsx",
                "file_type": "application/"
                "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            }
        )
        preview = wizard.parse_preview(dict(IMPORT_OPTIONS))
        headings = self.headings(name)
        self.assertEqual(preview.get("headers"), headings, preview)
        matches = preview["matches"]
        self.assertEqual(len(matches), len(headings), f"{headings}: {matches}")
        fields = ["/".join(matches[place]) for place in range(len(headings))]
        done = wizard.execute_import(fields, headings, dict(IMPORT_OPTIONS))
        self.assertFalse(done["messages"])
        return self.env[model].browse(done["ids"])

    def fill_in(self, name, model, **values):
        """The dialog of one of our own importers with the file in it."""
        wizard = self.model_as(model, self.seller).with_context(lang=self.lang)
        return wizard.create(
            {
                "data_file": base64.b64encode(self.get_file(name)),
                "file_name": f"{name}.xlsx",
                **values,
            }
        )

    def submit(self, name, model, **values):
        """:return: the dialog, after its import, and what it went on with"""
        wizard = self.fill_in(name, model, **values)
        return wizard, wizard.action_import()

    def check_all(self):
        distributor, shop = self.load("channel", "channel.node")
        self.assertEqual(distributor.parent_id, self.brand)
        self.assertEqual(shop.parent_id, distributor)
        self.assertEqual(shop.territory_id, self.district)
        agreement = self.load("agreements", "channel.agreement")
        self.assertRecordValues(
            agreement,
            [
                {
                    "company_id": self.company.id,
                    "node_id": distributor.id,
                    "credit_limit": 100000,
                    "state": "active",
                }
            ],
        )
        product = self.check_products()
        rule = self.load("listing", "channel.listing")
        self.assertEqual(rule.product_tmpl_id, product.product_tmpl_id)
        self.assertTrue(rule.is_listed)
        self.check_prices(product)
        self.check_order(product, agreement)
        self.check_stock(product)
        self.check_balances(distributor)

    def check_products(self):
        importer = self.env["channel.product.import"].with_context(lang=self.lang)
        self.assertEqual(self.headings("products"), importer._get_headers())
        wizard, action = self.submit("products", "channel.product.import")
        self.assertFalse(wizard.problem_count, wizard.report)
        product = self.env["product.product"].browse(action["domain"][0][2])
        self.assertEqual(product.default_code, "SAMPLE-TEA")
        self.assertEqual(len(product.uom_ids), 2)
        return product

    def check_prices(self, product):
        importer = self.env["channel.price.sheet.import"].with_context(lang=self.lang)
        headings = [column.label(self.lang) for column in importer._get_columns()]
        self.assertEqual(self.headings("prices"), headings)
        sheet = self.env["channel.price.sheet"].create(
            {"pricelist_id": self.create_pricelist(self.company).id}
        )
        wizard, _action = self.submit(
            "prices", "channel.price.sheet.import", sheet_id=sheet.id
        )
        self.assertFalse(wizard.problem_count, wizard.report)
        self.assertEqual(sheet.line_ids.mapped("new_price"), [2.8, 64.8])
        self.assertEqual(sheet.line_ids.product_tmpl_id, product.product_tmpl_id)

    def check_order(self, product, agreement):
        importer = self.env["channel.order.import"].with_context(lang=self.lang)
        self.assertEqual(self.headings("orders"), importer._get_headers())
        wizard = self.fill_in(
            "orders", "channel.order.import", agreement_id=agreement.id
        )
        wizard.action_check()
        line = wizard.line_ids
        self.assertEqual(line.product_id, product, wizard.read())
        self.assertEqual(line.quantity, 2)
        self.assertEqual(line.uom_id.factor, 24 * product.uom_id.factor)

    def check_stock(self, product):
        lot = self.load("opening_lots", "stock.lot")
        self.assertEqual((lot.product_id, lot.expiration_date.year), (product, 2036))
        quant = self.load("opening_stock", "stock.quant", inventory_mode=True)
        quant.action_apply_inventory()
        self.assertEqual(product.with_company(self.company).qty_available, 240)
        self.assertEqual(quant.lot_id, lot)

    def check_balances(self, distributor):
        Account = self.env["account.account"].with_company(self.company)
        for code, kind in (("112200", "asset_receivable"), ("400100", "equity")):
            if not Account.search([("code", "=", code)]):
                Account.create(
                    {
                        "code": code,
                        "name": code,
                        "account_type": kind,
                        "reconcile": kind == "asset_receivable",
                    }
                )
        move = self.load("opening_balances", "account.move")
        move.action_post()
        self.assertEqual(len(move), 1)
        self.assertEqual(move.state, "posted")
        owed = move.line_ids.filtered("debit")
        self.assertEqual(owed.partner_id, distributor.partner_id)
        self.assertEqual(owed.balance, 12800)


@tagged("post_install", "-at_install")
class TestEnglishTemplates(TemplateCase):
    folder = "en"

    def test_each_is_imported_as_it_is(self):
        self.check_all()


@tagged("post_install", "-at_install")
class TestChineseTemplates(TemplateCase):
    folder = "zh_CN"

    def test_each_is_imported_as_it_is(self):
        self.check_all()
