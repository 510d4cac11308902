from . import channel_enterprise_settings
