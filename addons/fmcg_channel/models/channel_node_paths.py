from odoo import models
from odoo.tools import SQL


class ChannelNode(models.Model):
    _inherit = "channel.node"

    def _parent_store_update(self):
        """Move the paths of a subtree by the index on ``parent_path``.

        Core's statement takes the old path from a join, so that PostgreSQL compares
        the paths of all nodes: 12 ms of 38,000, and more with each further one. The
        old path as a value takes 0.1 ms. Cycles are core's to refuse.
        """
        left_to_core = self.browse()
        for node in self:
            old_path = node._read_stored_path()
            new_path = f"{node.parent_id.parent_path or ''}{node.id}/"
            if not old_path or new_path.startswith(old_path):
                left_to_core |= node
            else:
                node._move_paths(old_path, new_path)
        return left_to_core and super(ChannelNode, left_to_core)._parent_store_update()

    def _read_stored_path(self):
        statement = SQL("SELECT parent_path FROM channel_node WHERE id = %s", self.id)
        return self.env.execute_query(statement)[0][0]

    def _move_paths(self, old_path, new_path):
        moved = self.env.execute_query(
            SQL(
                "UPDATE channel_node SET parent_path = %s || substr(parent_path, %s)"
                " WHERE parent_path LIKE %s RETURNING id, parent_path",
                new_path,
                len(old_path) + 1,
                f"{old_path}%",
            )
        )
        field = self._fields["parent_path"]
        for node_id, path in moved:
            field._update_cache(self.browse(node_id), path)
        self.browse(node_id for node_id, _path in moved).modified(["parent_path"])
