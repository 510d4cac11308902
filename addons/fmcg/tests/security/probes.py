"""One small function per operation: does it let the actor through?

Each takes the test case, the actor and the model's name and returns ``True``
(allowed), ``False`` (denied) or ``None`` (does not apply). Reading operations are
tried on every record of the subject; one of them getting through is a permit.
"""

import base64
from copy import deepcopy

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, MissingError, UserError
from odoo.fields import Command

from . import actors

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

# A harmless change of each model.
CHANGES = {
    "channel.tier": {"sequence": 77},
    "channel.territory": {"name": "X"},
    "channel.grade": {"sequence": 77},
    "channel.node": {"code": "X-77"},
    "channel.node.transfer": {"reason": "X"},
    "channel.agreement": {"min_order_amount": 7},
    "channel.application": {"note": "X"},
    "channel.receipt": {"note": "X"},
    "sale.order": {"client_order_ref": "X"},
    "sale.order.line": {"name": "X"},
    "stock.picking": {"note": "X"},
    "stock.move": {"description_picking": "X"},
    "stock.move.line": {"picked": False},
    "stock.quant": {"inventory_date": "2030-01-01"},
    "stock.lot": {"ref": "X"},
    "stock.warehouse": {"name": "X"},
    "stock.location": {"name": "X"},
    "stock.picking.type": {"sequence": 7},
    "stock.reference": {"name": "X"},
    "account.move": {"ref": "X"},
    "account.move.line": {"name": "X"},
    "account.payment": {"memo": "X"},
    "account.journal": {"sequence": 7},
    "product.pricelist": {"name": "X"},
    "product.pricelist.item": {"fixed_price": 1.0},
    "product.supplierinfo": {"price": 1.0},
    "product.template": {"description": "X"},
    "product.product": {"default_code": "X-77"},
    "product.uom": {"barcode": "6901234567908"},
    "product.brand": {"name": "X"},
    "channel.product.image": {"name": "X"},
    "channel.listing": {"note": "X"},
    "channel.quantity.rule": {"maximum": 77},
    "channel.quota": {"quantity": 77},
    "channel.quota.usage": {"used": 0},
    "channel.quota.entry": {"quantity": 0},
    "channel.must.stock": {"gap_days": 7},
    "channel.must.stock.line": {"sequence": 7},
    "channel.price.sheet": {"reason": "X"},
    "channel.price.sheet.line": {"new_price": 1.0},
    "channel.price.version": {"fixed_price": 1.0},
    "res.partner": {"comment": "X"},
    "res.partner.bank": {"allow_out_payment": False},
    "res.users": {"login": "x-77@test.example"},
    "res.company": {"phone": "77"},
    "tier.review": {"status": "approved"},
}


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


