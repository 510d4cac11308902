"""What people may set by hand on an order and its lines: one decision for each field.

Pure. The tables are what the code asks: what is ``barred`` is refused, what is a
``reason`` keeps the order until somebody agrees, and what ``voids`` makes its writer an
author of the order, and voids an approval when it makes another order of it. Add-ons
bring the decisions of their own fields.
"""

from dataclasses import dataclass

FREE = "free"
LIMITED = "limited"
REASON = "reason"
BARRED = "barred"


@dataclass(frozen=True)
class Decision:
    """:param may: ``free``: whoever may change the order sets it; ``limited``: some
    values are refused; ``reason``: it is set, and the gate asks somebody; ``barred``:
    nobody sets it
    :param why: one sentence for readers of the table
    :param reason: code of the gate
    :param voids: whether an approval is void when it changes what was approved
    """

    may: str
    why: str
    reason: str = ""
    voids: bool = False

    @property
    def words(self):
        return f"{self.may} `{self.reason}`" if self.reason else self.may


def free(why, voids=False):
    return Decision(FREE, why, voids=voids)


def limited(why, voids=False):
    return Decision(LIMITED, why, voids=voids)


def barred(why):
    return Decision(BARRED, why)


def reason(code, why):
    return Decision(REASON, why, code, voids=True)


MAIL = free("Messages, followers and activities are mail's own.")
MARKETING = free("For evaluations only.")
PAPERS = free("What is printed with the order; it promises no price.")
SIGNED = limited("The customer signs in the portal; staff only take a signature off.")
SHOWN = free("Follows by itself; what forms send along is not stored.")
DOCUMENTS = barred("Other documents that name the order themselves.")
LOOKS = free("How lines are shown.")
COMBO = free("Core checks it against the combination that it belongs to.")

ORDER = {
    "access_token": barred("Opens the order to whoever has it."),
    "activity_date_deadline": MAIL,
    "activity_ids": MAIL,
    "activity_summary": MAIL,
    "activity_type_id": MAIL,
    "activity_user_id": MAIL,
    "campaign_id": MARKETING,
    "carrier_id": free("Freight that it brings is a line, and counts as one."),
    "client_order_ref": free("The customer's own number."),
    "commitment_date": free("When it shall arrive; costs nothing."),
    "company_id": free("The seller: everything is asked again.", voids=True),
    "customizable_pdf_form_fields": PAPERS,
    "date_order": reason(
        "own_date", "Decides no price: prices are those of the submission."
    ),
    "fiscal_position_id": reason("own_taxes", "Other taxes than the customer's."),
    "hold_notice_date": barred("When seller and customer were told of the end."),
    "incoterm": PAPERS,
    "incoterm_location": PAPERS,
    "journal_id": limited("Finance only: where its invoices are kept."),
    "locked": limited("Only a confirmed order is locked."),
    "medium_id": MARKETING,
    "message_follower_ids": MAIL,
    "message_ids": MAIL,
    "message_partner_ids": MAIL,
    "name": free("The number comes from a sequence; imports bring their own."),
    "note": free("A text; terms are fields."),
    "order_line": free("Line by line, see below.", voids=True),
    "origin": free("Where it came from, for people."),
    "partner_id": free("The buyer: everything is asked again.", voids=True),
    "partner_invoice_id": reason(
        "bill_elsewhere", "The customer itself, or a payer that its agreement names."
    ),
    "partner_shipping_id": free("Where to; taxes are asked again.", voids=True),
    "payment_term_id": reason("own_terms", "Other terms than the customer's."),
    "pending_email_template_id": free("Core's own, for mails that wait."),
    "picking_ids": DOCUMENTS,
    "picking_policy": free("At once or in parts; costs nothing."),
    "pickup_location_data": free("Which pick-up point of the carrier."),
    "preferred_payment_method_line_id": free("How the customer likes to pay."),
    "prepayment_percent": free("Channel orders ask for no prepayment."),
    "pricelist_id": reason("own_list", "A list that is not the customer's."),
    "quotation_document_ids": PAPERS,
    "receipt_ids": DOCUMENTS,
    "recompute_delivery_price": free("Core's reminder to ask the carrier again."),
    "reference": free("The reference of a payment."),
    "require_payment": free("Channel orders do not wait for core's payment."),
    "require_signature": free("Core's signature is no entrance of the gate."),
    "sale_order_template_id": free("Brings lines, which are priced by lists."),
    "shipping_weight": free("For the carrier's price."),
    "signature": SIGNED,
    "signed_by": SIGNED,
    "signed_on": SIGNED,
    "source_id": MARKETING,
    "state": limited("The buttons set it, and whatever confirms asks the gate."),
    "stock_reference_ids": free("Core's own, between order and transfers."),
    "tag_ids": MARKETING,
    "team_id": MARKETING,
    "transaction_ids": DOCUMENTS,
    "user_id": free("Who looks after it; makes nobody an author, and nobody none."),
    "validity_date": free("Prices are asked again in any case when it is handed in."),
    "warehouse_id": free("Where goods come from; the customer pays the same."),
    "website_message_ids": MAIL,
    "delivery_message": free("What the carrier said of its price."),
    "gate_release_ids": DOCUMENTS,
    "show_update_fpos": SHOWN,
    "show_update_pricelist": SHOWN,
}

