from . import channel_enterprise_settings
from . import channel_listing_wizard
from . import channel_product_import
from . import channel_product_import_check
from . import channel_product_import_write
from . import channel_must_stock_add
from . import channel_must_stock_add_line
from . import stock_return_picking_line
