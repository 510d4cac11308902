from odoo import api, models


class ChannelPurchaseDesk(models.AbstractModel):
    """From what was typed to a purchase of the user."""

    _inherit = "channel.purchase.desk"

    @api.model
    def _get_document(self):
        return self.env["purchase.order"]

    @api.model
    def _describe_not_offered(self):
        return self.env._("The supplier does not offer this product to you. Remove the row.")

    @api.model
    def _read_head(self, agreement, head):
        """What the purchase says beside its rows; its number is given by the enterprise
        itself.

        :param head: as at the order desk, without ``reference``
        """
        values = super()._read_head(agreement, head)
        return {"wanted_date": values["commitment_date"], "note": values["note"]}
