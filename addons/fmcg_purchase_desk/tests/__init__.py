from . import test_desk_access
from . import test_desk_goods
from . import test_desk_list
from . import test_desk_queries
from . import test_desk_quote
from . import test_desk_save
from . import test_desk_suggestion
from . import test_desk_tour
