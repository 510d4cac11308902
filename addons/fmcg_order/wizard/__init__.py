from . import channel_gate_release_ask
from . import channel_must_stock_add
from . import channel_must_stock_add_line
from . import channel_order_import
from . import channel_order_import_accept
from . import channel_order_import_line
from . import channel_order_import_read
from . import channel_receipt_confirm
