from . import portal
from . import portal_identity
from . import signup
