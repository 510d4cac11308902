from . import test_cascade
from . import test_network
from . import test_otif
from . import test_promise
from . import test_replenishment
from . import test_sourcing
