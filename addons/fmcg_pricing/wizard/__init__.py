from . import channel_enterprise_open
from . import channel_price_check
from . import channel_price_sheet_fill
from . import channel_price_sheet_import
from . import channel_state_reason
