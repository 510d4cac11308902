from . import channel_order_desk
