from . import channel_product_import
from . import channel_product_import_check
from . import channel_product_import_write
