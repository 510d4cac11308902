from . import test_catalog_gate
from . import test_gate
from . import test_must_stock_order
from . import test_order_queries
from . import test_parties
from . import test_promotion_budget
from . import test_stage
from . import test_timeline
