import re
from pathlib import Path

from odoo.exceptions import AccessError, UserError
from odoo.models import MAGIC_COLUMNS
from odoo.modules import Manifest
from odoo.tests import tagged

from ..engine import writable
from .gate_common import GateCase

MODELS = ("sale.order", "sale.order.line")


@tagged("post_install", "-at_install")
class TestWritable(GateCase):
    """Somebody has decided about every field that a role can write."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.actors = cls.get_everybody()

    def get_writable(self, model):
        """Names of fields that some role can write, by rights and fields alone."""
        found = set()
        for user in self.actors.values():
            records = self.model_as(model, user)
            if not records.has_access("write"):
                continue
            found |= {
                name
                for name, field in records._fields.items()
                if name not in MAGIC_COLUMNS
                and name != "display_name"
                and (field.store or field.inverse or not field.readonly)
                and not (field.compute and field.readonly and not field.inverse)
                and records._has_field_access(field, "write")
            }
        return found

    def test_every_field_that_can_be_written_is_decided(self):
        for model in MODELS:
            decided = self.env[model]._get_field_decisions().keys()
            undecided = sorted(self.get_writable(model) - decided)
            with self.subTest(model):
                self.assertFalse(undecided, "add these to engine/writable.py")

    def test_nothing_is_decided_that_is_no_field(self):
        for model in MODELS:
            with self.subTest(model):
                gone = self.env[model]._get_field_decisions().keys()
                self.assertFalse(sorted(gone - self.env[model]._fields.keys()))

    def test_every_reason_is_one_of_the_gate(self):
        codes = set(self.env["channel.gate.reason"].search([]).mapped("code"))
        for model in MODELS:
            for name, one in self.env[model]._get_field_decisions().items():
                with self.subTest(f"{model} {name}"):
                    self.assertTrue(one.why)
                    self.assertEqual(one.may == writable.REASON, bool(one.reason))
                    self.assertTrue(not one.reason or one.reason in codes)

    def test_the_readmes_have_the_tables(self):
        text = self.get_readmes()
        for of, model in zip(("order", "line"), MODELS, strict=True):
            for row in writable.tabulate(of, self.env[model]._get_field_decisions()):
                with self.subTest(row):
                    self.assertIn(row, text)

    def get_readmes(self):
        """Of all our add-ons: each has the fields of its own."""
        names = self.env["ir.module.module"].search(
            [("state", "=", "installed"), ("name", "=like", "fmcg%")]
        )
        paths = (
            Path(Manifest.for_addon(name).path) / "readme" / "DEVELOP.md"
            for name in names.mapped("name")
        )
        return "\n".join(path.read_text() for path in paths if path.exists())

    def test_what_is_barred_is_refused_to_everybody(self):
        order = self.enter_order()
        sample = {"char": "forged", "boolean": True, "one2many": [(5,)], "date": "2020-01-01"}
        for record in (order, order.order_line[0]):
            for name, one in record._get_field_decisions().items():
                field = record._fields[name]
                if one.may != writable.BARRED:
                    continue
                value = sample.get(field.type, [(4, 1)])
                for role, user in self.actors.items():
                    with self.subTest(f"{role} {name}"), self.assertRaises(AccessError):
                        self.as_user(record, user).write({name: value})

    def test_computed_fields_are_refused_with_their_name(self):
        order = self.enter_order()
        for name, value in {
            "amount_total": 1.0,
            "can_confirm_receipt": True,
            "delivery_status": "full",
            "effective_date": "2020-01-01 00:00:00",
            "invoice_status": "invoiced",
        }.items():
            with self.subTest(name), self.assertRaisesRegex(AccessError, name):
                order.write({name: value})
        for name, value in {
            "company_id": self.company.id,
            "price_subtotal": 1.0,
            "qty_invoiced": 9.0,
            "state": "sale",
        }.items():
            with self.subTest(name), self.assertRaisesRegex(AccessError, name):
                order.order_line[0].write({name: value})

    def test_forms_may_send_back_what_they_have_read(self):
        order = self.enter_order()
        order.write({"amount_total": order.amount_total, "client_order_ref": "PO-1"})
        self.assertEqual(order.client_order_ref, "PO-1")

    def test_an_order_that_is_not_confirmed_is_not_locked(self):
        order = self.enter_order()
        for action in (lambda: order.write({"locked": True}), order.action_lock):
            with self.assertRaisesRegex(UserError, "Locked"):
                action()
        values = {"partner_id": order.partner_id.id}
        Order = self.model_as("sale.order", self.seller)
        with self.assertRaises(UserError):
            Order.create({**values, "locked": True})
        with self.assertRaises(UserError):
            Order.with_context(default_locked=True).create(values)
        order.action_submit()
        self.assertEqual(order.state, "sale")
        order.action_lock()
        self.assertTrue(order.locked)

    def test_nobody_signs_for_the_customer(self):
        order = self.enter_order()
        with self.assertRaises(AccessError):
            order.signed_by = "The customer"

    def test_the_journal_is_finances(self):
        order = self.enter_order()
        journal = self.env["account.journal"].search(
            [("company_id", "=", self.lake_company.id), ("type", "=", "sale")], limit=1
        )
        with self.assertRaises(AccessError):
            order.journal_id = journal

    def test_what_transfers_count_is_not_typed(self):
        order = self.confirmed_order()
        line = order.order_line[0]
        with self.assertRaisesRegex(AccessError, "Delivered"):
            line.qty_delivered = 9

    def test_tables_are_sorted_and_complete(self):
        rows = list(writable.tabulate("line", writable.LINE))
        self.assertEqual(len(rows), len(writable.LINE))
        names = [re.search(r"`line\.(\w+)`", row)[1] for row in rows]
        self.assertEqual(names, sorted(names))
