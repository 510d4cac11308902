import hashlib
import json

from odoo import api, models
from odoo.fields import Command


class ChannelDeskDocument(models.AbstractModel):
    """What a desk makes: a key, one document, as often as it is saved.

    How to use: inherit it, give the model a field ``intake_fingerprint`` that no client
    writes, name the field of its lines that has the quantity, and fill in the methods
    below *of a document*.
    """

    _name = "channel.desk.document"
    _description = "Document That Is Made at a Desk"

    _desk_quantity = "product_uom_qty"

    # Of a document

    @api.model
    def _make_desk_order(self, agreement, quantities, key, values):
        """The document of a key as the user, made if there is none.

        :param values: dict of further values, the fingerprint among them
        :return: the document, and whether it is new
        """
        raise NotImplementedError

    def _refuse_desk_change(self):
        """:raise OrderKeyError: when the document cannot be changed any more"""
        raise NotImplementedError

    def _get_desk_lines(self):
        """The lines of goods that somebody ordered."""
        raise NotImplementedError

    def _prepare_desk_line(self, pair, quantity):
        """Values of a new line."""
        raise NotImplementedError

    def _get_desk_terms(self, quantities):
        """Hook: further values of lines that have to be kept up to date.

        :return: dict from pair to dict of values
        """
        return {}

    def _submit_desk_order(self):
        """Hand it in; what is handed in already is left alone."""
        raise NotImplementedError

    def _prepare_desk_answer(self):
        """What the desk tells of a document that it saved.

        :return: dict with ``order_id``, ``name``, ``stage`` (code) and its ``label``,
            ``submitted``, the formatted ``total`` and ``blockers``: dicts with ``code``,
            ``severity``, ``message`` and the ids of the ``products`` concerned
        """
        raise NotImplementedError

    # Entering

    @api.model
    def _enter_desk_order(self, agreement, quantities, key, head=None):
        """Enter the document of a key, or bring its draft to these quantities.

        :param quantities: dict from pairs of ``product.product`` and ``uom.uom``
        :param head: dict of further values of the document
        :return: the document, and whether it is new
        :raise OrderKeyError: when it cannot be changed any more and is of another content
        """
        head = head or {}
        fingerprint = self._get_desk_fingerprint(quantities, head)
        values = {name: value for name, value in head.items() if value}
        values["intake_fingerprint"] = fingerprint
        order, created = self._make_desk_order(agreement, quantities, key, values)
        if not created and order.intake_fingerprint != fingerprint:
            order._change_desk_order(quantities, fingerprint, head)
        return order, created

    @api.model
    def _get_desk_fingerprint(self, quantities, head):
        content = sorted(
            (product.id, unit.id, quantity)
            for (product, unit), quantity in quantities.items()
        )
        said = sorted((name, str(value)) for name, value in head.items() if value)
        return hashlib.sha256(json.dumps([content, said]).encode()).hexdigest()

    def _change_desk_order(self, quantities, fingerprint, head):
        self.ensure_one()
        self._refuse_desk_change()
        self.check_access("write")
        # first, and at once: whoever saves the same order at this moment is made to
        # wait here, and then finds what was saved
        self.sudo().intake_fingerprint = fingerprint
        self.flush_recordset(["intake_fingerprint"])
        self.write(head)
        self.write({"order_line": self._get_desk_commands(quantities)})

    def _get_desk_commands(self, quantities):
        """What makes the goods of the document just these; other lines stay."""
        wanted, commands = dict(quantities), []
        terms = self._get_desk_terms(quantities)
        name = self._desk_quantity
        for line in self._get_desk_lines():
            pair = line.product_id, line.product_uom_id
            quantity = wanted.pop(pair, 0.0)
            if not quantity:
                commands.append(Command.delete(line.id))
            elif quantity != line[name] or pair in terms:
                values = {name: quantity, **terms.get(pair, {})}
                commands.append(Command.update(line.id, values))
        commands += [
            Command.create(self._prepare_desk_line(pair, quantity) | terms.get(pair, {}))
            for pair, quantity in wanted.items()
        ]
        return commands
