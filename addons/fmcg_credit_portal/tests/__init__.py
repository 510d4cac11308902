from . import test_credit_words
