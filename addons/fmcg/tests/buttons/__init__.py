from . import test_buttons
