from . import product_pricelist
from . import product_pricelist_item
from . import res_company
