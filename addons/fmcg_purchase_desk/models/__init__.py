from . import channel_purchase_desk
from . import channel_purchase_desk_goods  # before the files that show goods
from . import channel_purchase_desk_entry
from . import channel_purchase_desk_suggestion
from . import purchase_order
