from . import test_order_promotions
