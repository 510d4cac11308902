"""What a state machine of operations counts, chooses from and checks."""

from collections import Counter
from functools import wraps

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant

from odoo.exceptions import UserError

CHECK_EVERY = 5
NUMBERS = st.integers(0, 999)
CENTS = st.integers(100, 9999)
QUANTITIES = st.integers(1, 9)
OPERATIONS = []  # the names of all
FATES = ("used", "replaced", "enlarged", "cancelled", "reopened")  # of releases


def operation(method):
    """Count what was done; what the program refuses is undone, as in a request."""
    OPERATIONS.append(method.__name__)

    @wraps(method)
    def run(machine, **drawn):
        case, name = machine.case, method.__name__
        try:
            with case.env.cr.savepoint():
                done = method(machine, **drawn)
        except UserError as error:
            case.refused.append(f"{name}: {error}")
            machine.unchecked += 1  # it may have left a trace all the same
            return
        if done is not False:
            case.tally[name] += 1
            machine.unchecked += 1

    return run


class ExposureBase(RuleBasedStateMachine):
    """Two buyers of one seller, and a group that they join and leave.

    How to use: make a subclass whose ``case`` is the test case. Each example works in
    a savepoint of its own.

    How it works: rules draw plain numbers, which choose among the records that there
    are, so that an example can be run again and made smaller. A rule that finds nothing
    to do returns ``False`` and does not count, nor does what the program refuses.
    Hypothesis leaves out some of the rules in each example: those that need what
    another one leaves behind, as a release needs an order that is held, do not rely on
    one rule alone to leave it.
    """

    case = None

    def __init__(self):
        super().__init__()
        self.unchecked = 0  # operations since the last recount
        self.orders = self.case.env["sale.order"]
        self.raises = self.case.env["channel.credit.raise"]
        self.grouped = self.case.env["channel.node"]
        self.savepoint = self.case.env.cr.savepoint()

    def teardown(self):
        try:
            self.check()
            releases = self.orders.credit_release_ids
            self.case.fates.update(Counter(releases.mapped("state")))
        finally:
            self.savepoint.close(rollback=True)
            self.case.env.invalidate_all()

    # -- choosing -----------------------------------------------------------------------

    def pick(self, records, number):
        return records and records[number % len(records)]

    def orders_in(self, *states):
        return self.orders.filtered(lambda order: order.state in states)

    def held(self):
        return self.orders_in("draft", "sent").filtered("submitted_date")

    def tell_fate(self, order, fate):
        """Count what happens to orders that were released."""
        self.case.fates[fate] += bool(order.credit_release_ids)

    def invoices(self, move_type="out_invoice"):
        return self.orders.invoice_ids.filtered(
            lambda move: move.state == "posted" and move.move_type == move_type
        ).sorted("id")

    def shop(self, number):
        return self.pick(self.case.shops, number)

    # -- the law ------------------------------------------------------------------------

    @invariant()
    def agrees(self):
        if self.unchecked >= CHECK_EVERY:
            self.unchecked = 0
            self.check()

    def check(self):
        """Each account says what a recount of documents says."""
        case = self.case
        case.count()
        found = case.accounts._get_exposures()
        for shop in case.shops:
            nodes = shop - self.grouped
            self.check_account(case.own_accounts[shop], nodes, found)
        self.check_account(case.group_account, self.grouped, found)

    def check_account(self, account, nodes, found):
        case, exposure = self.case, found[account.sudo()]
        partners = nodes.partner_id
        committed = case.recount.committed(partners)
        open_, credit, overdue, since = case.recount.books(partners, case.today)
        raised = self.raises.filtered(lambda one: one.account_id == account)
        case.assertAlmostEqual(account.committed, committed, 2)
        for name, value in {
            "committed": committed,
            "receivable": open_,
            "prepaid": credit,
            "overdue": overdue,
            "used": open_ + committed,
            "raised": sum(raised.mapped("amount")),
        }.items():
            case.assertAlmostEqual(getattr(exposure, name), value, 2, name)
        case.assertEqual(exposure.overdue_since, since)
        case.checks += 1
