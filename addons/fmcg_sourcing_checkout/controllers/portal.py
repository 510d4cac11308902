from odoo.fields import Domain
from odoo.http import request

from odoo.addons.fmcg_portal.controllers.portal import ChannelPortal

LONGEST_NUMBER = 40


class PurchasePortal(ChannelPortal):
    """The list of orders, and a page of one, know which were ordered together."""

    def _prepare_orders_domain(self, partner):
        domain = super()._prepare_orders_domain(partner)
        number = self._get_asked_purchase()
        return (
            list(Domain(domain) & Domain("purchase_number", "=", number))
            if number
            else domain
        )

    def _get_asked_purchase(self):
        number = request.params.get("purchase")
        return number[:LONGEST_NUMBER] if isinstance(number, str) else ""

    def _prepare_sale_portal_rendering_values(self, placed=None, **kwargs):
        values = super()._prepare_sale_portal_rendering_values(**kwargs)
        return values | {
            "purchase_number": self._get_asked_purchase(),
            "placed": placed,
        }

    def _prepare_channel_page_values(self, order_sudo, **kwargs):
        values = super()._prepare_channel_page_values(order_sudo, **kwargs)
        is_buyer = values["channel_is_buyer"]
        others = order_sudo._get_orders_of_purchase() if is_buyer else order_sudo.browse()
        return values | {
            "channel_purchase": is_buyer and order_sudo.purchase_number,
            "channel_purchase_orders": others,
            "channel_delivery": is_buyer and order_sudo._describe_delivery_wish(),
        }
