from . import channel_receipt
from . import sale_order
from . import sale_order_derived
from . import sale_order_gate
from . import sale_order_pricing
from . import sale_order_stage
from . import sale_order_timeline
from . import stock_picking
