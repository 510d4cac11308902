from . import channel_enterprise_settings
from . import channel_order_chain
