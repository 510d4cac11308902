from . import test_catalog_gate
from . import test_gate
from . import test_parties
from . import test_stage
from . import test_timeline
