from . import chatter
from . import portal
from . import portal_identity
from . import signup
