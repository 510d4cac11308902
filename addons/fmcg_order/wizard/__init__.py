from . import channel_catalog_settings
from . import channel_gate_release_ask
from . import channel_must_stock_add
from . import channel_must_stock_add_line
from . import channel_receipt_confirm
from . import stock_return_picking_line
