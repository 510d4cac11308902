from . import light
from . import login
from . import portal
from . import shop
