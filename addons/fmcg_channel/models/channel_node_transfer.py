from odoo import fields, models


class ChannelNodeTransfer(models.Model):
    """One change of a node's upstream; written by the node itself, never by hand."""

    _name = "channel.node.transfer"
    _description = "Change of Upstream"
    _order = "date desc, id desc"
    _rec_name = "node_id"

    node_id = fields.Many2one(
        "channel.node", required=True, index=True, readonly=True, ondelete="cascade"
    )
    from_node_id = fields.Many2one("channel.node", string="From", readonly=True)
    to_node_id = fields.Many2one("channel.node", string="To", readonly=True)
    date = fields.Datetime(default=fields.Datetime.now, required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users",
        string="Moved by",
        default=lambda self: self.env.uid,
        required=True,
        readonly=True,
    )
    reason = fields.Char(readonly=True)
