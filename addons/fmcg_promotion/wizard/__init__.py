from . import channel_coupon_generate
from . import channel_promotion_trial
from . import channel_promotion_trial_line
from . import channel_promotion_trial_basket
from . import channel_promotion_trial_orders
from . import stock_picking_return
