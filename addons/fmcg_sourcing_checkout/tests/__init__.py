from . import test_checkout
from . import test_checkout_pages
from . import test_only_complete
from . import test_plan
from . import test_plan_promotions
from . import test_plan_queries
from . import test_plan_review
from . import test_tour
