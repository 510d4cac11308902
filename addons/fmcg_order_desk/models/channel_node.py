from odoo import models


class ChannelNode(models.Model):
    _name = "channel.node"
    _inherit = ["channel.node", "channel.pinyin.mixin"]
