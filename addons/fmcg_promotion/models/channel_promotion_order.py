from odoo import fields, models


class ChannelPromotion(models.Model):
    """What orders ask a promotion."""

    _inherit = "channel.promotion"

    application_ids = fields.One2many(
        "channel.promotion.application", "promotion_id", readonly=True
    )

    def _filter_applied(self):
        """What a customer has been given, or was promised with a submitted order."""
        given = (
            self.env["channel.promotion.application"]
            .sudo()
            ._read_group(
                [
                    ("promotion_id", "in", self.ids),
                    ("order_id.state", "in", ("sent", "sale")),
                ],
                ["promotion_id"],
            )
        )
        used = {promotion.id for (promotion,) in given}
        return self.filtered(lambda one: one.id in used)

    def _get_gift_unit(self, gift):
        """The unit in which the pieces of a gift are counted.

        :param gift: the engine's ``Given``
        """
        return self._get_unit_of_gift(gift.product)

    def _get_unit_of_gift(self, product_id):
        self.ensure_one()
        found = self.step_ids.gift_ids.filtered(
            lambda one: one.product_id.id == product_id
        )
        if found:
            return found[0].uom_id
        product = self.env["product.product"].browse(product_id)
        own = self.same_product and self.uom_id
        if own and own._has_common_reference(product.uom_id):
            return own
        return product.uom_id
