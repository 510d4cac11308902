from . import test_order_way
from . import test_story
from .security import test_hostile, test_matrix, test_prices
