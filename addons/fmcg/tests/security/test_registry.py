"""No model of the registry shows staff of one enterprise what is another's.

The matrix knows the models that somebody named; this test asks all there are. A model
that a new add-on or a new version of Odoo brings fails it until somebody has judged it:
a rule that confines it (``fmcg_channel/models/ir_rule_confined.py``), or a line in
``registry.csv`` with the reason why everybody may see it.
"""

import csv
from collections import Counter
from functools import cache
from pathlib import Path

from odoo import fields
from odoo.exceptions import AccessError, MissingError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .actors import STAFF_ROLES, SecurityCase
from .constants import SECRET
from .owners import Owners, is_table
from .staff_rows import StaffRows

TABLE = Path(__file__).with_name("registry.csv")
REFUSALS = (AccessError, MissingError)
QUIET = ("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
# Of parties one may see, one may know at which enterprise they stand.
KNOWN_POINTERS = {
    ("channel.agreement", "credit_account_id"),
    ("channel.agreement", "company_id"),
    ("channel.node", "company_id"),
    ("ir.attachment", "company_id"),
    ("res.partner", "company_id"),
    ("res.users", "company_id"),
}
# Theirs by other means: moves, locations, documents, the user of a partner
NOT_SHARED = {"ir.attachment", "mail.message", "res.partner", "stock.reference"}


@cache
def read_table():
    """:return: dict from model to (kind, reason)

    ``shared``: its rows are for everybody. ``untried``: no row of another enterprise
    can be made here; the reason says what keeps them apart.
    """
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {
            row["model"]: (row["kind"], row["reason"]) for row in csv.DictReader(file)
        }


@tagged("post_install", "-at_install", "fmcg_security")
class TestRegistry(SecurityCase):
    """The world, in which a rival also sells to ``lake_shop``, and one row of the
    subject's of whatever its staff can make."""

    takes_long = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_registry()

    @classmethod
    def build_registry(cls):
        cls.table = read_table()
        cls.shared = {
            name for name, (kind, _r) in cls.table.items() if kind == "shared"
        }
        cls.create_agreement(cls.coast.company_id, cls.lake_shop)
        cls.write_about_the_order()
        cls.build_more()
        cls.made = StaffRows(cls, cls.get_values()).make_all()
        cls.owners = Owners(cls.env, cls.shared)
        cls.strangers = [
            actor
            for actor in cls.actors.values()
            if actor.role in STAFF_ROLES and actor.relation not in ("colleague",)
        ]

    @classmethod
    def write_about_the_order(cls):
        """The customer whom the rivals share is told of its order and follows it."""
        order = cls.loose_order.with_user(cls.seller).with_company(cls.lake_company)
        order.message_subscribe(cls.lake_shop.partner_id.ids)
        order.message_post(
            body=SECRET,
            partner_ids=cls.lake_shop.partner_id.ids,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        for record in (order, cls.lake_shop, cls.lake_shop.partner_id):
            record = record.with_user(cls.seller).with_company(cls.lake_company).sudo()
            record.activity_schedule(
                "mail.mail_activity_data_todo", summary=SECRET, user_id=cls.seller.id
            )

    @classmethod
    def build_more(cls):
        """What the subject's staff have, and cannot make by themselves."""
        company, journals = cls.lake_company, cls.env["account.journal"]
        owned = {"company_id": company.id}
        bank = journals.search([("type", "=", "bank"), ("company_id", "=", company.id)])
        sequence = cls.env["ir.sequence"].create(
            {"name": SECRET, "use_date_range": True, **owned}
        )
        team = cls.env["crm.team"].create({"name": SECRET, **owned})
        calendar = company.resource_calendar_id.id
        for model, values in (
            ("account.bank.statement.line", {"journal_id": bank[:1].id, "amount": 7.0}),
            (
                "ir.sequence.date_range",
                {
                    "sequence_id": sequence.id,
                    "date_from": "2026-01-01",  # literal date: never asked
                    "date_to": "2026-12-31",  # literal date: never asked
                },
            ),
            ("crm.team.member", {"crm_team_id": team.id, "user_id": cls.seller.id}),
            ("resource.resource", {"name": SECRET, "calendar_id": calendar, **owned}),
            (
                "resource.calendar.leaves",
                {
                    "name": SECRET,
                    "calendar_id": calendar,
                    "date_from": "2026-01-01",  # literal date: never asked
                    "date_to": "2026-01-02",  # literal date: never asked
                    **owned,
                },
            ),
        ):
            cls.env[model].sudo().create(values)

    @classmethod
    def get_values(cls):
        """What some models take that their fields do not tell."""
        partner = {"partner_id": cls.lake_shop.partner_id.id}
        today = dict.fromkeys(("date_from", "date_to"), fields.Date.today())
        admin = cls.actors["enterprise_admin", "owner"].user
        action = cls.env.ref("base.action_partner_form").id
        parent = {"action_id": action, "parent_action_id": action}
        return {
            "account.account": {
                "account_type": "expense",
                "code": "7771",
                "name": SECRET,
            },
            "account.lock_exception": {
                "fiscalyear_lock_date": "2026-01-01",  # literal date: never asked
                "company_id": cls.lake_company.id,
                "user_id": admin.id,
            },
            "discuss.channel.member": {"partner_id": cls.seller.partner_id.id},
            "ir.default": {
                "json_value": f'"{SECRET}"',
                "company_id": cls.lake_company.id,
            },
            "ir.embedded.actions": {**parent, "name": SECRET},
            "ir.filters": {"name": SECRET, "model_id": "res.partner", "user_ids": []},
            "mail.activity.plan": {"company_id": cls.lake_company.id},
            "mail.canned.response": {
                "group_ids": [Command.set(cls.env.ref("base.group_user").ids)]
            },
            "resource.calendar.leaves": {
                "resource_id": False,
                "calendar_id": cls.lake_company.resource_calendar_id.id,
            },
            "channel.approval.delegation": today,
            "channel.credit.raise": {"amount": 7.0, **today},
            "stock.rule": {"company_id": cls.lake_company.id},
            "snailmail.letter": partner,
        }

    def tables(self, env):
        """Models with a table that the user of ``env`` may read."""
        for name, model in sorted(self.env.registry.items()):
            if is_table(model) and env[name].has_access("read"):
                yield env[name].with_context(active_test=False)

    def foreign_rows(self, actor):
        """Yields (model as the actor, ids of rows that are of other enterprises)."""
        own = set(actor.user.company_ids.ids)
        for model in self.tables(self.env_of(actor)):
            foreign = self.owners.foreign(model._name, own)
            if foreign and model._name not in self.shared:
                yield model, foreign

    def report(self, title, found):
        found = +found  # without what came to nothing
        if found:
            lines = [f"{where}: {count}" for where, count in sorted(found.items())]
            self.fail(f"{len(found)} {title}:\n  " + "\n  ".join(lines))

    # -- is everything judged? ---------------------------------------------------------

    def test_every_model_is_tried_or_judged(self):
        """Each model that some staff may read has rows of others in this test, or a
        line in ``registry.csv``; and no line has outlived its reason."""
        readable, tried = set(), set()
        for actor in self.strangers:
            readable |= {model._name for model in self.tables(self.env_of(actor))}
            tried |= {model._name for model, _foreign in self.foreign_rows(actor)}
        missing = readable - tried - set(self.table)
        self.assertFalse(missing, "Judge these models in registry.csv")
        unknown = set(self.table) - set(self.env.registry)
        self.assertFalse(unknown, "registry.csv: no such models")
        needless = {
            name for name, (kind, _r) in self.table.items() if kind == "untried"
        } & tried
        self.assertFalse(needless, "registry.csv: these are tried")
        for name, (kind, reason) in self.table.items():
            self.assertIn(kind, ("shared", "untried"), name)
            self.assertTrue(reason.strip(), name)

    # -- what is found -------------------------------------------------------------------

    @mute_logger(*QUIET)
    def test_no_foreign_row_is_found(self):
        """By search, by id, in groups and by name."""
        found = Counter()
        for actor in self.strangers:
            for model, foreign in self.foreign_rows(actor):
                for way, count in self.ask(model, foreign):
                    if count:
                        found[f"{actor} {way} {model._name}"] = count
        self.report("ways to rows of other enterprises", found)

    def ask(self, model, foreign):
        domain = [("id", "in", foreign)]
        yield "search", len(model.search(domain))
        yield "count", model._read_group(domain, [], ["__count"])[0][0]
        yield "read", len(model.browse(foreign)._filtered_access("read"))
        if model._rec_name:
            yield "name", len(model.name_search("", domain))

    @mute_logger(*QUIET)
    def test_no_row_that_is_seen_points_at_a_foreign_one(self):
        """A many2one tells the name of what it points at, and orders and groups by it,
        whether that may be read or not."""
        found = Counter()
        for actor in self.strangers:
            own = set(actor.user.company_ids.ids)
            for model in self.tables(self.env_of(actor)):
                for name, count in self.count_foreign_pointers(model, own):
                    found[f"{actor.role} {model._name}.{name}"] += count
        self.report("fields that point at rows of other enterprises", found)

    def count_foreign_pointers(self, model, own):
        fields = [
            field
            for field in model._fields.values()
            if field.type == "many2one"
            and field.column_type
            and field.store
            and not field.company_dependent
            and self.owners.of.get(field.comodel_name)
            and field.comodel_name not in self.shared
            and (model._name, field.name) not in KNOWN_POINTERS
            and model._has_field_access(field, "read")
        ]
        ids = fields and model.search([]).ids
        if not ids:
            return
        rows = self.owners._select(
            self.env.registry[model._name],
            [field.name for field in fields],
            "id IN %s",
            [tuple(ids)],
        )
        for index, field in enumerate(fields, 1):
            owned = self.owners.of[field.comodel_name]
            foreign = {
                row[0]: row[index]
                for row in rows
                if not owned.get(row[index], own) & own
            }
            if foreign:
                yield field.name, self.count_told(model, field.name, foreign)

    def count_told(self, model, name, foreign):
        """Of how many rows the client is told, by reading, asking or grouping."""
        records = model.browse(foreign)
        told = len([row for row in records.read([name], load=None) if row[name]])
        told += model.search_count([(name, "in", list(foreign.values()))])
        groups = model._read_group([("id", "in", records.ids)], [name])
        return told + len([target for (target,) in groups if target])

    @mute_logger(*QUIET)
    def test_no_relation_answers_questions_about_foreign_rows(self):
        """Domains through x2many fields and fields that are searched by a method."""
        found = Counter()
        for actor in self.strangers:
            if actor.relation != "competitor":
                continue
            own = set(actor.user.company_ids.ids)
            for model in self.tables(self.env_of(actor)):
                for field in self.find_searched_relations(model):
                    foreign = self.owners.foreign(field.comodel_name, own)
                    if self.answers(model, field, foreign):
                        found[f"{actor.role} {model._name}.{field.name}"] += 1
        self.report("relations that answer questions", found)

    def find_searched_relations(self, model):
        return [
            field
            for field in model._fields.values()
            if field.relational
            and field.comodel_name not in self.shared
            and not (field.type == "many2one" and field.store)
            and (field.store or field.search)
            and self.owners.of.get(field.comodel_name)
            and model._has_field_access(field, "read")
        ]

    def answers(self, model, field, foreign):
        savepoint = self.env.cr.savepoint(flush=False)
        try:
            return foreign and model.search_count([(f"{field.name}.id", "in", foreign)])
        except Exception:  # noqa: BLE001 - not to be asked so
            return False
        finally:
            savepoint.close(rollback=True)

    # -- what staff make -----------------------------------------------------------------

    def test_wizards_are_their_users_alone(self):
        """Also to colleagues in the same role."""
        colleague = self.create_staff(
            self.lake_company, *STAFF_ROLES, login="colleague-of-all@test.example"
        )
        wizards = {
            name: record for name, record in self.made.items() if record._transient
        }
        self.assertGreater(len(wizards), 30)
        for name, record in wizards.items():
            model = self.model_as(name, colleague)
            if model.has_access("read"):
                self.assertFalse(model.search([("id", "=", record.id)]), name)

    def test_what_is_shared_is_not_changed_by_staff(self):
        """What one enterprise's staff write is seen by no other: rows that everybody
        reads are written by system administrators."""
        found = Counter()
        for actor in self.strangers:
            if actor.relation not in ("owner", "own"):
                continue
            for model in self.tables(self.env_of(actor)):
                _kind, reason = self.table.get(model._name, ("", ""))
                if model._name in NOT_SHARED or reason.startswith("Staff write"):
                    continue
                rows = [
                    id_
                    for id_ in model.sudo().search([]).ids
                    if id_ not in self.owners.of[model._name]
                ]
                for operation in ("write", "unlink"):
                    if rows and model.has_access(operation):
                        count = len(model.browse(rows)._filtered_access(operation))
                        if count:
                            found[f"{actor.role} {operation} {model._name}"] = count
        self.report("ways to change what everybody sees", found)
