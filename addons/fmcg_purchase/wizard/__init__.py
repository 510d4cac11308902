from . import channel_staff_invite
