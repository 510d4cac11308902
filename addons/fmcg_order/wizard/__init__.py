from . import channel_enterprise_settings
from . import channel_gate_release_ask
from . import channel_receipt_confirm
