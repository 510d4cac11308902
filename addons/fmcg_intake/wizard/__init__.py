from . import channel_enterprise_settings
from . import channel_order_import
from . import channel_order_import_accept
from . import channel_order_import_line
from . import channel_order_import_mend
from . import channel_order_import_read
from . import channel_order_import_table
