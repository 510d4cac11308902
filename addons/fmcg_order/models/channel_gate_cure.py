from odoo import api, models


class ChannelGateCure(models.AbstractModel):
    """Records whose change may free held orders.

    How to use: inherit it in the model, and name the topics of ``channel.gate.reason``
    that its records can cure.
    """

    _name = "channel.gate.cure"
    _description = "Cure of Held Orders"

    _gate_topics = ()
    # Fields that matter; empty: all of them
    _gate_fields = frozenset()
    # Whether a new record can cure what was ordered before
    _gate_on_create = True

    def _get_cured_sellers(self):
        """Companies whose orders may be cured; empty means any.

        :rtype: res.company
        """
        return self.env["res.company"]

    def _cure_held_orders(self, sellers):
        self.env["sale.order"]._ask_held(self._gate_topics, sellers)

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        if self._gate_on_create:
            self._cure_held_orders(records._get_cured_sellers())
        return records

    def write(self, vals):
        result = super().write(vals)
        if not self._gate_fields or self._gate_fields & vals.keys():
            self._cure_held_orders(self._get_cured_sellers())
        return result

    def unlink(self):
        sellers = self._get_cured_sellers()
        result = super().unlink()
        self._cure_held_orders(sellers)
        return result
