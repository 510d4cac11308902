"""Refusals without their long messages, for tests that only ask whether there is one.

Core looks up rules, groups, records and companies to explain each refusal, which took
more than a fourth of the matrix's time. What messages tell is tested by
``assertTellsNothing``, with core's own.
"""

from odoo.exceptions import AccessError


def use_plain_errors(cls):
    """Patch the registry until the class's tests are over."""
    registry = cls.env.registry
    cls.classPatch(registry["ir.rule"], "_make_access_error", _refuse_records)
    cls.classPatch(registry["ir.model.access"], "_make_access_error", _refuse_model)


def _refuse_records(rules, operation, records):
    records.invalidate_recordset()  # as core does
    return AccessError(f"No access: {operation} {records}")


def _refuse_model(access, model, mode):
    return AccessError(f"No access: {mode} {model}")
