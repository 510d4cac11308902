from . import channel_agreement_listing
from . import channel_agreement_quantity
from . import channel_audience_mixin
from . import channel_listing
from . import channel_listing_loader
from . import channel_quantity_rule
from . import res_company
from . import res_config_settings
