from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..reservation import find

# Fields that neither a search of quants to reserve nor its order depends on.
COUNTS = {"quantity", "reserved_quantity", "inventory_quantity"}


class StockQuant(models.Model):
    """Answer the searches of a reservation for all of its products at once.

    Stands on odoo/addons/stock/models/stock_quant.py StockQuant._gather
    Stands on odoo/addons/stock/models/stock_quant.py StockQuant._get_gather_domain
    Stands on odoo/addons/stock/models/stock_quant.py StockQuant._get_reserve_quantity
    Stands on odoo/addons/stock/models/stock_quant.py StockQuant._update_available_quantity
    Stands on odoo/orm/models.py BaseModel.try_lock_for_update
    """

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
        reservation = find(self.env)
        if reservation:
            reservation.asked = product_id.id
        return domain

    @api.model
    def search_fetch(self, domain, field_names=None, offset=0, limit=None, order=None):
        search = super().search_fetch
        reservation = find(self.env)
        if reservation and reservation.asked and self.env.su:
            product_id, reservation.asked = reservation.asked, None
            base, lots = self._split_gather_domain(domain, product_id)
            if base is not None and not offset and limit is None:
                ids = self._recall_quants(search, base, order, product_id)
                quants = self.browse(ids)
                if lots is None:
                    return quants
                return quants.filtered(lambda quant: quant.lot_id.id in lots)
        return search(domain, field_names, offset, limit, order)

    @api.model
    def _split_gather_domain(self, domain, product_id):
        """What a search asks beside the product and the lots.

        :return: pair of that domain and the allowed ids of lots (None: all); a pair of
            None when it is not plain that both only narrow the search
        """
        domain = Domain(domain)
        products, base = self._take_condition(domain, "product_id")
        lots, base = self._take_condition(base, "lot_id")
        if products != [("=", product_id)] or len(lots) > 1:
            return None, None
        if not lots:
            return base, None
        operator, values = lots[0]
        return (base, set(values)) if operator == "in" else (None, None)

    @api.model
    def _take_condition(self, domain, name):
        """Conditions on a field, and the domain without them; of no use, and so none at
        all, when something may be found against them."""

        def replaced(instead):
            return domain.map_conditions(
                lambda one: instead if one.field_expr == name else one
            )

        if not replaced(Domain.FALSE).is_false():
            return [], domain
        found = [one for one in domain.iter_conditions() if one.field_expr == name]
        return [(one.operator, one.value) for one in found], replaced(Domain.TRUE)

    @api.model
    def _recall_quants(self, search, base, order, product_id):
        """Ids of the quants of one product, searched together with those of its peers.

        An order of all quants is also the order of those of one product.

        :param search: core's ``search_fetch``
        """
        reservation = find(self.env)
        question = repr(base), order
        known = reservation.recall(question, product_id)
        if known is not None:
            return known
        product_ids = reservation.get_unknown(question, product_id)
        domain = base & Domain("product_id", "in", sorted(product_ids))
        found = defaultdict(list)
        for quant in search(domain, order=order):
            found[quant.product_id.id].append(quant.id)
        reservation.learn(question, product_ids, found)
        return tuple(found[product_id])

    @api.model
    def _get_reserve_quantity(self, *args, **kwargs):
        found = super()._get_reserve_quantity(*args, **kwargs)
        reservation = find(self.env)
        if reservation:
            reservation.taken.update(quant.id for quant, _quantity in found)
        return found

    @api.model
    def _lock_taken(self, reservation):
        """Lock in one statement what core would lock quant by quant."""
        wanted = sorted(reservation.taken - reservation.locked)
        reservation.locked.update(self._lock_free(wanted))
        reservation.taken.clear()

    @api.model
    def _lock_free(self, ids):
        """As ``try_lock_for_update``, but no error in the log when another transaction
        has changed a row since this one began: whoever called repeats it.

        :return: ids that are locked now
        """
        if not ids:
            return ()
        query = SQL(
            "SELECT id FROM stock_quant WHERE id IN %s FOR NO KEY UPDATE SKIP LOCKED",
            tuple(ids),
        )
        self.env.cr.execute(query, log_exceptions=False)
        return [id_ for (id_,) in self.env.cr.fetchall()]

    def try_lock_for_update(self, *, allow_referencing=False, limit=None):
        reservation = find(self.env)
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
            name not in COUNTS and self._is_changed(name, value)
            for name, value in vals.items()
        ):
            self._forget_in_reservation()
        return super().write(vals)

    def _is_changed(self, name, value):
        field = self._fields[name]
        return any(field.convert_to_write(quant[name], quant) != value for quant in self)

    def unlink(self):
        self._forget_in_reservation()
        return super().unlink()

    def _forget_in_reservation(self):
        reservation = find(self.env)
        if reservation:
            reservation.forget(self.product_id.ids)
