from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..engine import identity

KEEPERS = ("sale.order", "stock.picking", "account.move")


class ChannelAddressKeeper(models.AbstractModel):
    """Documents that keep the addresses they were confirmed with.

    Core's documents point at partners, and show what these say today: a shop that moves
    would move the deliveries that are on their way, and the bills of last year.

    How it works: just before a partner changes, what it says now is kept on the confirmed
    documents that point at it (``_keep_addresses``), by the partner's id; the first entry
    of a partner stays for ever. What is printed or shown by core's contact widget takes
    the kept address (``ir_qweb_contact.py``). Nothing has to be kept while nothing changes.

    How to use: name the fields in ``_address_fields_kept`` and say in ``_settled_domain``
    which documents are settled. ``delivery_address`` is the address in words.
    """

    _name = "channel.address.keeper"
    _inherit = "channel.write.guard"
    _description = "Keeps Its Addresses"

    _address_fields_kept = ()
    _delivery_field = None

    kept_addresses = fields.Json(
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="Addresses as they were when this was confirmed, by partner.",
    )
    delivery_address = fields.Text(
        compute="_compute_delivery_address", string="Address as Confirmed"
    )

    def _compute_delivery_address(self):
        for document in self:
            partner = document[self._delivery_field]
            document.delivery_address = document._word_address(partner) or False

    def _word_address(self, partner):
        """The address of a partner as this document knows it, on several lines."""
        partner = self._recall_address(partner).sudo().with_context(show_address=True)
        lines = (partner.display_name or "").split("\n")
        return "\n".join(line for line in lines if line.strip())

    def _recall_address(self, partner):
        """What this document knows of ``partner``: the partner itself, or one in memory
        that says what was kept."""
        kept = self and self.sudo()._get_kept_addresses().get(str(partner.id))
        if not kept:
            return partner
        return self.env["res.partner"].sudo().new({**kept, "is_company": True})

    def _get_kept_addresses(self):
        """What is kept, by the partner's id as text."""
        self.ensure_one()
        return self.kept_addresses or {}

    @api.model
    def _get_derived_fields(self):
        """No client says what was kept."""
        return super()._get_derived_fields() | {"kept_addresses"}

    @api.model
    def _settled_domain(self):
        """The documents of this model whose addresses stay."""
        raise NotImplementedError

    @api.model
    def _keep_addresses(self, partners):
        """Keep what ``partners`` say now on all settled documents that name them."""
        for partner in partners:
            named = Domain.OR(
                Domain(field, "=", partner.id) for field in self._address_fields_kept
            )
            documents = self.search(self._settled_domain() & named)
            if documents:
                documents._keep_address(partner)

    def _keep_address(self, partner):
        kept = fields.Json().convert_to_column(
            {str(partner.id): partner._get_printed_address()}, self
        )
        self.env.cr.execute(
            SQL(
                "UPDATE %(table)s SET kept_addresses = %(kept)s::jsonb || "
                "COALESCE(kept_addresses, '{}'::jsonb) WHERE id IN %(ids)s",
                table=SQL.identifier(self._table),
                kept=kept,
                ids=tuple(self.ids),
            )
        )
        self.invalidate_recordset(["kept_addresses", "delivery_address"])


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _keep_printed_addresses(self, vals):
        """Before something that is printed changes, keep it where it was promised."""
        printed = set(identity.IDENTITY_FIELDS) & vals.keys()
        if not printed or not self.ids:
            return
        changing = self.sudo().filtered(
            lambda partner: any(
                (partner[name].id if name.endswith("_id") else partner[name] or False)
                != (vals[name] or False)
                for name in printed
            )
        )
        if not changing:
            return
        family = changing.with_context(active_test=False).search(
            [("id", "child_of", changing.ids)]
        )
        for model in KEEPERS:
            keeper = self.env[model].sudo().with_context(active_test=False)
            keeper._keep_addresses(family)

    def _get_printed_address(self):
        """What documents print of this partner, as plain values."""
        self.ensure_one()
        plain = self.sudo().with_context(lang=False, show_address=False)
        return plain._get_identity() | {"name": plain.display_name}


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = ["sale.order", "channel.address.keeper"]

    _address_fields_kept = ("partner_id", "partner_invoice_id", "partner_shipping_id")
    _delivery_field = "partner_shipping_id"

    @api.depends("partner_shipping_id", "kept_addresses")
    def _compute_delivery_address(self):
        return super()._compute_delivery_address()

    @api.model
    def _settled_domain(self):
        return Domain("state", "=", "sale")


class StockPicking(models.Model):
    _name = "stock.picking"
    _inherit = ["stock.picking", "channel.address.keeper"]

    _address_fields_kept = ("partner_id",)
    _delivery_field = "partner_id"

    @api.depends("partner_id", "kept_addresses", "sale_id.kept_addresses")
    def _compute_delivery_address(self):
        return super()._compute_delivery_address()

    def _get_kept_addresses(self):
        """A backorder goes where the order was confirmed for."""
        order = self.sale_id.sudo()
        return super()._get_kept_addresses() | (order.kept_addresses or {})

    @api.model
    def _settled_domain(self):
        return Domain("state", "not in", ("draft", "cancel"))


class AccountMove(models.Model):
    _name = "account.move"
    _inherit = ["account.move", "channel.address.keeper"]

    _address_fields_kept = ("partner_id", "partner_shipping_id")
    _delivery_field = "partner_shipping_id"

    @api.depends("partner_shipping_id", "kept_addresses")
    def _compute_delivery_address(self):
        return super()._compute_delivery_address()

    @api.model
    def _settled_domain(self):
        return Domain("state", "=", "posted")
