"""What is known while the moves of one call are being reserved."""

from collections import defaultdict

# Key of the context under which core's methods find the reservation they are part of.
KEY = "fmcg_stock_speed.reservation"
# True in the context: rows of stock that others hold raise :class:`Contention`; else core
# passes over them, and may promise the same goods twice.
CAREFUL = "fmcg_stock_speed.careful"
# True in the context: a reservation that others get in the way of may wait for the cron.
POSTPONE = "fmcg_stock_speed.postpone"


class Contention(Exception):
    """Others are reserving the same goods at this moment."""


def find(env):
    """The reservation that is being made, None when there is none. Anything else that a
    client put into its context is none."""
    value = env.context.get(KEY)
    return value if isinstance(value, Reservation) else None


class Reservation:
    """Move lines that are still to be created, and what searches of quants have found.

    Made by ``stock.move._action_assign`` for one call, and carried in the context. It
    holds ids only; values of quants are in Odoo's cache, and so always the present ones.

    ``groups`` are the products that are likely to be asked for together: those of moves
    from one location at one time, since these two are what a search depends on.
    """

    def __init__(self, groups):
        self.groups = groups
        self.peers = frozenset()
        self._pending = []
        self._pending_products = set()
        self._found = defaultdict(dict)
        self._forgotten = set()
        self.asked = None
        self.taken = set()
        self.locked = set()

    # --- move lines to create ---

    def defer(self, env, vals_list):
        """Keep values of move lines, to be created as ``env`` would have at once."""
        self._pending.append((env, vals_list))
        self._pending_products.update(vals["product_id"] for vals in vals_list)

    def waits_for(self, product_id):
        """Whether lines of the product are still to be created: until then, its quants
        do not say what is reserved."""
        return product_id in self._pending_products

    def pop_pending(self):
        """Pairs of an environment and all values to create in it, which are forgotten.

        Environments that differ in nothing are one; they come as they came first.
        """
        if not self._pending:
            return []
        merged = {}
        for env, vals_list in self._pending:
            key = env.uid, env.su, repr(sorted(env.context.items(), key=repr))
            merged.setdefault(key, (env, []))[1].extend(vals_list)
        self.peers = frozenset(self._pending_products)
        self._pending = []
        self._pending_products = set()
        return list(merged.values())

    # --- answers of searches ---

    def recall(self, question, product_id):
        """Ids of the product's quants, None when that has not been asked.

        :param question: what was searched beside the product
        """
        return self._found[question].get(product_id)

    def get_unknown(self, question, product_id):
        """Products to search together with this one."""
        if product_id in self._forgotten:
            return {product_id}
        return {product_id} | (
            self.peers - self._found[question].keys() - self._forgotten
        )

    def learn(self, question, product_ids, found):
        """:param found: dict from product to ids of quants, in order"""
        for product_id in product_ids - self._forgotten:
            self._found[question][product_id] = tuple(found.get(product_id, ()))

    def forget(self, product_ids):
        """Quants of these products have come, gone or changed their order."""
        self._forgotten.update(product_ids)
        for answers in self._found.values():
            for product_id in product_ids:
                answers.pop(product_id, None)
