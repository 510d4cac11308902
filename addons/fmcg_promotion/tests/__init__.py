from . import test_access
from . import test_budget
from . import test_coupon
from . import test_loader
from . import test_release
from . import test_state
from . import test_summary
from . import test_views
