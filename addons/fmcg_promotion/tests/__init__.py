from . import test_order_promotions
from . import test_gift_debt
from . import test_trial
from . import test_floor_warning
