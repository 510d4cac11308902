from . import channel_receipt_confirm
