from . import channel_coupon_generate
from . import stock_picking_return
