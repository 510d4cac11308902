from . import test_desk_credit
