"""The stage of an order, derived from the documents that hang on it.

Pure: the same facts always give the same stage, so it can be recomputed at any time.
"""

from dataclasses import dataclass

DRAFT = "draft"
SUBMITTED = "submitted"
HELD = "held"
CONFIRMED = "confirmed"
PREPARING = "preparing"
READY = "ready"
PARTLY_SHIPPED = "partly_shipped"
SHIPPED = "shipped"
DELIVERED = "delivered"
RECEIVED = "received"
SETTLED = "settled"
CANCELLED = "cancelled"

STAGES = (
    DRAFT,
    SUBMITTED,
    HELD,
    CONFIRMED,
    PREPARING,
    READY,
    PARTLY_SHIPPED,
    SHIPPED,
    DELIVERED,
    RECEIVED,
    SETTLED,
    CANCELLED,
)


@dataclass(frozen=True)
class Shipment:
    """One delivery to the customer, with the preparation that leads to it.

    :param started: somebody in the warehouse has begun to prepare it
    :param ready: everything in it is picked; it only has to leave
    :param done: it has left the warehouse
    :param delivered: the carrier reports that it has arrived
    """

    started: bool = False
    ready: bool = False
    done: bool = False
    delivered: bool = False


@dataclass(frozen=True)
class OrderFacts:
    """What the documents say about one order.

    :param shipments: deliveries that are not cancelled; goods that come back do not
        count
    :param received: the customer has confirmed the receipt of all that was shipped
    :param invoiced: something has been invoiced and nothing is left to invoice
    :param paid: no posted invoice or credit note of the order is open
    """

    cancelled: bool = False
    confirmed: bool = False
    submitted: bool = False
    held: bool = False
    shipments: tuple = ()
    received: bool = False
    invoiced: bool = False
    paid: bool = False


def derive(facts):
    """The stage that ``facts`` (:class:`OrderFacts`) describe.

    An order of which a part has left the warehouse reads as that until the rest has.
    """
    if facts.cancelled:
        return CANCELLED
    if not facts.confirmed:
        return _before_confirmation(facts)
    open_shipments = [shipment for shipment in facts.shipments if not shipment.done]
    if open_shipments:
        return _in_warehouse(facts.shipments, open_shipments)
    return _after_shipping(facts)


def _before_confirmation(facts):
    if not facts.submitted:
        return DRAFT
    return HELD if facts.held else SUBMITTED


def _in_warehouse(shipments, open_shipments):
    if len(open_shipments) < len(shipments):
        return PARTLY_SHIPPED
    if all(shipment.ready for shipment in open_shipments):
        return READY
    if any(shipment.started or shipment.ready for shipment in shipments):
        return PREPARING
    return CONFIRMED


def _after_shipping(facts):
    if facts.received:
        return SETTLED if facts.invoiced and facts.paid else RECEIVED
    if all(shipment.delivered for shipment in facts.shipments):
        return DELIVERED
    return SHIPPED
