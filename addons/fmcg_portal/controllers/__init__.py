from . import light
from . import portal
from . import shop
