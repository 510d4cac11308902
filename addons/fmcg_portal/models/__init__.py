from . import channel_agreement
from . import channel_agreement_shop
from . import ir_http
from . import sale_order
from . import sale_order_cart
from . import sale_order_page
from . import stock_picking
