from . import base
from . import account_account
from . import account_analytic_distribution_model
from . import ir_default
from . import ir_rule
from . import res_partner
