from . import test_order_way
