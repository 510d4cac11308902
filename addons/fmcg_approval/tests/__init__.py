from . import test_approval
from . import test_attacks
from . import test_decide
from . import test_four_eyes
from . import test_people
from . import test_rules
from . import test_trial
from . import test_void
