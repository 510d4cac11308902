"""By which routes promotions could get out, or give more than they should."""
