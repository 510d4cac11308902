from . import channel_pinyin_mixin
from . import channel_node
from . import channel_desk_document  # before what is made at a desk
from . import res_users
from . import sale_order
from . import channel_order_desk
from . import channel_order_desk_goods  # before the files that show goods
from . import channel_order_desk_entry
from . import channel_order_desk_quote
from . import channel_order_desk_suggestion
