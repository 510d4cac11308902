from . import channel_approval_act
from . import channel_approval_trial
from . import channel_approval_trial_orders
