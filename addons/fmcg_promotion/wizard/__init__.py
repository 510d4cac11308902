from . import channel_coupon_generate
