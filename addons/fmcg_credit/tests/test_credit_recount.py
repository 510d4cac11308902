import itertools
import os
import sys
from collections import Counter

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from odoo.tests import tagged

from .common import CreditCase
from .exposure_base import FATES, OPERATIONS
from .exposure_machine import ExposureMachine
from .recount import Recount

# How many operations are tried; ``make test`` has not the time for 2,000
COUNT = int(os.environ.get("FMCG_EXPOSURE_OPERATIONS", "100"))
ENOUGH = 500  # operations, for each to have acted
STEPS = 40  # of an example


@tagged("post_install", "-at_install")
class TestCreditRecount(CreditCase):
    """Whatever happened, in whatever order, accounts say what the documents say."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        second = cls.create_node("Lake Second Shop", "retail", cls.lake)
        cls.create_agreement(cls.lake_company, second)
        cls.shops = cls.lake_shop + second
        cls.on_delivery = cls.create_product(
            "Set-up", type="service", invoice_policy="delivery", is_storable=False
        )
        cls.on_order = cls.create_product(
            "Advert", type="service", invoice_policy="order", is_storable=False
        )
        cls.env.user.company_ids |= cls.lake_company
        cls.env = cls.env(
            context={
                **cls.env.context,
                "allowed_company_ids": cls.lake_company.ids,
                "cancel_backorder": False,
                "skip_backorder": True,
                "tracking_disable": True,
            }
        )
        cls.group = cls.env["channel.credit.group"].create(
            {"name": "Both", "company_id": cls.lake_company.id}
        )
        cls.own_accounts = {shop: cls.account_of(shop) for shop in cls.shops}
        cls.group_account = cls.group.account_ids
        cls.accounts = cls.group_account.union(*cls.own_accounts.values())
        cls.recount = Recount(cls.env, cls.lake_company, cls.tea, cls.on_order)
        cls.env.flush_all()

    @classmethod
    def account_of(cls, shop):
        agreement = cls.agreement_of(shop)
        return cls.env["channel.credit.account"].browse(agreement.credit_account_id.id)

    def run_examples(self, number, count):
        """Another ``number``, other examples; the same one, the same examples."""

        class Machine(ExposureMachine):
            case = self

        run = seed(number)(Machine)
        run_state_machine_as_test(
            run,
            settings=settings(
                max_examples=count,
                stateful_step_count=STEPS,
                deadline=None,
                database=None,
                phases=(Phase.generate,),
                suppress_health_check=list(HealthCheck),
            ),
        )

    def test_exposure_is_what_documents_say(self):
        self.tally, self.fates = Counter(), Counter()
        self.refused, self.checks = [], 0
        for number in itertools.count():
            left = COUNT - self.tally.total()
            if left <= 0:
                break
            # the first example of a run is always the simplest, and says nothing
            self.run_examples(number, 1 + max(left // STEPS, 3))
        self.tell()
        self.assertGreater(self.checks, COUNT / 5)
        self.assertLess(len(self.refused), COUNT / 5, self.refused[:9])
        self.assertTrue(self.tally["release"])
        if COUNT >= ENOUGH:
            self.assertFalse(set(OPERATIONS) - set(self.tally), "never acted")
            self.assertFalse(set(FATES) - set(+self.fates), "no release ended so")

    def tell(self):
        """Shown by pytest's -s, and where the test fails."""
        sys.stdout.write(
            f"exposure: {self.tally.total()} operations, {len(self.refused)} refused,"
            f" {self.checks} recounts: {dict(self.tally.most_common())};"
            f" of releases: {dict(self.fates.most_common())}\n"
        )
