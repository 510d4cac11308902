from . import test_credit_access
from . import test_credit_gate
from . import test_credit_group
from . import test_credit_queries
from . import test_credit_recount
from . import test_credit_views
from . import test_exposure
from . import test_four_eyes
