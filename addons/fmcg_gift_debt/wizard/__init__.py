from . import channel_state_reason
