from odoo import models


class ChannelNode(models.Model):
    _inherit = "channel.node"

    def _parent_store_update(self):
        """One node after another.

        Core moves all of a call by one statement, in which a node that stands below
        another one that moves with it has two new paths: it kept the one that leads
        through its former upstream.
        """
        if len(self) < 2:
            return super()._parent_store_update()
        for node in self:
            node._parent_store_update()
        return None
