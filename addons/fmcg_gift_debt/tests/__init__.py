from . import test_gift_debt
from . import test_gift_debt_ledger
from . import test_gift_debt_reduced
