import re

from lxml import etree

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import NO_ACCESS

from ..words import join_names

# A node with one of these on a hidden field is about that field and goes with it.
SHOWS = ("for", "invisible", "column_invisible")
# These hold a field and words about it
WRAPPERS = ("div", "span")
# These only adorn a node, which can do without.
ADORNS = ("readonly", "required", "context", "domain", "options", "sum", "avg")


class Base(models.AbstractModel):
    _inherit = "base"

    @api.model
    def get_view(self, view_id=None, view_type="form", **options):
        """Leave out of the view what the user may not read, and figures that are not.

        Core leaves out fields that groups hide, not those that the price guard hides nor
        those of models that the user may not read; to the web client a field that is in
        a view and may not be read is an error. Where there is nothing to show, core shows
        sample data: invented orders and sums, which staff took for their own.
        """
        result = super().get_view(view_id, view_type, **options)
        if self.env.su or not self.env.user._channel_is_confined():
            return result
        arch = etree.fromstring(result["arch"])
        arch.attrib.pop("sample", None)
        self._leave_out_unusable_buttons(arch)
        self._leave_out_guarded_fields(arch)
        return result | {"arch": etree.tostring(arch, encoding="unicode")}

    @api.model
    def _check_field_access(self, field, operation):
        """Core's words of this error have no translation."""
        try:
            return super()._check_field_access(field, operation)
        except AccessError as error:
            raise AccessError(self._describe_field_refusal(field, operation)) from error

    @api.model
    def _describe_field_refusal(self, field, operation):
        verbs = {"read": self.env._("read"), "write": self.env._("write")}
        message = self.env._(
            'You do not have enough rights to access the field "%(field)s" on '
            "%(document)s (%(model)s). Please contact your system administrator.\n\n"
            "Operation: %(operation)s",
            field=field.name,
            document=self.env["ir.model"]._get(self._name).name,
            model=self._name,
            operation=verbs.get(operation, operation),
        )
        if not self.env.user.has_group("base.group_no_one"):
            return message
        return f"{message}\n{self._describe_field_groups(field)}"

    @api.model
    def _describe_field_groups(self, field):
        """Who may; for people who look behind the scenes."""
        if not field.groups or field.groups == NO_ACCESS:
            return self.env._("Groups: none")
        names = [
            self.env.ref(name).sudo().display_name
            for name in field.groups.replace("!", "").split(",")
        ]
        return self.env._("Groups: %s", join_names(self.env, names))

    @api.model
    def _leave_out_guarded_fields(self, arch):
        """Remove from a view of this model what shows guarded fields; in place."""
        own, sub_views = [], []
        self._sort_view_nodes(arch, own, sub_views)
        hidden = set()
        for node in own:
            field = self._fields.get(node.get("name")) if node.tag == "field" else None
            if field and not self._is_shown_field(field):
                hidden.add(field.name)
                self._leave_out_field(node)
        if hidden:
            self._leave_out_mentions(own, hidden)
        for field, sub_view in sub_views:
            self.env[field.comodel_name]._leave_out_guarded_fields(sub_view)

    @api.model
    def _leave_out_field(self, node):
        """Remove a field, and what stands around it only for its sake: "Price: " before
        it, or the row of its label with "per bottle" behind it."""
        parent = node.getparent()
        parent.remove(node)
        if parent.tag not in WRAPPERS or parent.getparent() is None:
            return
        label = parent.getprevious()
        if label is not None and label.get("for") == node.get("name"):
            self._drop_node(parent)
        elif not len(parent) and (parent.text or "").strip():
            self._drop_node(parent)

    @api.model
    def _is_shown_field(self, field):
        """Whether the user may read a field, and the records that it leads to."""
        if not self._has_field_access(field, "read"):
            return False
        many = field.type in ("one2many", "many2many")
        return not many or self.env[field.comodel_name].has_access("read")

    @api.model
    def _sort_view_nodes(self, parent, own, sub_views):
        """Tell nodes that speak of this model from those of a relation's views."""
        for node in parent.iterchildren(tag=etree.Element):
            own.append(node)
            field = self._fields.get(node.get("name")) if node.tag == "field" else None
            if field and field.relational and len(node):
                sub_views += [(field, sub) for sub in node.iterchildren()]
            else:
                self._sort_view_nodes(node, own, sub_views)

    @api.model
    def _leave_out_mentions(self, nodes, hidden):
        """Other nodes that need the value of a hidden field."""
        mention = re.compile(rf"\b({'|'.join(map(re.escape, sorted(hidden)))})\b")
        for node in nodes:
            for name, value in list(node.attrib.items()):
                if not mention.search(value):
                    continue
                if name in SHOWS or name.startswith("t-"):
                    if node.getparent() is not None:
                        node.getparent().remove(node)
                    break
                if name in ADORNS or name.startswith("decoration-"):
                    del node.attrib[name]
