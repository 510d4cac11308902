from odoo import api, fields, models
from odoo.exceptions import UserError

# What the supplier learns of its customer's customer: where the goods go, and whom to call
ADDRESS = (
    "name",
    "phone",
    "street",
    "street2",
    "zip",
    "city",
    "state_id",
    "country_id",
)


class PurchaseOrder(models.Model):
    """A purchase whose goods the supplier ships straight to one customer."""

    _inherit = "purchase.order"

    direct_address_id = fields.Many2one(
        "res.partner",
        string="Straight To",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="The supplier ships to this address of a customer; nothing arrives in the own "
        "warehouse.",
    )

    @api.model
    def _get_derived_fields(self):
        return super()._get_derived_fields() | {"direct_address_id"}

    def _collects(self, agreement, place=None):
        """A purchase for each address: goods of two customers are never mixed up."""
        return super()._collects(agreement, place) and (
            self.direct_address_id.id == (place or False)
        )

    @api.model
    def _prepare_grouped_data(self, rfq):
        """Core merges purchases of one supplier on request: of one address only."""
        return (*super()._prepare_grouped_data(rfq), rfq.direct_address_id.id)

    # --- handing in ---

    def _hand_in_one(self):
        self._check_direct_allowed()
        return super()._hand_in_one()

    def _check_direct_allowed(self):
        """:raise UserError: when the supplier does not deliver to customers"""
        # sudo: purchasing reads no agreements of its suppliers
        purchase = self.sudo()
        if not purchase.direct_address_id:
            return
        if not purchase.agreement_id.delivers_to_customers:
            raise UserError(
                self.env._(
                    "Straight to %(address)s: %(supplier)s does not deliver to your "
                    "customers. Ask it to allow that in its agreement with you, or order to "
                    "your own warehouse.",
                    address=purchase.direct_address_id.display_name,
                    supplier=purchase.partner_id.name,
                )
            )

    def _prepare_handed_in_values(self):
        values = super()._prepare_handed_in_values()
        # sudo: the address is another enterprise's customer, of which the supplier is told
        # no more than it has to know
        purchase = self.sudo()
        if not purchase.direct_address_id:
            return values
        return values | {
            "partner_shipping_id": purchase.direct_address_id.id,
            "kept_addresses": purchase._get_told_addresses(),
        }

    def _get_told_addresses(self):
        """The customer's address as it was promised to it, by partner, as documents keep
        it (``channel.address.keeper``)."""
        address = self.direct_address_id
        order = self.order_line.share_ids.sale_line_id.order_id[:1]
        kept = order._get_kept_addresses() if order else {}
        entity = address.commercial_partner_id
        return {
            str(partner.id): _to_address(
                kept.get(str(partner.id)) or partner._get_printed_address()
            )
            for partner in address | entity
        }


def _to_address(values):
    return {name: values[name] for name in ADDRESS if values.get(name)}
