from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain

from ..reservation import KEY

# Fields that neither a search of quants to reserve nor its order depends on.
COUNTS = {"quantity", "reserved_quantity", "inventory_quantity"}


class StockQuant(models.Model):
    """Answer the searches of a reservation for all of its products at once."""

    _inherit = "stock.quant"

    def _get_gather_domain(
        self,
        product_id,
        location_id,
        lot_id=None,
        package_id=None,
        owner_id=None,
        strict=False,
    ):
        domain = super()._get_gather_domain(
            product_id, location_id, lot_id, package_id, owner_id, strict
        )
        reservation = self.env.context.get(KEY)
        if reservation:
            reservation.asked = product_id.id
        return domain

    @api.model
    def search_fetch(self, domain, field_names=None, offset=0, limit=None, order=None):
        reservation = self.env.context.get(KEY)
        if reservation and reservation.asked and self.env.su:
            product_id, reservation.asked = reservation.asked, None
            if not offset and limit is None:
                base, lots = self._split_gather_domain(domain, product_id)
                if base is not None:
                    return self._recall_quants(reservation, base, order, product_id, lots)
        return super().search_fetch(domain, field_names, offset, limit, order)

    @api.model
    def _split_gather_domain(self, domain, product_id):
        """What a search asks beside the product and the lots.

        :return: pair of that domain and the allowed ids of lots (None: all); a pair of
            None when the domain is no conjunction of such conditions
        """
        products, lots = [], []

        def take(condition):
            if condition.field_expr == "product_id":
                products.append((condition.operator, condition.value))
                return Domain.TRUE
            if condition.field_expr == "lot_id":
                lots.append((condition.operator, condition.value))
                return Domain.TRUE
            return condition

        base = Domain(domain).map_conditions(take)
        if products != [("=", product_id)] or len(lots) > 1:
            return None, None
        if lots and lots[0][0] != "in":
            return None, None
        return base, set(lots[0][1]) if lots else None

    @api.model
    def _recall_quants(self, reservation, base, order, product_id, lots):
        """The quants of one product, searched together with those of its peers.

        An order of all quants is also the order of those of one product.
        """
        question = repr(base), order
        ids = reservation.recall(question, product_id)
        if ids is None:
            ids = self._search_peers(reservation, base, order, product_id)
        quants = self.browse(ids)
        if lots is None:
            return quants
        return quants.filtered(lambda quant: quant.lot_id.id in lots)

    @api.model
    def _search_peers(self, reservation, base, order, product_id):
        question = repr(base), order
        product_ids = reservation.get_unknown(question, product_id)
        domain = base & Domain("product_id", "in", sorted(product_ids))
        found = defaultdict(list)
        for quant in super().search_fetch(domain, None, order=order):
            found[quant.product_id.id].append(quant.id)
        reservation.learn(question, product_ids, found)
        return found[product_id]

    @api.model
    def _get_reserve_quantity(self, *args, **kwargs):
        found = super()._get_reserve_quantity(*args, **kwargs)
        reservation = self.env.context.get(KEY)
        if reservation:
            reservation.taken.update(quant.id for quant, _quantity in found)
        return found

    @api.model
    def _lock_taken(self, reservation):
        """Lock in one statement what core would lock quant by quant."""
        quants = self.browse(sorted(reservation.taken - reservation.locked))
        locked = quants.try_lock_for_update(allow_referencing=True)
        reservation.locked.update(locked.ids)
        reservation.taken.clear()

    def try_lock_for_update(self, *, allow_referencing=False, limit=None):
        reservation = self.env.context.get(KEY)
        if reservation and allow_referencing and limit == 1:
            if self[:1].id in reservation.locked:
                return self[:1]
        return super().try_lock_for_update(
            allow_referencing=allow_referencing, limit=limit
        )

    @api.model_create_multi
    def create(self, vals_list):
        quants = super().create(vals_list)
        quants._forget_in_reservation()
        return quants

    def write(self, vals):
        """Each reservation writes the date of arrival, mostly as it was."""
        if any(
            name not in COUNTS and any(quant[name] != value for quant in self)
            for name, value in vals.items()
        ):
            self._forget_in_reservation()
        return super().write(vals)

    def unlink(self):
        self._forget_in_reservation()
        return super().unlink()

    def _forget_in_reservation(self):
        reservation = self.env.context.get(KEY)
        if reservation:
            reservation.forget(self.product_id.ids)