LINE = {
    "analytic_distribution": free("For the books; costs the customer nothing."),
    "analytic_precision": SHOWN,
    "analytic_line_ids": DOCUMENTS,
    "collapse_composition": LOOKS,
    "collapse_prices": LOOKS,
    "combo_item_id": COMBO,
    "customer_lead": free("How long it takes."),
    "discount": free("By hand it holds.", voids=True),
    "display_type": free("Core lets no line become a note, and no note a line."),
    "extra_tax_data": reason("own_taxes", "Taxes of goods that nothing computed."),
    "invoice_lines": DOCUMENTS,
    "is_delivery": limited("Freight is added with its button only."),
    "is_downpayment": limited("Made with an invoice for a down payment only."),
    "is_expense": barred("Made from an expense that is charged on."),
    "is_optional": LOOKS,
    "is_price_given": barred("A program said the price."),
    "linked_line_id": COMBO,
    "linked_line_ids": COMBO,
    "linked_virtual_id": COMBO,
    "move_ids": DOCUMENTS,
    "name": free("A text; what is promised is product, quantity and price."),
    "order_id": free("Moved to another order, both are asked again.", voids=True),
    "price_unit": free("By hand it holds.", voids=True),
    "product_custom_attribute_value_ids": free("What is written on the goods."),
    "product_document_ids": PAPERS,
    "product_id": free("What it is decided by is asked again.", voids=True),
    "product_no_variant_attribute_value_ids": free("The list prices them."),
    "product_template_id": SHOWN,
    "product_uom_id": free(
        "One of the product's; the list is asked again.", voids=True
    ),
    "product_uom_qty": free("What it is decided by is asked again.", voids=True),
    "qty_delivered": limited("Where no transfer counts it."),
    "route_ids": free("The way of the goods; the customer pays the same."),
    "selected_combo_items": SHOWN,
    "sequence": LOOKS,
    "tax_ids": reason("own_taxes", "Other taxes than the product's."),
    "technical_price_unit": limited("What a form sends along is asked for anew."),
    "virtual_id": COMBO,
}


def tabulate(of, decisions):
    """The rows of a table in Markdown, as the readme has them.

    :param of: ``order`` or ``line``: whose fields they are
    """
    for name in sorted(decisions):
        decision = decisions[name]
        voids = "voids" if decision.voids else "–"
        yield f"| `{of}.{name}` | {decision.words} | {voids} | {decision.why} |"
