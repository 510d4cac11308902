from . import channel_coupon_generate
from . import channel_state_reason
