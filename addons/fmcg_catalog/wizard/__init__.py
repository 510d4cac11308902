from . import channel_listing_wizard
