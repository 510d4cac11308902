from . import test_asking
from . import test_deciding
from . import test_entrances
from . import test_mails
from . import test_pages
from . import test_policy
from . import test_withheld
