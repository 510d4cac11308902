from . import channel_stock_turn
from . import stock_move
