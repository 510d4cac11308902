from . import channel_buyer_decision
from . import channel_buyer_policy
from . import sale_order
from . import sale_order_asking
from . import sale_order_content
from . import sale_order_mail
from . import sale_order_page
from . import sale_report
