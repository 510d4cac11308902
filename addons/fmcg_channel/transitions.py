"""Ways between the states of records: each model keeps its own as data."""

from odoo.exceptions import UserError


def check_transition(records, state, transitions):
    """Whether all of these records may come into ``state``.

    :param transitions: dict from a state to the states that lead to it
    :raise UserError: naming the first record that may not
    """
    labels = dict(records._fields["state"]._description_selection(records.env))
    for record in records:
        if record.state not in transitions[state]:
            raise UserError(
                records.env._(
                    "%(name)s is %(current)s and cannot become %(next)s.",
                    name=record.display_name,
                    current=labels[record.state],
                    next=labels[state],
                )
            )
