from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.fmcg_channel.words import join_names

from ..engine import content

# How orders come in that the customer wrote itself
SAID_CHANNELS = ("portal", "import")


class SaleOrder(models.Model):
    """What the customer said, kept as it came in, and what was made of it."""

    _inherit = "sale.order"

    said_content = fields.Json(
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="The order as the customer sent it; never changed afterwards.",
    )

    @api.model
    def _is_price_field(self, field, operation):
        return super()._is_price_field(field, operation) or field.name == "said_content"

    @api.model
    def _get_derived_fields(self):
        return super()._get_derived_fields() | {"said_content"}

    def _check_said_is_kept(self, vals):
        if "said_content" in vals and any(self.sudo().mapped("said_content")):
            raise UserError(
                self.env._("What the customer said is kept as it came in: no change.")
            )

    def _submit(self):
        self._keep_said_content()
        return super()._submit()

    def _keep_said_content(self):
        """Keep what the customer sent; what staff typed by themselves is nobody's word.

        Safe to call at any time: the first time counts.
        """
        for order in self.sudo():
            if order.order_channel in SAID_CHANNELS and not order.said_content:
                order.said_content = order._get_sayable_content()

    def _get_sayable_content(self):
        """What a customer can say of an order: goods, prices, where to and when. What the
        seller adds by rule, such as gifts, freight and promotions, is not said.

        :rtype: dict, see ``engine/content.py``
        """
        self.ensure_one()
        order = self.sudo()
        return {
            "shipping": order.partner_shipping_id.id,
            "delivery": fields.Datetime.to_string(order.commitment_date) or "",
            content.LINES: [
                line._get_sayable_content()
                for line in order.order_line.filtered(lambda line: line._is_traded())
            ],
        }

    def _get_said_changes(self):
        """What staff changed of what the customer said, in the reader's language.

        :return: list as of ``_tabulate_changes``; empty when the order is as it was sent
        """
        self.ensure_one()
        said = self.sudo().said_content
        if not said:
            return []
        now = self._get_sayable_content()
        return self._tabulate_changes(content.changes(said, now))

    # Words

    @api.model
    def _get_content_labels(self):
        return super()._get_content_labels() | {"delivery": self.env._("Delivery Date")}

    def _format_content_value(self, field, value):
        if field == "price" and value:
            return self.currency_id.format(float(value))
        if field == "delivery" and value:
            moment = fields.Datetime.to_datetime(value)
            local = fields.Datetime.context_timestamp(self, moment)
            return fields.Date.to_string(local.date())
        return super()._format_content_value(field, value)

    def _tabulate_changes(self, changes):
        """Changes of a content for people who read them in a table.

        :param changes: iterable of :class:`~..engine.content.Change`
        :return: list of dicts with ``kind``, ``name`` (a product, or what changed of the
            order), ``label`` (what changed of the product), ``before`` and ``after``
        """
        self.ensure_one()
        changes = list(changes)
        order = self.sudo().with_context(display_default_code=False)
        labels = order._get_content_labels()
        names = order._get_content_names(changes)
        return [order._tabulate_change(change, labels, names) for change in changes]

    def _tabulate_change(self, change, labels, names):
        """:param names: as of ``_get_content_names``"""
        row = {"kind": change.kind, "label": "", "before": "", "after": ""}
        if change.kind != content.CHANGED:
            side = "before" if change.kind == content.REMOVED else "after"
            words = self._describe_content_line(change.line, names)
            return row | {"name": names["product", change.line["product"]], side: words}
        label = labels.get(change.field, change.field)
        row["name"] = label
        if change.line:
            row |= {"name": names["product", change.line["product"]], "label": label}
        return row | {
            "before": self._word_content_value(change.field, change.before, names),
            "after": self._word_content_value(change.field, change.after, names),
        }

    def _describe_content_line(self, line, names):
        quantity, unit, price = (
            self._word_content_value(field, line[field], names)
            for field in ("quantity", "unit", "price")
        )
        return f"{quantity} {unit} × {price}"

    def _word_content_value(self, field, value, names):
        if field in self._get_content_models():
            return join_names(self.env, [names[field, id_] for id_ in _get_ids(value)])
        return self._format_content_value(field, value)

    def _get_content_names(self, changes):
        """Names of all records that changes speak of, read at once.

        :return: dict from pairs of field and id to a name; empty for what is gone
        """
        wanted = {field: set() for field in self._get_content_models()}
        for change in changes:
            values = [(change.field, change.before), (change.field, change.after)]
            for field, value in [*values, *(change.line or {}).items()]:
                if field in wanted:
                    wanted[field].update(_get_ids(value))
        return {
            (field, id_): name
            for field, ids in wanted.items()
            for id_, name in self._name_content_records(field, ids).items()
        }

    def _name_content_records(self, field, ids):
        records = self.env[self._get_content_models()[field]].browse(ids)
        found = {record.id: record.display_name for record in records.exists()}
        return dict.fromkeys(ids, "") | found


def _get_ids(value):
    """Ids that a value of a content names: one, several or none."""
    return value if isinstance(value, list) else [value] if value else []


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _get_sayable_content(self):
        self.ensure_one()
        precision_of = self.env["decimal.precision"].precision_get
        price, discount = self._get_list_terms()
        return {
            "product": self.product_id.id,
            "unit": self.product_uom_id.id,
            "quantity": content.number(
                self.product_uom_qty, precision_of("Product Unit")
            ),
            "price": content.number(price, precision_of("Product Price")),
            "discount": content.number(discount or 0.0, precision_of("Discount")),
        }
