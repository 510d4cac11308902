from . import test_order_promotions
from . import test_promotion_funding
from . import test_promotion_ledger
from . import test_promotion_ledger_queries
