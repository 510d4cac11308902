from . import test_cascade
from . import test_chain
from . import test_network
from . import test_promise
from . import test_sourcing
