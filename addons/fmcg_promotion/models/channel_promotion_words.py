from decimal import ROUND_CEILING, Decimal

from odoo import models

from odoo.addons.fmcg_channel.words import join_names

from ..engine import definition as engine
from ..engine import result as outcomes


class ChannelPromotion(models.Model):
    """What happened to an order, in words."""

    _inherit = "channel.promotion"

    # --- applied ---

    def _say_part(self, part):
        """The arithmetic of one threshold, as a sentence.

        :param part: packed, see ``sale.order._pack_promotion_result``
        """
        self.ensure_one()
        values = self._prepare_part_values(part)
        if self.kind == engine.BUNDLE:
            return self.env._(
                "%(times)s complete sets, %(basis)s before: %(amount)s off.", **values
            )
        if self.kind == engine.GIFT:
            return self._say_gift_part(part, values)
        if self.kind == engine.NTH:
            return self.env._(
                "%(what)s: one of every %(threshold)s is cheaper, %(amount)s off.",
                **values,
            )
        if self.kind == engine.LINE_PRICE:
            return self.env._(
                "%(what)s: special price %(price)s, %(amount)s off.", **values
            )
        return self._say_amount_part(part, values)

    def _prepare_part_values(self, part):
        step = part["step"] or {}
        currency = self.currency_id
        return {
            "what": self._name_counted(part["product"]),
            "times": part["times"],
            "reached": self._format_measure(part["reached"]),
            "threshold": self._format_threshold(step.get("threshold", "0")),
            "percent": f"{Decimal(step.get('percent', '0')).normalize():f}",
            "each": currency.format(float(step.get("amount", "0"))),
            "price": self._format_unit_price(step.get("price")),
            "basis": currency.format(float(part["basis"])),
            "amount": currency.format(float(part["amount"])),
        }

    def _say_amount_part(self, part, values):
        step = part["step"]
        if Decimal(step["percent"]):
            return self._say_percent_part(step, values)
        if part["times"] > 1:
            return self.env._(
                "%(what)s: %(reached)s reach %(threshold)s %(times)s times, "
                "%(times)s × %(each)s: %(amount)s off.",
                **values,
            )
        if not Decimal(step["threshold"]):
            return self.env._("%(what)s: %(amount)s off.", **values)
        return self.env._(
            "%(what)s: %(reached)s reach %(threshold)s, %(amount)s off.", **values
        )

    def _say_percent_part(self, step, values):
        if not Decimal(step["threshold"]):
            return self.env._(
                "%(what)s: %(percent)s %% of %(basis)s, %(amount)s off.", **values
            )
        return self.env._(
            "%(what)s: %(reached)s reach %(threshold)s, %(percent)s %% of %(basis)s: "
            "%(amount)s off.",
            **values,
        )

    def _say_gift_part(self, part, values):
        if part["times"] > 1:
            return self.env._(
                "%(what)s: %(reached)s reach %(threshold)s %(times)s times.", **values
            )
        return self.env._("%(what)s: %(reached)s reach %(threshold)s.", **values)

    def _say_gift(self, gift):
        """:param gift: packed"""
        self.ensure_one()
        values = {
            "product": self._name_product(gift["product"]),
            "unit": self._get_unit_of_gift(gift["product"]).name or "",
            "pieces": f"{Decimal(gift['quantity']).normalize():f}",
            "owed": f"{Decimal(gift['owed']).normalize():f}",
        }
        if not Decimal(gift["owed"]):
            return self.env._("Gift: %(pieces)s %(unit)s of %(product)s.", **values)
        if not Decimal(gift["quantity"]):
            return self.env._(
                "Gift: %(owed)s %(unit)s of %(product)s, out of stock now: owed, and "
                "delivered with a later order.",
                **values,
            )
        return self.env._(
            "Gift: %(pieces)s %(unit)s of %(product)s, and %(owed)s more with a later "
            "order.",
            **values,
        )

    def _say_cut(self, measure):
        """Why less was given than was due; empty without a cut."""
        return {
            engine.MONEY: self.env._("The budget has no more money."),
            engine.PIECES: self.env._("The budget has no more gifts."),
            engine.USES: self.env._("The promotion has been used up."),
            outcomes.NO_STOCK: self.env._("No more gifts are in stock."),
        }.get(measure, "")

    # --- less is kept than was confirmed ---

    def _say_recounted(self, applied):
        """What became of the benefit since the order was confirmed; empty where it is
        what it was.

        :param applied: packed; ``before`` says what it was
        """
        self.ensure_one()
        before = applied.get("before")
        if not before:
            return ""
        amount, had = Decimal(applied["amount"]), Decimal(before["amount"])
        pieces = Decimal(0)
        for gift in applied["gifts"]:
            pieces += Decimal(gift["quantity"]) + Decimal(gift["owed"])
        now, then = [], []
        if amount != had:
            now.append(self.currency_id.format(float(amount)))
            then.append(self.currency_id.format(float(had)))
        if pieces != Decimal(before["pieces"]):
            now.append(self._say_pieces(pieces))
            then.append(self._say_pieces(Decimal(before["pieces"])))
        if not now:
            return ""
        values = {
            "now": join_names(self.env, now),
            "before": join_names(self.env, then),
        }
        if self.return_rule == engine.RECONSIDER:
            return self.env._(
                "%(now)s instead of %(before)s: counted again for what is kept.", **values
            )
        return self.env._(
            "%(now)s instead of %(before)s: the share of what is kept.", **values
        )

    def _say_pieces(self, pieces):
        return self.env._("%s pieces of gifts", f"{pieces.normalize():f}")

    # --- nearly applied ---

    def _say_near(self, near):
        """What is missing, and what it would bring: "120 more and you save 300"."""
        self.ensure_one()
        step = near["step"]
        values = {
            "missing": self._format_missing(near["missing"]),
            "what": self._name_counted(near["product"]),
            "gain": self.currency_id.format(float(near["gain"])),
            "percent": f"{Decimal(step['percent']).normalize():f}",
            "each": self.currency_id.format(float(step["amount"])),
            "price": self._format_unit_price(step["price"]),
            "gifts": self._name_gifts(near["gifts"]),
        }
        if Decimal(near["gain"]):
            return self.env._(
                "%(what)s: %(missing)s more and you save %(gain)s.", **values
            )
        if near["gifts"]:
            return self.env._(
                "%(what)s: %(missing)s more and you get %(gifts)s free.", **values
            )
        if step["price"] is not None:
            return self.env._(
                "%(what)s: %(missing)s more and the price is %(price)s.", **values
            )
        if Decimal(step["percent"]):
            return self._say_near_percent(values)
        return self.env._(
            "%(what)s: %(missing)s more and %(each)s are taken off.", **values
        )

    def _say_near_percent(self, values):
        if self.kind == engine.FREIGHT and values["percent"] == "100":
            return self.env._(
                "%(what)s: %(missing)s more and freight is free.", **values
            )
        if self.kind == engine.FREIGHT:
            return self.env._(
                "%(what)s: %(missing)s more and freight is %(percent)s %% cheaper.",
                **values,
            )
        return self.env._(
            "%(what)s: %(missing)s more and you get %(percent)s %% off.", **values
        )

    # --- refused ---

    def _say_refused(self, refused):
        self.ensure_one()
        other = self.browse(refused["other"])
        texts = {
            outcomes.OUTBID: self.env._(
                "“%s” is better for this order, and they exclude each other.",
                other.name or "",
            ),
            outcomes.BUDGET: self._say_budget_end(refused["measure"]),
            outcomes.STOPPED: self.env._(
                "An earlier promotion on these products excludes further ones."
            ),
            outcomes.DECLINED: self.env._("Taken off this order by hand."),
            outcomes.BY_HAND: self.env._(
                "The prices of its products were set by hand and stay."
            ),
            outcomes.NO_STOCK: self.env._("Its gifts are out of stock."),
        }
        return texts.get(refused["reason"], refused["reason"])

    def _say_budget_end(self, measure):
        return {
            engine.MONEY: self.env._("Its budget does not have enough money left."),
            engine.PIECES: self.env._("Its budget does not have enough gifts left."),
        }.get(measure, self.env._("It has been used as often as it may be."))

    # --- formats ---

    def _name_counted(self, product_id):
        """What the threshold counts: a product, the promotion's products, the order."""
        if product_id:
            return self._name_product(product_id)
        if self.level == engine.WHOLE_ORDER:
            return self.env._("The order")
        products = self.product_ids
        if len(products) == 1 and not (self.categ_ids or self.brand_ids):
            return self._name_product(products.id)
        return self.env._("The products of the promotion")

    def _name_product(self, product_id):
        product = self.env["product.product"].browse(product_id)
        return product.with_context(display_default_code=False).display_name

    def _name_gifts(self, gifts):
        return self.env._(" plus ").join(
            self.env._(
                "%(number)s %(unit)s of %(product)s",
                number=f"{Decimal(pieces).normalize():f}",
                unit=self._get_unit_of_gift(product).name or "",
                product=self._name_product(product),
            )
            for product, pieces in gifts
        )

    def _format_threshold(self, threshold):
        if self.kind == engine.NTH:
            number = f"{Decimal(threshold).normalize():f}"
            return f"{number} {self.uom_id.name or ''}".strip()
        return self._format_measure(threshold)

    def _format_measure(self, value):
        """A value in the currency, or a quantity in the promotion's unit."""
        if self.measure == engine.VALUE:
            return self.currency_id.format(float(value))
        return f"{round(float(value), 3):g} {self.uom_id.name or ''}".strip()

    def _format_missing(self, value):
        """What is to be bought still: pieces and cases are bought whole."""
        is_quantity = self.measure != engine.VALUE and self.uom_id
        if is_quantity and self.uom_id._is_counted():
            value = round(Decimal(value), 6).to_integral_value(ROUND_CEILING)
        return self._format_measure(value)

    def _format_unit_price(self, price):
        if price is None:
            return ""
        return f"{self.currency_id.format(float(price))} / {self.uom_id.name or ''}"
