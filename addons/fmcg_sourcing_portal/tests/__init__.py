from . import test_supply_words
