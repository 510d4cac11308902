from . import channel_enterprise_open
from . import channel_import
from . import channel_import_messages
from . import channel_node_move
from . import channel_spreadsheet_file
from . import channel_staff_invite
from . import channel_state_reason
from . import sale_advance_payment_inv
