from . import channel_credit_settings
