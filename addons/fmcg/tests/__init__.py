from . import test_order_way
from . import test_story
