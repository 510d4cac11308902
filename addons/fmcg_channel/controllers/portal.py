from odoo.exceptions import AccessError
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal


class ChannelCustomerPortal(CustomerPortal):
    # Documents whose portal page shows prices.
    _priced_documents = ("sale.order", "account.move")

    def _document_check_access(self, model_name, document_id, access_token=None):
        """Keep staff who see no prices from a page that is made as superuser."""
        if (
            model_name in self._priced_documents
            and not request.env.user._channel_sees_prices()
        ):
            raise AccessError(
                request.env._("Prices of this document are not shown to your role.")
            )
        return super()._document_check_access(model_name, document_id, access_token)
