from . import test_direct
from . import test_direct_given_up
from . import test_direct_money
from . import test_direct_network
from . import test_direct_pains
from . import test_direct_queries
from . import test_direct_seen
