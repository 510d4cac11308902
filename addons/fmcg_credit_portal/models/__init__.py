from . import channel_agreement
from . import sale_order
