from . import test_node
from . import test_node_move
from . import test_territory
from . import test_tier
