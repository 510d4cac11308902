from . import test_cascade
from . import test_free_stock
from . import test_network
from . import test_oldest_first
from . import test_promise
from . import test_sourcing
from . import test_warehouses