def new_values(case):
    """Model -> values of a record that hangs on the subject's."""
    company, partner = case.lake_company.id, case.lake_shop.partner_id.id
    line = {"product_id": case.tea.id, "product_uom_qty": 1}
    places = {
        "location_id": case.warehouse.lot_stock_id.id,
        "location_dest_id": case.env.ref("stock.stock_location_customers").id,
    }
    picking = case.loose_picking
    return {
        **_new_catalog_values(case),
        **_new_price_values(case),
        "channel.tier": {"name": "X", "code": "x", "sequence": 99},
        "channel.territory": {"name": "X", "code": "990000", "kind": "province"},
        "channel.grade": {"name": "X", "code": "X", "company_id": company},
        "channel.node": {
            "name": "X",
            "tier_id": case.tier("retail").id,
            "parent_id": case.lake_shop.id,
        },
        "channel.node.transfer": {"node_id": case.lake_shop.id},
        "channel.agreement": {"company_id": company, "node_id": case.strays.id},
        "channel.application": {
            "name": "X",
            "company_id": company,
            "user_id": case.seller.id,
            "territory_id": case.district.id,
            "licence_number": "X-77",
            "contact_name": "X",
            "phone": "7",
            "email": "x@test.example",
            "street": "X",
        },
        "channel.receipt": {"order_id": case.orders["shipped"].id, "signed_by": "X"},
        "sale.order": {
            "company_id": company,
            "partner_id": partner,
            "user_id": case.seller.id,
            "order_line": [Command.create(line)],
        },
        "sale.order.line": {**line, "order_id": case.loose_order.id},
        "stock.picking": {
            **places,
            "picking_type_id": case.warehouse.out_type_id.id,
            "company_id": company,
        },
        "stock.move": {
            **places,
            "product_id": case.tea.id,
            "picking_id": picking.id,
            "company_id": company,
        },
        "stock.move.line": {
            "location_id": picking.location_id.id,
            "location_dest_id": picking.location_dest_id.id,
            "product_id": case.tea.id,
            "quantity": 1,
            "picking_id": picking.id,
            "move_id": picking.move_ids.id,
            "company_id": company,
        },
        "stock.quant": {
            "product_id": case.tea.id,
            "location_id": case.warehouse.lot_stock_id.id,
            "inventory_quantity": 5,
        },
        "stock.lot": {"name": "X", "product_id": case.tea.id, "company_id": company},
        "stock.warehouse": {"name": "X", "code": "X7", "company_id": company},
        "stock.location": {
            "name": "X",
            "location_id": case.warehouse.lot_stock_id.id,
            "company_id": company,
        },
        "stock.picking.type": {
            "name": "X",
            "code": "incoming",
            "sequence_code": "X",
            "warehouse_id": case.warehouse.id,
            "company_id": company,
        },
        "stock.reference": {
            "name": "X",
            "move_ids": [Command.link(picking.move_ids.id)],
        },
        "account.move": {
            "move_type": "out_invoice",
            "company_id": company,
            "journal_id": case.invoice.journal_id.id,
            "partner_id": partner,
        },
        "account.move.line": {
            "move_id": case.loose_invoice.id,
            "product_id": case.tea.id,
            "price_unit": 1.0,
        },
        "account.payment": {
            "amount": 1.0,
            "partner_id": partner,
            "journal_id": case.payment.journal_id.id,
            "company_id": company,
        },
        "account.journal": {
            "name": "X",
            "code": "X7",
            "type": "general",
            "company_id": company,
        },
        "product.pricelist": {"name": "X", "company_id": company},
        "product.pricelist.item": {
            "pricelist_id": case.pricelist.id,
            "compute_price": "fixed",
            "fixed_price": 1.0,
        },
        "product.supplierinfo": {
            "partner_id": partner,
            "product_tmpl_id": case.tea.product_tmpl_id.id,
            "company_id": company,
        },
        # own company named, so that only the foreign parent can be the objection
        "res.partner": {"name": "X", "parent_id": partner},
        "res.partner.bank": {"partner_id": partner, "acc_number": "77"},
        "res.users": {
            "name": "X",
            "login": "x-78@test.example",
            "company_id": company,
            "company_ids": [Command.set([company])],
        },
        "res.company": {"name": "X", "parent_id": company},
        "tier.review": {
            "model": "sale.order",
            "res_id": case.held_order.id,
            "definition_id": case.held_order.review_ids.definition_id.id,
            "status": "approved",
        },
    }


def _new_catalog_values(case):
    owned = {"company_id": case.lake_company.id}
    of_mint = {**owned, "product_tmpl_id": case.mint.product_tmpl_id.id}
    for_shop = {**of_mint, "node_id": case.lake_shop.id}
    return {
        "product.template": {**owned, "name": "X"},
        "product.product": {**owned, "name": "X"},
        "product.uom": {
            "product_id": case.mint.id,
            "uom_id": case.case_of_24.id,
            "barcode": "6901234567908",
        },
        "product.brand": {"name": "X"},
        "channel.product.image": {
            "name": "X",
            "product_tmpl_id": case.mint.product_tmpl_id.id,
            "image_1920": actors.PICTURE,
        },
        "channel.listing": {**for_shop, "audience": "node"},
        "channel.quantity.rule": for_shop,
        "channel.quota": {**for_shop, "scope": "node", "quantity": 7},
        "channel.quota.usage": {
            **owned,
            "quota_id": case.quota.id,
            "period_start": "2020-01-01",
            "used": 7,
        },
        "channel.quota.entry": {"usage_id": case.quota.usage_ids[:1].id, "quantity": 7},
        "channel.must.stock": {**owned, "name": "X"},
        "channel.must.stock.line": {
            "must_stock_id": case.must_stock.id,
            "product_id": case.tea.id,
        },
    }


