import random
from contextlib import contextmanager
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import TransactionCase, new_test_user, tagged

from ..models import account_account, account_analytic_distribution_model

MOVES = 40


class CoreSpeedCase(TransactionCase):
    @contextmanager
    def undone(self):
        """What happens inside has not happened."""
        self.env.flush_all()
        savepoint = self.env.cr.savepoint()
        try:
            yield
        finally:
            self.env.flush_all()
            savepoint.close(rollback=True)
            self.env.invalidate_all()

    def core(self, method):
        """Core's own method in place of ours, which stands above it."""

        def call(record, *args, **kwargs):
            return getattr(super(method.owner, record), method.name)(*args, **kwargs)

        return patch.object(method.owner, method.name, call)

    def without(self, model, attribute):
        return patch.object(type(self.env[model]), attribute, False)


class Method:
    def __init__(self, owner, name):
        self.owner, self.name = owner, name


@tagged("post_install", "-at_install")
class TestDefaults(CoreSpeedCase):
    def get_core(self):
        """Core's method without the memory around it."""
        for found in reversed(type(self.env["ir.default"]).mro()):
            if "_get_field_column_fallbacks" in found.__dict__:
                return found.__dict__["_get_field_column_fallbacks"].__wrapped__

    def test_values_of_all_companies(self):
        Default = self.env["ir.default"]
        first, second = self.env["res.company"].create(
            [{"name": "First of two"}, {"name": "Second of two"}]
        )
        Default.set("res.partner", "barcode", "for everybody")
        Default.set("res.partner", "barcode", "of one", company_id=first.id)
        Default.set("res.partner", "barcode", "the system's", user_id=1)
        Default.set("res.partner", "credit_limit", 7.5)
        Default.set("res.partner", "credit_limit", 9.0, company_id=second.id)
        Default.set("product.template", "standard_price", 3, condition="type=service")
        Default.set("product.category", "property_valuation", "real_time", user_id=2)
        core, compared = self.get_core(), 0
        for name, model in self.env.items():
            for field in model._fields.values():
                if field.company_dependent and not model._abstract:
                    with self.subTest(model=name, field=field.name):
                        self.assertEqual(
                            Default._get_field_column_fallbacks(name, field.name),
                            core(Default, name, field.name),
                        )
                    compared += 1
        self.assertGreater(compared, 5)

    def test_queries_do_not_grow_with_companies(self):
        counts = []
        for number in range(3):
            self.env["res.company"].create({"name": f"Company {number}"})
            self.env.flush_all()
            self.env.registry.clear_cache()
            before = self.env.cr.sql_log_count
            self.env["ir.default"]._get_field_column_fallbacks("res.partner", "barcode")
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[2], counts[0], counts)


@tagged("post_install", "-at_install")
class TestAccountCodes(CoreSpeedCase):
    METHOD = Method(account_account.AccountAccount, "_field_to_sql")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.here = cls.env.company
        cls.there, cls.later = cls.env["res.company"].create(
            [{"name": "Another company"}, {"name": "A later company"}]
        )
        cls.env.user.company_ids |= cls.there | cls.later
        values = {"name": "Rent", "account_type": "expense"}
        cls.accounts = cls.env["account.account"]
        for company, code in (
            (cls.there, "900001"),
            (cls.here, "900000"),
            (cls.later, "900003"),
        ):
            model = cls.env["account.account"].with_company(company)
            cls.accounts |= model.create({**values, "code": code})
        shared = cls.accounts[0].with_company(cls.later)
        shared.code = "900002"
        shared.company_ids |= cls.later

    def read_codes(self, company):
        accounts = self.accounts.with_company(company)
        query = accounts._as_query()
        code = accounts._field_to_sql("account_account", "placeholder_code", query)
        rows = self.env.execute_query(query.select("account_account.id", code))
        found = accounts.search([("id", "in", accounts.ids)])
        return dict(rows), found.ids, query.from_clause.code

    def test_codes_and_their_order(self):
        for company in (self.here, self.there, self.later):
            with self.subTest(company=company.name):
                with self.core(self.METHOD):
                    codes, order, source = self.read_codes(company)
                self.assertNotIn("LATERAL", source)
                found_codes, found_order, source = self.read_codes(company)
                self.assertIn("LATERAL", source)
                self.assertEqual((found_codes, found_order), (codes, order))

    def test_codes_that_are_computed(self):
        accounts = self.accounts.with_company(self.here)
        self.assertEqual(
            self.read_codes(self.here)[0],
            {account.id: account.placeholder_code for account in accounts},
        )


