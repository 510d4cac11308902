from . import test_access
from . import test_turns
from . import test_typed
