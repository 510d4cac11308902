from . import stock_location
from . import stock_move
from . import stock_move_postponed
from . import stock_move_line
from . import stock_quant
from . import stock_rule
