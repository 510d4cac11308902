from . import channel_otif
