from odoo import api, models
from odoo.fields import Domain

from ..engine import search_key


class ChannelGoodsSearch(models.AbstractModel):
    """How goods are found, at the desk, in the shop and wherever somebody types.

    By barcode or a part of it, code, name in any language, pinyin, initials and brand;
    several words in any order. The caller gives the products that may be shown, as a
    recordset of the model in the right environment and a domain. The number of queries
    does not grow with the products.
    """

    _name = "channel.goods.search"
    _description = "Search of Goods"

    @api.model
    def _find_goods(self, goods, domain, text, limit=None):
        """What is found, as much of it as ``limit`` says; what begins so comes first.

        :param goods: ``product.product``, its environment is searched in
        :param domain: what may be found at all
        :param str text: as somebody typed it; empty for everything
        """
        found = domain & self._get_text_domain(goods, domain, text)
        return self._get_goods_page(goods, found, text, limit)

    @api.model
    def _find_goods_page(self, goods, domain, text, limit, offset):
        """As ``_find_goods``, one page of it.

        :return: pair of the products of the page, and how many there are on all
        """
        found = domain & self._get_text_domain(goods, domain, text)
        products = self._get_goods_page(goods, found, text, limit, offset)
        return products, goods.search_count(found)

    @api.model
    def _get_goods_page(self, goods, found, text, limit, offset=0):
        first = self._get_first_domain(text)
        if first is None:
            return goods.search(found, limit=limit, offset=offset)
        products = goods.search(found & first, limit=limit, offset=offset)
        if limit is not None and len(products) >= limit:
            return products
        # how many of these stand on the pages before
        passed = offset and not products and goods.search_count(found & first)
        return products + goods.search(
            found & ~first,
            limit=None if limit is None else limit - len(products),
            offset=offset - passed if passed or not products else 0,
        )

    @api.model
    def _get_text_domain(self, goods, domain, text):
        """What ``text`` means: just this code or barcode, else all of its words, else
        all of their letters and numbers, wherever they stand."""
        if not text:
            return Domain.TRUE
        exact = self._get_exact_domain(text)
        if goods.search_count(domain & exact, limit=1):
            return exact
        words = self._get_words_domain(search_key.read_words(text))
        finer = self._get_words_domain(search_key.read_words(text, finer=True))
        if finer != words and not goods.search_count(domain & words, limit=1):
            return finer
        return words

    @api.model
    def _get_exact_domain(self, text):
        return (
            Domain("default_code", "=ilike", escape_like(text))
            | Domain("barcode", "=", text)
            | Domain("product_uom_ids.barcode", "=", text)
        )

    @api.model
    def _get_words_domain(self, words):
        """Signs alone, without a letter or digit, find nothing."""
        if not words:
            return Domain.FALSE
        return Domain.AND(Domain("search_key", "like", word) for word in words)

    @api.model
    def _get_first_domain(self, text):
        """Products with a name or code that begins so; None if nothing was typed."""
        words = search_key.read_words(text or "")
        return Domain("search_key", "like", f" {words[0]}") if words else None


def escape_like(text):
    """Text as a pattern that matches just it."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
