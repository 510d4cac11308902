from . import channel_must_stock_add
from . import channel_must_stock_add_line
from . import channel_receipt_confirm
