"""One small function per operation: does it let the actor through?

Each takes the test case, the actor and the model's name and returns ``True``
(allowed), ``False`` (denied) or ``None`` (does not apply). Reading operations are
tried on every record of the subject; one of them getting through is a permit.
"""

from copy import deepcopy

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, MissingError, UserError

from .constants import SECRET
from .probes_values import CHANGES
from .probes_wizards import WIZARDS

REFUSALS = (AccessError, MissingError)


def _records(case, actor, model):
    return case.env_of(actor)[model].browse(case.subject[model].ids)


def _loose(case, actor, model):
    record = case.loose.get(model, case.subject[model][:1])
    return case.env_of(actor)[model].browse(record.ids)


def tried(case, action, beyond_rights=()):
    """Whether ``action`` goes through; whatever it did is undone.

    :param beyond_rights: errors that come after the rights have been granted
    """
    case.env.flush_all()  # what the test has prepared stays
    savepoint = case.env.cr.savepoint(flush=False)
    try:
        action()
        case.env.flush_all()
        allowed = True
    except REFUSALS:
        allowed = False
    except beyond_rights:
        allowed = True
    except UserError as error:  # refused, and not for want of rights
        case.refusals.append(str(error))
        allowed = False
    savepoint.close(rollback=True)
    transaction = case.env.transaction
    if allowed or transaction.tocompute or transaction.field_dirty:
        case.env.cr.clear()  # what the cache holds has been undone
    return allowed


# -- reading --------------------------------------------------------------------


def read(case, actor, model):
    """By id: the name, and a plain value, should the name need another record."""
    for record in _records(case, actor, model)[:2]:
        for fields in (["display_name"], _plain_fields(record)):
            try:
                if record.read(fields):
                    return True
            except REFUSALS:
                continue
    return False


def _plain_fields(record):
    return [
        name
        for name, field in record._fields.items()
        if field.store and not field.groups and not field.relational
    ][:3]


def search(case, actor, model):
    records = _records(case, actor, model)
    domain = [("id", "in", records.ids)]
    try:
        found = records.search(domain).ids
        counted = records.search_count(domain)
        listed = records.web_search_read(domain, {"id": {}})["length"]
    except REFUSALS:
        return False
    return bool(found or counted or listed)


def group(case, actor, model):
    """Counts, in total and by group."""
    records = _records(case, actor, model)
    domain = [("id", "in", records.ids)]
    try:
        total = records.formatted_read_group(domain, [], ["__count"])
        groups = records.formatted_read_group(domain, ["id"], ["__count"])
    except REFUSALS:
        return False
    return bool(total[0]["__count"] or groups)


def name(case, actor, model):
    records = _records(case, actor, model)
    domain = [("id", "in", records.ids)]
    try:
        found = records.name_search("", domain)
        if not records._rec_name or not records._fields[records._rec_name].store:
            return bool(found)  # cannot be typed
        typed = case.subject[model][:1].display_name
        found += records.name_search(typed[:10], domain, "ilike")
    except REFUSALS:
        return False
    return bool(found)


def export(case, actor, model):
    """Of records by id, as the export dialog does with a selection."""
    for record in _records(case, actor, model)[:2]:
        for fields in (["display_name"], _plain_fields(record)):
            try:
                if record.export_data([".id", *fields])["datas"]:
                    return True
            except REFUSALS:
                continue
            except UserError:  # not in the group that exports
                return False
    return False


# -- changing -------------------------------------------------------------------


def write(case, actor, model):
    if model not in CHANGES:
        return None
    record = _loose(case, actor, model)
    return tried(case, lambda: record.write(CHANGES[model]))


def unlink(case, actor, model):
    if model not in CHANGES:
        return None
    record = _loose(case, actor, model)

    def delete():
        record.unlink()
        if record.sudo().exists():
            reason = "Core looked for it first, and did not find it."
            raise MissingError(reason)

    return tried(case, delete, (UserError, IntegrityError))


def create(case, actor, model):
    """A record that hangs on the subject's company, order, journal, partner …"""
    if model in WIZARDS:
        return _press(case, actor, model)
    if model not in CHANGES:
        return None
    Model = case.env_of(actor)[model]
    values = deepcopy(case.new_values[model])  # core changes what it is given
    if model == "stock.quant":
        Model = Model.with_context(inventory_mode=True)
    created = tried(case, lambda: Model.create(values))
    if Model.has_access("create"):  # else it was refused before it was there
        case.env.cr.clear()
    return created


def _press(case, actor, model):
    values, button = WIZARDS[model]

    def press():
        wizard = case.env_of(actor)[model].create(values(case))
        if callable(button):
            button(case, wizard)
        else:
            getattr(wizard, button)()

    return tried(case, press)


# -- papers ---------------------------------------------------------------------

REPORTS = {
    "sale.order": ("sale.report_saleorder", "/my/orders/{id}?report_type=html"),
    "stock.picking": ("stock.report_deliveryslip", "/my/picking/pdf/{id}"),
    "account.move": (
        "account.report_invoice_with_payments",
        "/my/invoices/{id}?report_type=html",
    ),
}


def report(case, actor, model):
    """Print through the routes of the web client and of the portal."""
    if model not in REPORTS:
        return None
    name_, portal_route = REPORTS[model]
    record = case.subject[model][:1]
    routes = [f"/report/html/{name_}/{record.id}"]
    if not actor.is_staff:
        routes.append(portal_route.format(id=record.id))
    return any(case.gets(actor, route, record.name) for route in routes)


def attachment(case, actor, model):
    """Read, find, search by content and download a file of the main record."""
    file = case.attachments.get(model)
    if not file:
        return None
    Attachment = case.env_of(actor)["ir.attachment"]
    seen = bool(Attachment.search([("id", "=", file.id)]))
    for fields in (["name"], ["datas"], ["raw"]):
        try:
            seen = seen or bool(Attachment.browse(file.id).read(fields))
        except REFUSALS:
            continue
    if model in REPORTS or model == "channel.agreement":
        seen = seen or case.gets(actor, f"/web/content/{file.id}", SECRET)
    return seen


# -- correspondence -------------------------------------------------------------


def _reads_message(case, actor, message):
    Message = case.env_of(actor)["mail.message"]
    try:
        if Message.search([("id", "=", message.id)]):
            return True
        return bool(Message.browse(message.id).read(["body"]))
    except REFUSALS:
        return False


def message(case, actor, model):
    comment = case.comments.get(model)
    return None if not comment else _reads_message(case, actor, comment)


def note(case, actor, model):
    internal = case.notes.get(model)
    return None if not internal else _reads_message(case, actor, internal)


def post(case, actor, model):
    """Write into the record's chatter by RPC."""
    if model not in case.comments:
        return None
    record, body = _records(case, actor, model)[:1], "X"
    return tried(case, lambda: record.message_post(body=body))


OPERATIONS = {
    "read": read,
    "search": search,
    "group": group,
    "name": name,
    "write": write,
    "create": create,
    "unlink": unlink,
    "export": export,
    "report": report,
    "attachment": attachment,
    "message": message,
    "note": note,
    "post": post,
}
