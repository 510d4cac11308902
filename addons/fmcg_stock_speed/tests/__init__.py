from . import test_location
from . import test_postponed
from . import test_queries
from . import test_same_as_core
from . import test_stands_on
