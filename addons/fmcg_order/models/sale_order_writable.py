from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import ormcache

from ..engine import writable


class SaleOrder(models.Model):
    """What nobody sets by hand is refused with a word, and not passed over in silence."""

    _inherit = "sale.order"

    @api.model
    def _get_field_decisions(self):
        """One decision for each field that people can write; addons add theirs.

        :return: dict from name to :class:`~..engine.writable.Decision`
        """
        return dict(writable.ORDER)

    @api.model
    @ormcache()
    def _get_barred_fields(self):
        return _find_barred(self)

    @api.model
    @ormcache()
    def _get_voiding_fields(self):
        """Names of fields whose writers are authors of the order."""
        decisions = self._get_field_decisions()
        return frozenset(name for name, one in decisions.items() if one.voids)

    def _check_writable(self, vals):
        """:raise AccessError: naming a field that nobody sets, or not so"""
        if self.env.su:
            return
        _check_barred(self, vals)
        self._check_lock_written(vals)
        self._check_signature_written(vals)
        self._check_journal_written(vals)

    @api.model
    def _check_writable_at_creation(self, vals_list):
        for vals in vals_list:
            self._check_writable(_with_defaults(self, vals))

    def _check_lock_written(self, vals):
        """Locked, nobody could change or cancel it, the gate's cures included."""
        others = self.filtered(lambda order: order.state != "sale")
        if vals.get("locked") and (others or not self) and vals.get("state") != "sale":
            raise UserError(
                self.env._(
                    "Locked: only a confirmed order is locked, and %s is none. Confirm it "
                    "first.",
                    others[:1].name or self.env._("a new order"),
                )
            )

    def _check_signature_written(self, vals):
        names = ("signature", "signed_by", "signed_on")
        given = [name for name in names if vals.get(name)]
        if given and (not self or self.filtered("buyer_node_id")):
            raise AccessError(
                self.env._(
                    "%s: the customer signs in the portal, nobody else.",
                    self._fields[given[0]].get_description(self.env)["string"],
                )
            )

    def _check_journal_written(self, vals):
        """Where invoices are kept is finance's to say."""
        if vals.get("journal_id") and not self.env.user.has_group(
            "fmcg_channel.group_finance"
        ):
            if not self or self.filtered(
                lambda order: order.journal_id.id != vals["journal_id"]
            ):
                raise AccessError(
                    self.env._("Invoicing Journal: ask finance to choose another one.")
                )

    @api.model
    def _leave_out_barred(self, data):
        """What nobody sets, nobody copies."""
        return _without_barred(self, data)


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    @api.model
    def _get_field_decisions(self):
        """As of ``sale.order``, for lines."""
        return dict(writable.LINE)

    @api.model
    @ormcache()
    def _get_barred_fields(self):
        return _find_barred(self)

    @api.model
    @ormcache()
    def _get_voiding_fields(self):
        decisions = self._get_field_decisions()
        return frozenset(name for name, one in decisions.items() if one.voids)

    def _check_writable(self, vals):
        """As of ``sale.order``."""
        if self.env.su:
            return
        _check_barred(self, vals)
        self._check_delivered_written(vals)

    @api.model
    def _check_writable_at_creation(self, vals_list):
        for vals in vals_list:
            self._check_writable(_with_defaults(self, vals))

    @api.model
    def _leave_out_barred(self, data):
        return _without_barred(self, data)

    def _check_delivered_written(self, vals):
        """What transfers count, is counted."""
        if "qty_delivered" not in vals:
            return
        for line in self.filtered("order_id.buyer_node_id"):
            if (
                line.qty_delivered_method == "stock_move"
                and vals["qty_delivered"] != line.qty_delivered
            ):
                raise AccessError(
                    self.env._(
                        "Delivered: transfers count what was delivered of %s. Validate "
                        "or return a transfer instead.",
                        line.product_id.display_name,
                    )
                )


def _find_barred(model):
    """Names of fields that nobody sets: those that are decided so, and whatever follows
    by itself."""
    barred = {
        name
        for name, decision in model._get_field_decisions().items()
        if decision.may == writable.BARRED
    }
    derived = {
        name
        for name, field in model._fields.items()
        if field.compute and field.readonly and not field.inverse
    }
    return frozenset(barred | derived)


def _check_barred(records, vals):
    for name in sorted(records._get_barred_fields() & vals.keys()):
        if _is_other(records, records._fields[name], vals[name]):
            words = records._fields[name].get_description(records.env)["string"]
            raise AccessError(
                records.env._(
                    "%(field)s (%(name)s) follows by itself and cannot be set. Leave it "
                    "out, and change what it follows from.",
                    field=words,
                    name=name,
                )
            )


def _is_other(records, field, value):
    """Whether writing changes anything: forms may send back what they have read."""
    if not records:
        return bool(value)
    if not field.store:
        return True
    if field.type in ("one2many", "many2many"):
        return bool(value)
    stored = (field.convert_to_write(one[field.name], one) for one in records.sudo())
    return any((one or False) != (value or False) for one in stored)


def _with_defaults(model, vals):
    """``vals``, and what the context gives a new record besides."""
    prefix = "default_"
    given = {
        key.removeprefix(prefix): value
        for key, value in model.env.context.items()
        if key.startswith(prefix) and key.removeprefix(prefix) in model._fields
    }
    return given | vals


def _without_barred(records, data):
    if records.env.su:
        return data
    barred = records._get_barred_fields()
    return [
        vals and {name: vals[name] for name in vals.keys() - barred} for vals in data
    ]
