from . import test_intake
from . import test_order_page
from . import test_receipt
from . import test_sales
from . import test_shop
from . import test_shop_catalog
from . import test_tour
