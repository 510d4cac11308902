from . import account_analytic_distribution_model
from . import channel_order_intake
from . import channel_receipt
from . import sale_order
from . import sale_order_derived
from . import sale_order_gate  # before the files that add reasons to it
from . import sale_order_api
from . import sale_order_api_content
from . import sale_order_catalog
from . import sale_order_content
from . import sale_order_intake
from . import sale_order_line
from . import sale_order_must_stock
from . import sale_order_pricing
from . import sale_order_promotion
from . import sale_order_stage
from . import sale_order_timeline
from . import stock_picking
