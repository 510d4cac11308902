from odoo import models
from odoo.fields import Domain

TREE_OPERATORS = ("child_of", "parent_of")
NODE = "channel.node"


class Base(models.AbstractModel):
    """Where a node stands in the tree is not told by domains of other models.

    Core resolves ``child_of`` past all rules, also in domains within domains before these
    are searched: "which of my agreements are below this node" named a rival as the
    upstream of a customer that both share.
    """

    _inherit = "base"

    def _search(self, domain, *args, bypass_access=False, **kwargs):
        """What bypasses access is core's own, out of a domain that was looked at."""
        if not bypass_access and not self.env.su:
            domain = Domain(domain)
            if _asks_tree(domain) and self._hides_node_tree():
                domain = domain.map_conditions(self._forget_hidden_nodes)
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)

    def _hides_node_tree(self):
        return self.env.user.share or self.env.user._channel_is_confined()

    def _forget_hidden_nodes(self, condition):
        """A condition that asks about no node but those that the user may see."""
        *path, name = condition.field_expr.split(".")
        model = self._follow_path(path)
        field = model._fields.get(name) if model is not None else None
        if not field:
            return condition
        if model._name == NODE and name == "parent_path":
            return Domain.FALSE
        about = NODE if model._name == NODE and name == "id" else field.comodel_name
        if condition.operator in TREE_OPERATORS and about == NODE:
            return self.env[NODE]._forget_hidden_roots(condition)
        inner = _get_inner(condition)
        if inner is None or not field.comodel_name:
            return condition
        inner = inner.map_conditions(self.env[field.comodel_name]._forget_hidden_nodes)
        return Domain(condition.field_expr, condition.operator, inner)

    def _follow_path(self, names):
        """The model that a path of relations leads to, or nothing."""
        model = self
        for name in names:
            field = model._fields.get(name)
            if not field or not field.comodel_name:
                return None
            model = self.env[field.comodel_name]
        return model


def _get_inner(condition):
    """The domain within a condition."""
    value = condition.value
    if "any" in condition.operator and isinstance(value, Domain | list | tuple):
        return Domain(value)
    return None


def _asks_tree(domain):
    """Whether it may ask where a node stands, at any depth."""
    return any(
        one.operator in TREE_OPERATORS
        or one.field_expr.endswith("parent_path")
        or ((inner := _get_inner(one)) is not None and _asks_tree(inner))
        for one in domain.iter_conditions()
    )
