from . import test_cascade
from . import test_chain
from . import test_network
from . import test_pains
from . import test_promise
from . import test_returns
from . import test_sourcing
from . import test_unwanted
