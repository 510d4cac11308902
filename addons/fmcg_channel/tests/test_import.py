import csv

from odoo.tests import tagged
from odoo.tools import file_open, mute_logger

from .common import EnterpriseCase


def read_template(name):
    """Header and rows of a template, as the import dialog would send them."""
    with file_open(f"fmcg_channel/static/csv/{name}.csv", "r") as stream:
        header, *rows = list(csv.reader(stream))
    return header, rows


@tagged("post_install", "-at_install")
class TestImportNodes(EnterpriseCase):
    open_enterprises = ("lake",)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.header, cls.rows = read_template("channel_node")
        cls.loader = cls.env["channel.node"].with_context(import_file=True)

    def load(self, rows=None, loader=None):
        return (loader or self.loader).load(self.header, rows or self.rows)

    def imported(self, name):
        return self.env.ref(f"__import__.{name}")

    def test_the_dialog_offers_the_template(self):
        (template,) = self.env["channel.node"].get_import_templates()
        self.assertEqual(
            template["template"], "/fmcg_channel/static/csv/channel_node.csv"
        )

    def test_the_template_loads_without_a_message(self):
        self.assertFalse(self.load()["messages"])

    def test_each_row_becomes_a_node(self):
        self.assertEqual(len(self.load()["ids"]), len(self.rows))

    def test_uplinks_follow_the_external_ids(self):
        self.load()
        self.assertEqual(
            self.imported("node_guangzhou_0001").parent_path.split("/")[:-1],
            [
                str(node.id)
                for node in (
                    self.brand,
                    self.imported("node_guangdong"),
                    self.imported("node_guangzhou"),
                    self.imported("node_guangzhou_0001"),
                )
            ],
        )

    def test_the_top_hangs_under_the_first_company(self):
        self.load()
        self.assertEqual(self.imported("node_guangdong").parent_id, self.brand)

    def test_an_upstream_must_stand_above_its_downstream_in_the_file(self):
        (message, *_others) = self.load(self.rows[:1] + self.rows[:0:-1])["messages"]
        self.assertIn("No matching record", message["message"])

    def test_each_node_has_its_legal_entity(self):
        self.load()
        self.assertRecordValues(
            self.imported("node_guangzhou_0001").partner_id,
            [{"name": "天河便利店", "company_registry": "91440106MA0EXMPL3C"}],
        )

    def test_territories_follow_the_official_codes(self):
        self.load()
        self.assertEqual(
            self.imported("node_guangzhou_0001").territory_id, self.district
        )

    def test_loading_again_adds_no_node(self):
        first = self.load()["ids"]
        self.assertEqual(self.load()["ids"], first)

    def test_loading_again_moves_a_node_and_keeps_its_history(self):
        self.load()
        rows = [list(row) for row in self.rows]
        rows[-1][self.header.index("parent_id/id")] = "node_guangdong"
        self.load(rows)
        node = self.imported("node_guangzhou_0002")
        self.assertEqual(node.transfer_ids.to_node_id, self.imported("node_guangdong"))

    def test_a_wrong_upstream_is_told_with_its_row(self):
        rows = [list(row) for row in self.rows]
        rows[2][self.header.index("parent_id/id")] = "node_nowhere"
        (message,) = self.load(rows)["messages"]
        self.assertEqual((message["rows"]["from"], message["type"]), (2, "error"))

    def test_a_wrong_row_imports_nothing(self):
        rows = [list(row) for row in self.rows]
        rows[2][self.header.index("parent_id/id")] = "node_nowhere"
        self.load(rows)
        self.assertFalse(
            self.env.ref("__import__.node_guangdong", raise_if_not_found=False)
        )

    @mute_logger("odoo.sql_db")
    def test_a_wrong_tier_order_is_told(self):
        rows = [list(row) for row in self.rows]
        rows[1][self.header.index("tier_id/id")] = "fmcg_channel.tier_brand"
        messages = self.load(rows)["messages"]
        self.assertIn("earlier tier", messages[0]["message"])

    def test_upstreams_may_be_named_by_their_code(self):
        header = [name.replace("parent_id/id", "parent_id") for name in self.header]
        rows = [list(row) for row in self.rows]
        place = header.index("parent_id")
        for row, code in zip(
            rows, (self.brand.code, "GD", "GD-GZ", "GD-GZ"), strict=True
        ):
            row[place] = code
        self.assertFalse(self.loader.load(header, rows)["messages"])

    def test_an_administrator_imports_into_the_own_subtree(self):
        admin = self.enterprise_admins[self.lake]
        rows = [["a_shop", "Imported Shop", "S-9", "", "fmcg_channel.tier_retail"]]
        header = ["id", "name", "code", "licence_number", "tier_id/id", "parent_id"]
        result = self.model_as("channel.node", admin).load(
            header, [rows[0] + [self.lake.code]]
        )
        self.assertFalse(result["messages"])

    def test_an_administrator_imports_nothing_elsewhere(self):
        admin = self.enterprise_admins[self.lake]
        result = self.model_as("channel.node", admin).load(self.header, self.rows)
        self.assertTrue(result["messages"])


@tagged("post_install", "-at_install")
class TestImportAgreements(EnterpriseCase):
    """The whole channel: nodes, then the enterprises among them, then agreements."""

    open_enterprises = ()

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["channel.node"].with_context(import_file=True).load(
            *read_template("channel_node")
        )
        for name in ("node_guangdong", "node_guangzhou"):
            cls.open_enterprise(cls.env.ref(f"__import__.{name}"))
        cls.header, cls.rows = read_template("channel_agreement")
        # the template's example name of the first company
        cls.rows[0][cls.header.index("company_id")] = cls.company.name
        cls.loader = cls.env["channel.agreement"].with_context(import_file=True)

    def load(self):
        return self.loader.load(self.header, self.rows)

    def imported(self, name):
        return self.env.ref(f"__import__.{name}")

    def test_the_dialog_offers_the_template(self):
        (template,) = self.env["channel.agreement"].get_import_templates()
        self.assertEqual(
            template["template"], "/fmcg_channel/static/csv/channel_agreement.csv"
        )

    def test_the_template_loads_without_a_message(self):
        self.assertFalse(self.load()["messages"])

    def test_each_row_becomes_an_agreement(self):
        self.assertEqual(len(self.load()["ids"]), len(self.rows))

    def test_sellers_follow_their_names(self):
        self.load()
        self.assertEqual(
            self.imported("agreement_guangzhou").seller_node_id,
            self.imported("node_guangdong"),
        )

    def test_terms_reach_the_partner(self):
        self.load()
        agreement = self.imported("agreement_guangzhou_0001")
        partner = agreement.partner_id.with_company(agreement.company_id)
        self.assertRecordValues(
            partner, [{"use_partner_credit_limit": True, "credit_limit": 5000}]
        )

    def test_an_imported_active_agreement_lets_the_buyer_order(self):
        self.load()
        agreement = self.imported("agreement_guangzhou")
        self.assertFalse(agreement._order_blocker(agreement.date_start))

    def test_an_imported_draft_waits(self):
        self.load()
        self.assertEqual(self.imported("agreement_guangzhou_0002").state, "draft")

    def test_loading_again_adds_no_agreement(self):
        first = self.load()["ids"]
        self.assertEqual(self.load()["ids"], first)

    def test_a_seller_that_is_no_enterprise_is_told_with_its_row(self):
        self.rows = [list(row) for row in self.rows]
        self.rows[1][self.header.index("company_id")] = "天河便利店"
        (message,) = self.load()["messages"]
        self.assertEqual(message["rows"]["from"], 1)
