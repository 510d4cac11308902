from . import test_bills
from . import test_follow
from . import test_goods
from . import test_hand_in
from . import test_purchaser
from . import test_returns
from . import test_rules
from . import test_walk
