from . import channel_agreement_listing
from . import channel_audience_mixin
from . import channel_listing
from . import channel_listing_loader
from . import res_company
from . import res_config_settings
