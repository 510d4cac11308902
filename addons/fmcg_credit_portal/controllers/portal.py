from odoo.http import request, route

from odoo.addons.fmcg_portal.controllers.portal import ChannelPortal


class CreditPortal(ChannelPortal):
    """Buyers read where they stand: at home with each seller, on an order with its
    seller."""

    @route()
    def home(self, **kwargs):
        response = super().home(**kwargs)
        agreements = request.env["channel.agreement"]
        response.qcontext["channel_credits"] = agreements._get_portal_credits(
            request.env.user
        )
        return response

    def _prepare_channel_page_values(self, order_sudo, **kwargs):
        # core gives the order as the superuser has it; words depend on who reads them
        order_sudo = order_sudo.with_user(request.env.user).sudo()
        values = super()._prepare_channel_page_values(order_sudo, **kwargs)
        statement = order_sudo._get_credit_for_buyer(request.env.user)
        # a reason of credit says it already
        is_told = any(statement in text for text in values["channel_reasons"])
        return values | {"channel_credit": statement if not is_told else ""}
