"""Texts as the reader's language writes them."""

from odoo.tools.misc import babel_locale_parse, get_lang


def join_names(env, names):
    """Names in a row: "A, B, C", in Chinese "A、B、C".

    Other than ``odoo.tools.format_list`` it says neither "and" nor "or": whether all of
    them are meant or any, the sentence around says.

    :param env: of the reader
    """
    locale = babel_locale_parse(get_lang(env).code)
    pattern = locale.list_patterns["standard"]["middle"]  # such as "{0}, {1}"
    return pattern.format("", "").join(names)
