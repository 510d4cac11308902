from . import channel_staff_invite
from . import stock_return_picking
