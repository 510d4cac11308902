from . import test_product_brand
from . import test_product_export
from . import test_product_gtin
from . import test_product_images
from . import test_product_import
from . import test_product_import_queries
from . import test_product_ownership
from . import test_product_units
