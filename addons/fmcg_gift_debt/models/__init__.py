from . import channel_gift_debt
from . import channel_agreement_debt
from . import channel_promotion
from . import sale_order_debt
from . import sale_order_owed
