from . import channel_stock_turn
from . import stock_move
from . import stock_move_line
from . import stock_quant
