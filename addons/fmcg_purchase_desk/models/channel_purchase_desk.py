from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from odoo.addons.fmcg_order_desk.models.channel_order_desk import LAST_ORDERS

ROLE = "fmcg_purchase.group_purchaser"
# Days that stock should last, where nobody says otherwise
TARGET_DAYS = 14


class ChannelPurchaseDesk(models.AbstractModel):
    """The order desk turned round: staff of an enterprise order from their supplier.

    All that the order desk answers, with the parties exchanged: the user buys for the
    *buyer* of the agreement. What the supplier grants (listing, prices, promotions,
    quantities) is worked out as superuser in its company once that is checked, as in the
    portal; of its stock, its people and its other customers nothing is told.
    """

    _name = "channel.purchase.desk"
    _inherit = "channel.order.desk"
    _description = "Desk for Orders from the Supplier"

    # Access

    @api.model
    def _check_role(self):
        """:raise AccessError: to all but purchasing and administrators of enterprises"""
        if not self.env.user.has_group(ROLE):
            raise AccessError(
                self.env._(
                    "Order from Supplier: only purchasing works here. Ask your "
                    "administrator for this role."
                )
            )

    @api.model
    def _get_agreements(self):
        """As superuser: agreements are the supplier's, and purchasing reads none. The
        domain has those only under which the user's enterprises buy."""
        return self.env["channel.agreement"].sudo()

    @api.model
    def _get_agreements_domain(self):
        """Under which one of the user's enterprises buys; closed ones are over."""
        return Domain("node_id.company_id", "in", self.env.companies.ids) & Domain(
            "state", "in", ("active", "suspended")
        )

    @api.model
    def _describe_unknown_party(self):
        return self.env._(
            "Supplier: you buy from no such supplier. Choose one from the list."
        )

    @api.model
    def _may_enter(self, agreement):
        return self.env["purchase.order"].has_access("create")

    @api.model
    def _get_own_company(self, agreement):
        """The enterprise that buys."""
        return agreement.node_id.company_id

    # Suppliers

    @api.model
    def _get_own_domain(self):
        """No supplier is one's own more than another: the preferred one comes first."""
        return Domain.TRUE

    @api.model
    def _get_customers_domain(self, text):
        """Agreements with a supplier who is called ``text``."""
        text = text.strip() if isinstance(text, str) else ""
        if not text:
            return Domain.TRUE
        # sudo: of the parties of own agreements, which the rest of the domain is
        nodes = self.env["channel.node"].sudo().search(self._get_names_domain(text))
        return Domain("seller_node_id", "in", nodes.ids)

    @api.model
    def _get_party(self, agreement):
        return agreement.seller_node_id

    @api.model
    def _prepare_customer(self, agreement):
        """What the list of suppliers shows; the keys are the order desk's."""
        territory = agreement.seller_node_id.territory_id
        return super()._prepare_customer(agreement) | {
            "place": territory.name or "",
            "is_own": False,
        }

    @api.model
    def open_customer(self, agreement_id):
        """As at the order desk, without the supplier's people; ``target_days`` are those
        that stock is suggested for."""
        return super().open_customer(agreement_id) | {
            "salesperson": "",
            "target_days": TARGET_DAYS,
        }

    @api.model
    def _get_credit_facts(self, agreement):
        """The order desk's are the seller's own view of a customer."""
        return {}

    @api.model
    def _get_last_orders(self, agreement):
        purchases = self.env["purchase.order"].search(
            Domain("agreement_id", "=", agreement.id) & Domain("state", "!=", "cancel"),
            order="date_order desc, id desc",
            limit=LAST_ORDERS,
        )
        company = self._get_own_company(agreement)
        return [
            {
                "id": purchase.id,
                "name": purchase.name,
                "day": company._get_channel_day(purchase.date_order).isoformat(),
                "amount": purchase.amount_total,
                "stage": purchase.stage_word,
            }
            for purchase in purchases
        ]
