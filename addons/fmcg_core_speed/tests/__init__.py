from . import test_same_as_core
from . import test_stands_on
