from . import test_postponed_turn
