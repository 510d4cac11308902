from . import test_credit_pages
from . import test_credit_words
