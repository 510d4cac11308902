from . import buttons
from . import test_confirm_queries
from . import test_core_speed
from . import test_line_queries
from . import test_hand_walk
from . import test_models
from . import test_order_way
from . import test_stage_words
from . import test_states_written
from . import test_menus
from . import test_story
from . import test_templates
from .security import (
    test_buyer_fields,
    test_hostile,
    test_matrix,
    test_price_routes,
    test_prices,
    test_promotion_hostile,
    test_promotion_methods,
    test_promotion_routes,
    test_registry,
)
from . import test_warehouse_screens
from . import test_yen
