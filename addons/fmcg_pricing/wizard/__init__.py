from . import channel_enterprise_open
