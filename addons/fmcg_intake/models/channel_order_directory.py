from decimal import Decimal

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.fmcg_channel.words import join_names

from ..engine import order_api, order_entry, order_goods, order_text


class ChannelOrderDirectory(models.AbstractModel):
    """Loads what orders name, for the engine (``engine/order_goods.py``), and words what
    the engine did not understand.

    Works with the rights of the user: what the user may not see is not there. The number
    of queries does not grow with products, units or texts.
    """

    _name = "channel.order.directory"
    _description = "Directory of What Can Be Ordered"

    # Load

    @api.model
    def _find_products(self, agreement, texts=None, product_ids=()):
        """The products (``product.product``) that may be meant.

        :param agreement: that is ordered under
        :param texts: only products with one of these as barcode or internal reference;
            None for all, as they are needed to find some by name
        :param product_ids: these products as well
        """
        domain = self._get_products_domain(agreement)
        if texts is not None:
            domain &= self._get_texts_domain(texts) | Domain("id", "in", product_ids)
        return self.env["product.product"].search(domain)

    @api.model
    def _load_directory(self, agreement, products):
        """:rtype: ~..engine.order_goods.Directory"""
        offered = self._get_offered_ids(agreement, products)
        names = self._get_names(products.product_tmpl_id)
        units = self._load_units(products)
        get_units = self.env["sale.order"]._get_channel_units
        open_word = agreement.sudo().company_id.order_open_word
        return order_goods.Directory(
            order_goods.Good(
                id=product.id,
                code=product.default_code or "",
                names=names[product.product_tmpl_id.id],
                units=tuple(units[unit.id] for unit in get_units(product)),
                barcodes=self._get_barcodes(product),
                offered=product.id in offered,
                open_word=open_word,
            )
            for product in products
        )

    @api.model
    def _get_products_domain(self, agreement):
        """What the seller trades, offered to this customer or not."""
        # sudo: whoever buys under an agreement need not be able to read it
        return Domain("company_id", "in", (False, agreement.sudo().company_id.id))

    @api.model
    def _get_texts_domain(self, texts):
        wanted = {
            spelling
            for text in texts
            if text
            for spelling in (
                text.upper(),
                text.lower(),
                *order_goods.spellings(text),
            )
        }
        return (
            Domain("default_code", "in", wanted)
            | Domain("barcode", "in", wanted)
            | Domain("product_uom_ids.barcode", "in", wanted)
        )

    @api.model
    def _get_offered_ids(self, agreement, products):
        """The caller has checked that the user may sell, or buy, under the agreement."""
        agreement = agreement.sudo()
        Order = self.env["sale.order"].sudo().with_company(agreement.company_id)
        domain = Domain(Order._get_channel_products_domain(agreement))
        found = Order.env["product.product"]._search(
            domain & Domain("id", "in", products.ids)
        )
        return set(found)

    @api.model
    def _get_names(self, records):
        """Names in all languages of the database, by id; each one once.

        Of templates and units, not of variants: those compute theirs at each change of
        the language.
        """
        names = {record.id: {} for record in records}
        for lang, _label in self.env["res.lang"].get_installed():
            for record in records.with_context(lang=lang):
                names[record.id][record.name] = True
        return {id_: tuple(texts) for id_, texts in names.items()}

    @api.model
    def _load_units(self, products):
        """Units of the engine by id."""
        piece = self.env.ref("uom.product_uom_unit")
        digits = self.env["decimal.precision"].precision_get("Product Unit")
        units = products.uom_id | products.uom_ids
        names = self._get_names(units)
        return {
            unit.id: order_goods.Unit(
                id=unit.id,
                names=names[unit.id],
                piece=counted and unit.factor == piece.factor,
                digits=0 if counted else digits,
                contains=Decimal(str(unit.factor)),
            )
            for unit in units
            for counted in [unit._is_counted()]
        }

    @api.model
    def _get_barcodes(self, product):
        """Barcodes of the product and its packagings, each with its unit."""
        own = [(product.barcode, product.uom_id.id)] if product.barcode else []
        packed = [(line.barcode, line.uom_id.id) for line in product.product_uom_ids]
        return (*own, *packed)

    # Understand

    @api.model
    def _understand(self, agreement, entries):
        """What entries of people mean: first by codes and barcodes, and where these do
        not suffice by the names of all products.

        :param entries: :class:`~..engine.order_entry.Entry` objects
        :rtype: list of :class:`~..engine.order_entry.Answer`
        """
        directory = self._load_directory(
            agreement, self._find_named_products(agreement, entries)
        )
        return [order_entry.understand(entry, directory) for entry in entries]

    @api.model
    def _find_named_products(self, agreement, entries):
        """Those with the codes of the entries if these suffice, else all."""
        if any(entry.readings is not None for entry in entries):
            return self._find_products(agreement)
        named = [[name for name, _kinds in entry.names] for entry in entries]
        products = self._find_products(agreement, {text for row in named for text in row})
        known = {order_goods.fold(code) for code in self._get_codes(products)}
        for row in named:
            spelled = [text for name in row for text in order_goods.spellings(name)]
            if row and known.isdisjoint(map(order_goods.fold, spelled)):
                return self._find_products(agreement)
        return products

    @api.model
    def _get_codes(self, products):
        codes = products.mapped("default_code") + products.mapped("barcode")
        return filter(None, codes + products.product_uom_ids.mapped("barcode"))

    # Words

    @api.model
    def _describe(self, answer):
        """What keeps an entry from being ordered, and the remedy; empty if nothing.

        :param answer: :class:`~..engine.order_entry.Answer`
        """
        if not answer.problem:
            return ""
        values = {"about": join_names(self.env, answer.about)}
        if answer.good:
            product = self.env["product.product"].browse(answer.good.id)
            values["product"] = product.display_name
            units = self.env["sale.order"]._get_channel_units(product)
            values["units"] = join_names(self.env, units.mapped("name"))
        message = self._get_problem_messages()[answer.problem]
        if answer.problem == order_goods.UNKNOWN_PRODUCT and answer.about:
            message = self._get_similar_message()
        return message % values

    @api.model
    def _describe_open_word(self, answer):
        """How a word that may mean a case or a piece was read; empty if there is none."""
        word = order_entry.read_open_word(answer)
        if not word:
            return ""
        ids = [unit for unit, _number in answer.quantities]
        units = self.env["uom.uom"].browse(ids).mapped("name")
        return self.env._(
            "“%(word)s” was read as: %(units)s.",
            word=word,
            units=join_names(self.env, units),
        )

    @api.model
    def _get_similar_message(self):
        return self.env._(
            "No product is called so. Similar ones are: %(about)s. Write the full name, "
            "the internal reference or the barcode."
        )

    @api.model
    def _get_problem_messages(self):
        """Sentences by code: what is wrong and what to do. ``%(product)s`` and
        ``%(units)s`` are those of the product that was found."""
        return (
            self._get_product_messages()
            | self._get_quantity_messages()
            | self._get_api_messages()
            | self.env["channel.import.wizard"]._get_cell_messages()
        )

    @api.model
    def _get_api_messages(self):
        return {
            order_api.BAD_LINE: self.env._(
                "Send an object with code or barcode (a text) or product_id (a number), "
                "with quantity, and with unit (a text) if it is not the product's own."
            ),
            order_api.NOT_POSITIVE: self.env._("“%(about)s” is not above zero."),
        }

    @api.model
    def _get_product_messages(self):
        return {
            order_entry.NO_PRODUCT: self.env._(
                "There is a quantity and no product. Name the product."
            ),
            order_goods.UNKNOWN_PRODUCT: self.env._(
                "No product is called so. Write its internal reference, barcode or full "
                "name."
            ),
            order_goods.AMBIGUOUS_PRODUCT: self.env._(
                "Several products are called so: %(about)s. Write the barcode or the "
                "full name."
            ),
            order_goods.NOT_OFFERED: self.env._(
                "%(product)s is not offered to this customer. Leave it out, or list it."
            ),
            order_entry.OTHER_PRODUCT: self.env._(
                "Barcode and code are of different products: %(about)s. Correct one of "
                "them."
            ),
            order_entry.UNCLEAR_LINE: self.env._(
                "The line can be understood in several ways: %(about)s. Write the code, "
                "then the quantity with its unit."
            ),
            order_entry.NOT_UNDERSTOOD: self.env._(
                "No product with a quantity was found. Write it like “TEA-01 x 12”."
            ),
            order_entry.TOTAL: self.env._("A sum is not ordered."),
            order_entry.HIDDEN: self.env._(
                "The file hides this row, perhaps by a filter: it may not be meant. Order "
                "it, or leave it out."
            ),
            order_entry.GIFT: self.env._(
                "The customer marks this row as a gift. Gifts of promotions are added by "
                "themselves: leave it out, or order it at the price."
            ),
            order_entry.OTHER_DAY: self.env._(
                "The rows above are for %(about)s. Make an order of its own for another "
                "day."
            ),
        }

    @api.model
    def _get_quantity_messages(self):
        return {
            order_entry.NO_QUANTITY: self.env._(
                "%(product)s: there is no quantity. Write one."
            ),
            order_text.NOT_A_QUANTITY: self.env._(
                "“%(about)s” is not a quantity. Write it like 5, 5 cases or 5箱."
            ),
            order_text.NEGATIVE: self.env._(
                "“%(about)s” is less than zero. Goods that come back are no order."
            ),
            order_text.TOO_MUCH: self.env._(
                "“%(about)s” is more than one order may hold. Check the quantity."
            ),
            order_entry.TOO_FINE: self.env._(
                "%(product)s cannot be divided so: %(about)s. Write a rounder quantity."
            ),
            order_entry.TWO_QUANTITIES: self.env._(
                "The row has a quantity and cases or pieces besides. Leave one of them "
                "empty."
            ),
            order_entry.UNNAMED_QUANTITY: self.env._(
                "“%(about)s” stands beside the quantity, in a column without a header. "
                "Enter what is ordered."
            ),
            order_entry.TWO_UNITS: self.env._(
                "%(product)s: quantity and unit name different units. Write one unit."
            ),
            order_goods.UNKNOWN_UNIT: self.env._(
                "%(product)s is not sold by “%(about)s”. Its units: %(units)s."
            ),
            order_goods.OPEN_UNIT: self.env._(
                "%(product)s: “%(about)s” may be a case or a piece. Write one of: "
                "%(units)s. How it is read can be chosen in the settings."
            ),
            order_goods.AMBIGUOUS_UNIT: self.env._(
                "%(product)s has several units that “%(about)s” may mean. Write one of: "
                "%(units)s."
            ),
        }
