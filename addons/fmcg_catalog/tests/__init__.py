from . import test_access
from . import test_listing
from . import test_listing_upstream
from . import test_must_stock
from . import test_quantity_rule
from . import test_query_counts
from . import test_quota
