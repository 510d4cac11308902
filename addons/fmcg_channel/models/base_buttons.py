from odoo import api, models

# Buttons of core that lead to records of a model, which not every role may read
LEADS_TO = {
    "account.move": {
        "action_invoice_sent": "account.move.send.wizard",
        "action_print_pdf": "account.journal",
        "open_payments": "account.payment",
    },
    "res.partner": {"action_view_stock_serial": "stock.lot"},
    "sale.order": {
        "action_open_delivery_wizard": "choose.delivery.carrier",
        "action_view_invoice": "account.move",
    },
    "stock.picking": {"action_view_batch": "stock.picking.batch"},
}


class Base(models.AbstractModel):
    """Staff of enterprises are offered what they may do, and nothing that ends in an
    access error. A test presses all buttons as all roles (``fmcg/tests/buttons``)."""

    _inherit = "base"

    @api.model
    def _get_buttons_left_out(self):
        """Names of buttons on this model that the user is not offered; addons add theirs.

        :rtype: set of names of methods, or ids of actions as text
        """
        leads_to = LEADS_TO.get(self._name, {})
        return {name for name, model in leads_to.items() if not self._may_open(model)}

    @api.model
    def _may_open(self, model):
        """Whether the user may look at records of a model, or fill in its dialog."""
        if model not in self.env:
            return False
        Model = self.env[model]
        return Model.has_access("create" if Model._transient else "read")

    @api.model
    def _leave_out_unusable_buttons(self, arch):
        """Remove buttons from a view of this model; in place."""
        left_out = self._get_buttons_left_out()
        buttons = [node for node in arch.iter("button") if node.get("name")]
        windows = self._get_windows(buttons)
        for node in buttons:
            name = node.get("name")
            model = windows.get(name) if node.get("type") == "action" else None
            if name in left_out or (model and not self._may_open(model)):
                self._drop_node(node)

    @api.model
    def _get_windows(self, buttons):
        """From ids of the actions of buttons, as text, to the models that they show."""
        names = {node.get("name") for node in buttons if node.get("type") == "action"}
        ids = [int(name) for name in names if name.isdigit()]
        windows = self.env["ir.actions.act_window"].sudo().search([("id", "in", ids)])
        return {str(window.id): window.res_model for window in windows}

    @api.model
    def _drop_node(self, node):
        """Remove a node, and leave what follows it where it is."""
        parent, before = node.getparent(), node.getprevious()
        if parent is None:
            return
        if node.tail:
            if before is not None:
                before.tail = (before.tail or "") + node.tail
            else:
                parent.text = (parent.text or "") + node.tail
        parent.remove(node)

