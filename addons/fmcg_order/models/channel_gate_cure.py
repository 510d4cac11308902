from odoo import api, models


class ChannelGateCure(models.AbstractModel):
    """Records whose change may free held orders.

    How to use: inherit it in the model, and name in ``_get_gate_topics`` the topics of
    ``channel.gate.reason`` that its records can cure.
    """

    _name = "channel.gate.cure"
    _description = "Cure of Held Orders"

    # Whether a new record can cure what was ordered before
    _gate_on_create = True

    @api.model
    def _get_gate_topics(self):
        """Topics of ``channel.gate.reason`` that records of this model can cure; add-ons
        add theirs."""
        return set()

    @api.model
    def _get_gate_fields(self):
        """Names of the fields that matter; empty: all of them."""
        return set()

    def _get_cured_sellers(self):
        """Companies whose orders may be cured; empty means any.

        :rtype: res.company
        """
        return self.env["res.company"]

    def _cure_held_orders(self, sellers):
        self.env["sale.order"]._ask_held(sorted(self._get_gate_topics()), sellers)

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        if self._gate_on_create:
            self._cure_held_orders(records._get_cured_sellers())
        return records

    def write(self, vals):
        result = super().write(vals)
        names = self._get_gate_fields()
        if not names or names & vals.keys():
            self._cure_held_orders(self._get_cured_sellers())
        return result

    def unlink(self):
        sellers = self._get_cured_sellers()
        result = super().unlink()
        self._cure_held_orders(sellers)
        return result
