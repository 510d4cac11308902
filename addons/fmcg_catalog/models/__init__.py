from . import channel_product_image
from . import product_brand
from . import product_gtin
from . import product_keeper
from . import product_ownership
from . import product_product
from . import product_template
from . import product_uom