def _new_price_values(case):
    return {
        "channel.price.sheet": {
            "company_id": case.lake_company.id,
            "pricelist_id": case.pricelist.id,
        },
        "channel.price.sheet.line": {
            "sheet_id": case.sheet.id,
            "product_tmpl_id": case.mint.product_tmpl_id.id,
            "new_price": 1.0,
        },
        "channel.price.version": {
            "rule_number": 7,
            "company_id": case.lake_company.id,
            "valid_to": "2020-01-01",
        },
    }


# -- wizards --------------------------------------------------------------------


def _press(case, actor, model):
    values, button = WIZARDS[model]

    def press():
        wizard = case.env_of(actor)[model].create(values(case))
        if callable(button):
            button(case, wizard)
        else:
            getattr(wizard, button)()

    return tried(case, press)


def _file_of(case, *rows):
    """A spreadsheet to upload."""
    content = case.env["channel.spreadsheet"]._write_spreadsheet(*rows, "X")
    return {"data_file": base64.b64encode(content), "file_name": "x.xlsx"}


def _import_mint(case, wizard):
    """With a code that nobody else sees, others make a product of their own."""
    wizard.action_import()
    if case.mint.name != "X":
        reason = "The subject's product is still what it was."
        raise AccessError(reason)


def _read_explanation(case, wizard):
    return wizard.explanation


# Model -> values for the subject's record, and the button to press (or what else the
# wizard is for).
WIZARDS = {
    "channel.catalog.settings": (
        lambda case: {
            "company_id": case.lake_company.id,
            "catalog_default": "unlisted",
        },
        "action_save",
    ),
    "channel.listing.wizard": (
        lambda case: {
            "company_id": case.lake_company.id,
            "product_tmpl_ids": case.mint.product_tmpl_id.ids,
            "decision": "unlist",
        },
        "action_apply",
    ),
    "channel.product.import": (
        lambda case: _file_of(case, ["Code", "Name"], [["MINT-77", "X"]]),
        _import_mint,
    ),
    "channel.price.check": (
        lambda case: {"agreement_id": case.agreement.id, "product_id": case.tea.id},
        _read_explanation,
    ),
    "channel.price.sheet.fill": (
        lambda case: {"sheet_id": case.sheet.id, "only_own_prices": False},
        "action_add",
    ),
    "channel.price.sheet.import": (
        lambda case: {
            "sheet_id": case.sheet.id,
            **_file_of(case, ["Product", "Price"], [["MINT-77", 2.5]]),
        },
        "action_import",
    ),
    "channel.must.stock.add": (
        lambda case: {"order_id": case.loose_order.id},
        "action_add",
    ),
    "channel.enterprise.open": (
        lambda case: {
            "node_id": case.brook.id,
            "country_id": case.country_with_chart().id,
            "admin_name": "X",
            "admin_login": "x-79",
        },
        "action_open",
    ),
    "channel.node.move": (
        lambda case: {
            "node_id": case.lake_shop.id,
            "parent_id": case.pond.id,
            "reason": "X",
        },
        "action_move",
    ),
    "channel.staff.invite": (
        lambda case: {
            "company_id": case.lake_company.id,
            "name": "X",
            "email": "x-80@test.example",
            "is_salesperson": True,
        },
        "action_invite",
    ),
    "channel.state.reason": (
        lambda case: {
            "model": "channel.agreement",
            "res_ids": case.agreement.ids,
            "state": "suspended",
            "reason": "X",
        },
        "action_apply",
    ),
    "channel.receipt.confirm": (
        lambda case: {"order_id": case.orders["shipped"].id, "signed_by": "X"},
        "action_confirm",
    ),
}


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
        seen = seen or case.gets(actor, f"/web/content/{file.id}", actors.SECRET)
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
