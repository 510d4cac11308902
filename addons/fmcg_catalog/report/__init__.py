from . import channel_must_stock_gap