@tagged("post_install", "-at_install")
class TestRules(CoreSpeedCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = new_test_user(cls.env, "union", "base.group_user")
        tags = cls.env["res.partner.category"].create(
            [{"name": "One of the union"}, {"name": "Another of the union"}]
        )
        parent = cls.env["res.partner"].create({"name": "Parent", "ref": "union"})
        cls.partners = cls.env["res.partner"].create(
            [
                {"name": "By no way"},
                {"name": "By its tag", "category_id": [Command.set(tags[:1].ids)]},
                {"name": "By both", "category_id": [Command.set(tags.ids)]},
                {"name": "By its parent", "parent_id": parent.id},
                {"name": "Archived", "parent_id": parent.id, "active": False},
                {"name": "By itself", "ref": "union"},
            ]
        )
        cls.env["ir.rule"].create(
            {
                "name": "Alternatives in other tables",
                "model_id": cls.env["ir.model"]._get_id("res.partner"),
                "domain_force": "['|', '|', '|', '|',"
                " ('category_id.name', '=', 'One of the union'),"
                " ('category_id.name', '=', 'Another of the union'),"
                " ('parent_id.ref', '=', 'union'), ('ref', '=', 'union'),"
                " ('user_ids.login', '=', 'union')]",
            }
        )

    def search(self, domain=()):
        model = self.env["res.partner"].with_user(self.user)
        return model.with_context(active_test=False).search(domain)

    def test_the_same_records_are_found(self):
        rule = self.env["ir.rule"].with_user(self.user)
        with self.without("res.partner", "_rules_by_union"):
            expected = self.search()
            domain = rule._compute_domain("res.partner")
        found = self.search()
        self.assertEqual(found, expected)
        self.assertEqual(found.with_env(self.env) & self.partners, self.partners[1:])
        union = rule._compute_domain("res.partner")
        everything = self.env["res.partner"].with_context(active_test=False)
        self.assertIn("UNION", str(everything._search(union).select().code))
        self.assertNotIn("UNION", str(everything._search(domain).select().code))
        for part in (everything.search([]), self.partners, everything.browse()):
            self.assertEqual(part.filtered_domain(union), part.filtered_domain(domain))

    def test_other_conditions_are_asked_as_well(self):
        domain = [("name", "like", "By"), ("id", "in", self.partners.ids)]
        with self.without("res.partner", "_rules_by_union"):
            expected = self.search(domain)
        self.assertEqual(self.search(domain), expected)
        self.assertEqual(len(expected), 4)

    def test_records_through_a_relation(self):
        users = self.env["res.users"].with_user(self.user)
        with self.without("res.partner", "_rules_by_union"):
            expected = users.search([])
        self.assertEqual(users.search([]), expected)


@tagged("post_install", "-at_install")
class TestPaths(CoreSpeedCase):
    """On categories of products; which models say so is theirs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.draw = random.Random(7)
        Category = cls.env["product.category"]
        cls.tree = Category.create({"name": "Root"})
        for number in range(25):
            parent = cls.draw.choice([*cls.tree, Category])
            cls.tree |= Category.create({"name": f"C{number}", "parent_id": parent.id})
        cls.classPatch(type(Category), "_paths_by_index", True)

    def move(self, moved, parent):
        """:return: what the tree is then, or that it was refused"""
        with self.undone():
            try:
                moved.parent_id = parent
                self.env.flush_all()
            except UserError:
                return "refused"
            self.env.invalidate_all()
            return {record.id: record.parent_path for record in self.tree}

    def test_random_moves(self):
        seen = set()
        for _number in range(MOVES):
            parent = self.draw.choice([*self.tree, self.tree.browse()])
            moved = self.draw_siblings()
            with self.without("product.category", "_paths_by_index"):
                expected = self.move(moved, parent)
            with self.subTest(moved=moved, parent=parent):
                self.assertEqual(self.move(moved, parent), expected)
            seen.add(expected == "refused")
            if expected != "refused":
                moved.parent_id = parent
        self.assertEqual(seen, {True, False})

    def draw_siblings(self):
        """Some that do not stand below each other: core's statement would meet a record
        twice, and which of its two paths stays is not said."""
        one = self.draw.choice(self.tree)
        siblings = self.tree.filtered(lambda other: other.parent_id == one.parent_id)
        return siblings.filtered(lambda other: other == one or self.draw.random() < 0.3)

    def test_what_is_below_is_found_after_a_move(self):
        root, child = self.tree[0], self.env["product.category"].create({"name": "New"})
        below = child.create({"name": "Below", "parent_id": child.id})
        child.parent_id = root
        self.assertIn(below, child.search([("id", "child_of", root.id)]))
        self.assertEqual(below.parent_path, f"{root.parent_path}{child.id}/{below.id}/")


@tagged("post_install", "-at_install")
class TestDistribution(CoreSpeedCase):
    METHOD = Method(
        account_analytic_distribution_model.AccountAnalyticDistributionModel,
        "_get_applicable_models",
    )

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Model = cls.env["account.analytic.distribution.model"]
        cls.Model.search([]).unlink()
        plan = cls.env["account.analytic.plan"].create({"name": "Channels"})
        cls.account = cls.env["account.analytic.account"].create(
            {"name": "Retail", "plan_id": plan.id, "company_id": False}
        )
        cls.partner = cls.env["res.partner"].create({"name": "Distributed"})

    def get_both(self):
        answers = []
        for partner in (self.partner, self.env.user.partner_id):
            values = {"partner_id": partner.id, "company_id": self.env.company.id}
            found = self.Model._get_distribution(dict(values))
            with self.core(self.METHOD):
                self.assertEqual(self.Model._get_distribution(dict(values)), found)
            answers.append(found)
        return answers

    def create_model(self):
        return self.Model.create(
            {
                "partner_id": self.partner.id,
                "analytic_distribution": {str(self.account.id): 100},
            }
        )

    def test_no_model_some_and_none_again(self):
        self.assertEqual(self.get_both(), [{}, {}])
        model = self.create_model()
        self.assertEqual(self.get_both(), [{str(self.account.id): 100}, {}])
        model.unlink()
        self.assertEqual(self.get_both(), [{}, {}])

    def test_a_model_of_another_company_counts(self):
        other = self.env["res.company"].create({"name": "Another company"})
        self.create_model().company_id = other
        self.assertEqual(self.get_both(), [{}, {}])

    def test_nothing_is_asked_where_there_is_none(self):
        values = {"partner_id": self.partner.id}
        self.Model._get_distribution(dict(values))
        with self.assertQueryCount(0):
            self.Model._get_distribution(dict(values))
