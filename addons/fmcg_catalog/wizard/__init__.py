from . import channel_catalog_settings
from . import channel_listing_wizard
from . import channel_product_import
from . import channel_product_import_check
from . import channel_product_import_write
