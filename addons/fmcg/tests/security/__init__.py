from . import test_credit_methods
from . import test_hostile
from . import test_matrix
from . import test_price_routes
from . import test_prices
from . import test_promotion_hostile
from . import test_promotion_methods
from . import test_promotion_routes
