from . import test_equal_to_core
from . import test_order_prices
from . import test_price_chain
from . import test_price_explanation
from . import test_pricing_access
