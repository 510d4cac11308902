from odoo.exceptions import AccessError
from odoo.fields import Datetime
from odoo.tests import TransactionCase, tagged
from odoo.tools.barcode import check_barcode_encoding

from odoo.addons.fmcg_channel.tests.common import ChartMemory

from ..story import approval, head_office
from ..story.book import NAMESPACE, table
from ..story.orders import STEPS
from ..story.products import ean13
from ..story.promotions import FIRST_NUMBER

# How far an order of the table has come, where its name is not the stage's.
STAGE_OF = {"invoiced": "received", "returning": "settled", "refunded": "settled"}


@tagged("post_install", "-at_install")
class TestStory(ChartMemory, TransactionCase):
    takes_long = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.remember_charts()
        cls.story = cls.env["fmcg.demo.story"]
        cls.story._load()
        cls.env.flush_all()

    def tale(self, name):
        return self.env.ref(f"{NAMESPACE}.{name}")

    def orders(self):
        numbers = range(1, len(table("orders")) + 1)
        return self.env["sale.order"].union(
            *(self.tale(f"order_{number}") for number in numbers)
        )

    def test_every_order_stands_where_the_table_says(self):
        for row, order in zip(table("orders"), self.orders(), strict=True):
            expected = STAGE_OF.get(row["stage"], row["stage"])
            self.assertEqual(order.channel_stage, expected, order.name)

    def test_every_stage_occurs(self):
        """All but these: that a carrier has delivered is known with tracking only, and
        what waits for a head office has a table of its own."""
        stages = dict(self.env["sale.order"]._fields["channel_stage"].selection)
        elsewhere = {stage for stage in stages if stage.startswith("buyer_")}
        told = set(self.orders().mapped("channel_stage"))
        untold = {"delivered"}
        self.assertEqual(told, set(stages) - untold - elsewhere)
        self.assertEqual({row["stage"] for row in table("orders")}, set(STEPS))

    def test_each_tier_sells(self):
        tiers = self.orders().seller_node_id.tier_id.mapped("code")
        self.assertEqual(set(tiers), {"brand", "province", "city", "sub"})

    def test_there_is_a_promotion_of_each_kind_and_state(self):
        promotions = self.env["channel.promotion"].union(
            *(self.tale(f"promotion_{row['key']}") for row in table("promotions"))
        )
        for name in ("kind", "state"):
            field = promotions._fields[name]
            self.assertEqual(set(promotions.mapped(name)), set(dict(field.selection)))

    def test_orders_got_promotions_of_nearly_each_kind(self):
        """All but one: freight is charged when a carrier is chosen."""
        numbers = range(FIRST_NUMBER, FIRST_NUMBER + len(table("promotion_orders")))
        orders = self.env["sale.order"].union(
            *(self.tale(f"order_{number}") for number in numbers)
        )
        kinds = orders.promotion_application_ids.promotion_id.mapped("kind")
        field = self.env["channel.promotion"]._fields["kind"]
        self.assertEqual(set(kinds), set(dict(field.selection)) - {"freight"})
        for row, order in zip(table("promotion_orders"), orders, strict=True):
            self.assertEqual(order.channel_stage, row["stage"], order.name)

    def account(self, buyer):
        return self.tale(f"agreement_gz_{buyer}").credit_account_id

    def test_credit_is_told(self):
        """Near the limit, a raise, a group, a prepayment, and who is overdue."""
        near = self.account("py")._get_exposure()
        self.assertTrue(near.checked)
        self.assertEqual(self.account("huijia").raised, 6000)
        group = self.tale("credit_group_gz")
        for buyer in ("yunding", "xianke"):
            self.assertEqual(self.account(buyer).group_id, group)
        self.assertEqual(self.account("aming").prepaid, 1500)
        self.assertTrue(self.account("liwan").is_late)
        self.assertTrue(self.tale("node_gz").company_id.credit_hold_overdue)

    def test_an_order_is_held_by_credit_and_another_one_released(self):
        held, released = self.tale("order_201"), self.tale("order_202")
        for row, order in zip(table("credit_orders"), held | released, strict=True):
            self.assertEqual(order.channel_stage, row["stage"], order.name)
        codes = {blocker.code for blocker in held._collect_blockers()}
        self.assertEqual(codes, {"credit_limit"})
        self.assertEqual(self.tale("credit_release_py").state, "used")
        self.assertEqual(released.credit_release_ids, self.tale("credit_release_py"))

    def numbered(self, first, name):
        """The orders of a table that are numbered from ``first``."""
        return [
            self.tale(f"order_{number}")
            for number, _row in enumerate(table(name), start=first)
        ]

    def test_a_head_office_answers_its_shops(self):
        states = {
            "approve": "approved",
            "reject": "rejected",
            "send_back": "sent_back",
            "": "waiting",
        }
        rows = table("head_office_orders")
        orders = self.numbered(head_office.FIRST_NUMBER, "head_office_orders")
        for row, order in zip(rows, orders, strict=True):
            self.assertEqual(order.buyer_approval_state, states[row["answer"]])
            if order.withheld:
                stage = f"buyer_{order.buyer_approval_state}"
                self.assertEqual(order.channel_stage, stage)
        self.assertEqual({row["answer"] for row in rows}, set(states))

    def test_what_waits_for_a_head_office_is_the_buyers_own(self):
        waiting = self.numbered(head_office.FIRST_NUMBER, "head_office_orders")[-1]
        for login in head_office.APPROVERS:
            user = self.tale(f"user_{login.replace('.', '_')}")
            policies = self.env["channel.buyer.policy"]._find_for_head_office(user)
            domain = policies._get_orders_domain(True)
            self.assertEqual(self.env["sale.order"].search(domain), waiting)
        for login in ("sales_gz", "admin_gz"):
            seen = self.env["sale.order"].with_user(self.tale(f"user_{login}"))
            self.assertFalse(seen.search([("id", "=", waiting.id)]), login)

    def asked_orders(self):
        orders = self.numbered(approval.FIRST_NUMBER, "approval_orders")
        keys = [row["key"] for row in table("approval_orders")]
        return dict(zip(keys, orders, strict=True))

    def test_approvers_have_answered_what_they_were_asked(self):
        orders = self.asked_orders()
        for row in table("approval_orders"):
            self.assertEqual(orders[row["key"]].channel_stage, row["stage"], row["key"])
        kinds = {
            kind
            for order in orders.values()
            for kind in order.decision_ids.mapped("kind")
        }
        told = {"approved", "passed_up", "rejected", "sent_back", "question"}
        self.assertEqual(kinds, told)
        stood_in = orders["stand_in"].decision_ids
        self.assertEqual(stood_in.on_behalf_of_id, self.tale("user_manager_gz"))

    def waiting_for(self, login):
        """What *Waiting for My Approval* shows to somebody, of this chapter's orders."""
        user = self.tale(f"user_{login}")
        company = user.company_id
        model = self.env["sale.order"].with_user(user).with_company(company)
        seen = model.search([("can_review", "=", True)])
        return {key for key, order in self.asked_orders().items() if order in seen}

    def test_each_approver_sees_what_waits_for_them(self):
        self.assertEqual(self.waiting_for("finance_gz"), {"question", "waiting"})
        self.assertEqual(self.waiting_for("manager_gz"), {"question", "waiting"})
        self.assertEqual(self.waiting_for("admin_gz"), {"passed_up"})
        self.assertEqual(self.waiting_for("finance_brand"), {"asked"})
        for login in ("sales_gz", "sales2_gz", "service_gz", "admin_sz"):
            self.assertFalse(self.waiting_for(login), login)

    def test_rules_are_named_in_both_languages(self):
        for row in table("approval_rules"):
            rule = self.tale(f"approval_rule_{row['seller']}_{row['key']}")
            self.assertEqual(rule.with_context(lang="en_US").name, row["name_en"])
            self.assertEqual(rule.with_context(lang="zh_CN").name, row["name_zh"])

    def test_parts_of_orders_come_from_two_tiers(self):
        """Asked for, on their way, and arrived; what each line says of it."""
        supplier = self.tale("node_gd").partner_id.name
        supply = {}
        for row in table("cascade_orders"):
            order = self.tale(f"order_cascade_{row['came']}")
            self.assertEqual(order.channel_stage, row["stage"], row["came"])
            own, above = order.order_line.filtered(lambda line: line.product_id.is_storable)
            self.assertFalse(own.supply, "all is there")
            supply[row["came"]] = above.supply or "all there"
            self.assertTrue(above.promised_date)
        for came in ("asked", "coming"):
            self.assertIn(f"from {supplier} by", supply[came])
        self.assertEqual(supply["arrived"], "all there")
        stages = [
            self.tale(f"order_cascade_{came}_above").channel_stage
            for came in ("asked", "coming", "arrived")
        ]
        self.assertEqual(stages, ["confirmed", "shipped", "received"])

    def test_the_stock_of_a_distributor_is_replenished(self):
        company = self.tale("node_sz").company_id
        rows = self.env["channel.replenishment"].search([("company_id", "=", company.id)])
        self.assertGreater(len(rows), 5)
        due = rows.filtered("is_due")
        self.assertEqual(due.product_id, self.tale("product_ene_02"))
        self.assertEqual((due.proposed, due.proposed_cases), (480, 20))
        self.assertEqual(due.purchase_id.state, "draft")

    def test_goods_come_back_and_are_refunded(self):
        returned = self.orders().filtered(lambda o: o._get_return_pickings())
        refunds = returned._get_refunds()
        self.assertGreaterEqual(len(returned), 3)
        self.assertEqual(set(refunds.mapped("state")), {"posted"})
        states = [
            next(s["state"] for s in order.channel_progress if s["code"] == "aftersale")
            for order in returned
        ]
        self.assertEqual(set(states), {"current", "done"})

    def test_nothing_happens_in_the_future_or_before_its_cause(self):
        now = Datetime.now()
        for order in self.orders():
            pickings = order.picking_ids.filtered("date_done")
            shipped = pickings.filtered(lambda p: p.picking_type_id.code == "outgoing")
            dates = [
                order.create_date,
                *order.mapped("submitted_date"),
                *pickings.filtered("preparation_date").mapped("preparation_date"),
                *shipped.mapped("date_done"),
                *order.receipt_ids.mapped("date"),
                now,
            ]
            dates = [date for date in dates if date]
            self.assertEqual(dates, sorted(dates), order.name)

    def test_an_order_was_shipped_in_part(self):
        """There is one to look at, for its seller and for a buyer with a login."""
        (order,) = self.orders().filtered(lambda o: o.channel_stage == "partly_shipped")
        left, rest = order._get_portal_shipments()
        self.assertEqual((left.state, rest.state), ("done", "assigned"))
        self.assertTrue(left.carrier_tracking_ref)
        self.assertEqual(len(left.move_ids), 2)
        self.assertEqual(len(rest.move_ids), 2)
        self.assertTrue(order.create_uid.share)

    def test_shipped_orders_can_be_traced(self):
        shipped = self.orders().filtered(lambda o: o.channel_stage == "shipped")
        for order in shipped:
            picking = order.picking_ids.filtered(
                lambda p: p.picking_type_id.code == "outgoing"
            )
            self.assertIn(picking.carrier_tracking_ref, picking.carrier_tracking_url)

    def test_names_are_in_both_languages(self):
        for row in table("products"):
            product = self.tale(f"product_{row['code'].replace('-', '_').lower()}")
            self.assertEqual(product.with_context(lang="en_US").name, row["name_en"])
            self.assertEqual(product.with_context(lang="zh_CN").name, row["name_zh"])

    def test_barcodes_are_valid_and_unique(self):
        products = self.env["product.product"].search([("default_code", "!=", False)])
        barcodes = products.filtered("barcode").mapped("barcode")
        barcodes += products.product_uom_ids.mapped("barcode")
        self.assertEqual(len(barcodes), len(set(barcodes)))
        self.assertGreater(len(barcodes), 2 * len(table("products")))
        for barcode in barcodes:
            self.assertTrue(check_barcode_encoding(barcode, "ean13"), barcode)

    def test_check_digit(self):
        self.assertEqual(ean13("400", 638133393), "4006381333931")

    def test_every_enterprise_taxes_every_product(self):
        companies = self.env["channel.node"].search([("code", "!=", False)]).company_id
        product = self.tale("product_wat_02")
        for company in companies.filtered("account_sale_tax_id"):
            taxes = product.taxes_id.filtered(lambda t, c=company: t.company_id == c)
            self.assertEqual(taxes.mapped("amount"), [13.0], company.name)

    def test_distributors_charge_prices_of_their_own(self):
        product = self.tale("product_wat_02")
        prices = {
            key: self.tale(f"pricelist_{key}")._get_product_price(product, 1.0)
            for key in ("gd_cd", "gz_cs", "sz_cs", "hz_cs")
        }
        self.assertEqual(len(set(prices.values())), len(prices))
        self.assertLess(prices["gd_cd"], prices["gz_cs"])

    def test_everybody_can_log_in(self):
        for login in self.story._logins():
            if login["login"] == "admin":
                continue  # has the password that Odoo or its owner gave
            credential = {
                "type": "password",
                "login": login["login"],
                "password": login["password"],
            }
            user = self.env["res.users"].search([("login", "=", login["login"])])
            answer = user.with_user(user)._check_credentials(
                credential, {"interactive": True}
            )
            self.assertEqual(answer["uid"], user.id)
            self.assertEqual(user.lang, login["lang"])

    def test_logins_name_every_role(self):
        roles = {row["role"] for row in table("users")}
        known = self.env["res.users.role"].search([]).mapped("name")
        told = {login["role"] for login in self.story._logins()}
        self.assertEqual(len(told), len(roles))
        self.assertLessEqual(told, set(known))

    def test_sibling_distributors_do_not_see_each_other(self):
        user = self.tale("user_sales_sz")
        mine = self.tale("agreement_sz_youxian").with_user(user)
        self.assertTrue(mine.name_search("", limit=1) and mine.display_name)
        with self.assertRaises(AccessError):
            self.tale("agreement_gz_huijia").with_user(user).read(["priority"])

    def test_telling_it_again_changes_nothing(self):
        models = (
            "sale.order",
            "res.partner",
            "res.company",
            "stock.quant",
            "res.users",
        )
        before = {model: self.env[model].search_count([]) for model in models}
        self.story._load()
        after = {model: self.env[model].search_count([]) for model in models}
        self.assertEqual(after, before)

    def test_no_letter_leaves_the_house(self):
        partners = self.tale("node_gz").partner_id.child_ids
        letters = self.env["mail.mail"].search([("state", "=", "outgoing")])
        self.assertFalse(letters.filtered(lambda m: m.recipient_ids & partners))
