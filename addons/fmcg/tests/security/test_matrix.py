"""Every role and relation, every model, every operation, against ``expected.csv``."""

import logging
import time
from collections import Counter

from odoo.tests import tagged
from odoo.tools import mute_logger

from . import probes, probes_values
from .actors import SecurityCase
from .expected import Expected
from .plain_errors import use_plain_errors

_logger = logging.getLogger(__name__)
QUIET = (
    "odoo.addons.base.models.ir_rule",
    "odoo.addons.base.models.ir_model",
    "odoo.models.unlink",
    "odoo.http",
    "odoo.sql_db",
)


@tagged("post_install", "-at_install", "fmcg_security")
class TestMatrix(SecurityCase):
    """The matrix; an unexpected permit fails, an unexpected denial as well."""

    takes_long = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.expected = Expected()
        use_plain_errors(cls)
        cls.new_values = probes_values.new_values(cls)

    def test_table_names_all_our_models(self):
        ours = {
            name
            for name, model in self.env.registry.items()
            if model._original_module.startswith("fmcg") and not model._abstract
        }
        self.assertIn("channel.node", ours)
        self.assertFalse(ours - self.expected.models, "Add these to expected.csv")

    def test_table_is_spelt_right(self):
        self.assertFalse(self.expected.misspelt())
        self.assertEqual(self.expected.operations, list(probes.OPERATIONS))
        unknown = self.expected.models - set(self.env.registry)
        self.assertFalse(unknown, "No such models")
        untried = self.expected.models - set(self.subject) - set(probes.WIZARDS)
        self.assertFalse(untried, "Give these models records in actors_*.py")

    @mute_logger(*QUIET)
    def test_matrix(self):
        started = time.monotonic()
        tally, permits, denials = Counter(), [], []
        self.broken = []
        for actor in self.actors.values():
            for model in sorted(self.expected.models):
                for operation, allowed, expected in self.cells(actor, model):
                    tally[allowed] += 1
                    where = f"{actor} {operation} {model}"
                    if allowed and not expected:
                        permits.append(where)
                    if expected and not allowed:
                        denials.append(where)
        summary = (
            f"{sum(tally.values())} cells: {tally[True]} permits, "
            f"{tally[False]} denials, in {time.monotonic() - started:.0f} s"
        )
        _logger.info("security matrix: %s", summary)
        for title, cells in (
            ("broken probes", self.broken),
            ("unexpected permits", permits),
            ("unexpected denials", denials),
        ):
            with self.subTest(title):
                if cells:
                    self.fail(f"{len(cells)} {title}:\n  " + "\n  ".join(cells))

    def cells(self, actor, model):
        """Try all operations of one actor on one model."""
        for operation, probe in probes.OPERATIONS.items():
            if model not in self.subject and operation != "create":
                continue  # a wizard of which nobody has one open
            try:
                allowed = probe(self, actor, model)
            except Exception as error:  # noqa: BLE001 - reported with its cell
                self.broken.append(f"{actor} {operation} {model}: {error!r}")
                continue
            if allowed is None:
                continue
            expected = self.expected.allows(
                model, actor.role, actor.relation, operation
            )
            yield operation, allowed, expected
