from . import test_approval
from . import test_four_eyes
from . import test_rules
