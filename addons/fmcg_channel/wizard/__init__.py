from . import channel_enterprise_open
from . import channel_node_move
from . import channel_staff_invite
from . import channel_state_reason
