from . import test_dimensions
