"""The laws of an order's stage and of its progress bar."""

from fmcg_order.engine import progress, stage
from fmcg_order.engine.stage import OrderFacts, Shipment, derive
from hypothesis import given
from hypothesis import strategies as st

shipments = st.builds(
    Shipment, st.booleans(), st.booleans(), st.booleans(), st.booleans()
)
facts = st.builds(
    OrderFacts,
    cancelled=st.booleans(),
    confirmed=st.booleans(),
    submitted=st.booleans(),
    held=st.booleans(),
    shipments=st.lists(shipments, max_size=4).map(tuple),
    received=st.booleans(),
    invoiced=st.booleans(),
    paid=st.booleans(),
)


def confirmed(*ships, **values):
    return OrderFacts(confirmed=True, submitted=True, shipments=ships, **values)


def test_draft_until_submitted():
    assert derive(OrderFacts()) == stage.DRAFT
    assert derive(OrderFacts(submitted=True)) == stage.SUBMITTED
    assert derive(OrderFacts(submitted=True, held=True)) == stage.HELD


def test_warehouse_stages():
    assert derive(confirmed(Shipment())) == stage.CONFIRMED
    assert derive(confirmed(Shipment(started=True))) == stage.PREPARING
    assert derive(confirmed(Shipment(started=True, ready=True))) == stage.READY


def test_slowest_part_decides():
    started, waiting = Shipment(started=True), Shipment()
    assert derive(confirmed(started, waiting)) == stage.PREPARING
    assert derive(confirmed(Shipment(ready=True), waiting)) == stage.PREPARING


def test_what_has_left_in_part_reads_so():
    gone, arrived = Shipment(done=True), Shipment(done=True, delivered=True)
    for rest in (Shipment(), Shipment(started=True), Shipment(ready=True)):
        assert derive(confirmed(gone, rest)) == stage.PARTLY_SHIPPED
        assert derive(confirmed(arrived, rest, received=True)) == stage.PARTLY_SHIPPED


def test_after_shipping():
    gone, arrived = Shipment(done=True), Shipment(done=True, delivered=True)
    assert derive(confirmed(gone)) == stage.SHIPPED
    assert derive(confirmed(gone, arrived)) == stage.SHIPPED
    assert derive(confirmed(arrived, arrived)) == stage.DELIVERED
    assert derive(confirmed(arrived, received=True)) == stage.RECEIVED
    paid = confirmed(arrived, received=True, invoiced=True, paid=True)
    assert derive(paid) == stage.SETTLED


def test_order_without_goods_waits_for_the_customer():
    assert derive(confirmed()) == stage.DELIVERED


@given(facts)
def test_every_order_has_a_known_stage(order):
    assert derive(order) in stage.STAGES


@given(facts)
def test_order_of_shipments_does_not_matter(order):
    turned = OrderFacts(**{**vars(order), "shipments": order.shipments[::-1]})
    assert derive(order) == derive(turned)


@given(facts, shipments)
def test_an_open_shipment_keeps_the_order_from_being_settled(order, ship):
    open_one = Shipment(ship.started, ship.ready, False, ship.delivered)
    more = OrderFacts(**{**vars(order), "shipments": (*order.shipments, open_one)})
    assert derive(more) not in (stage.SHIPPED, stage.RECEIVED, stage.SETTLED)


@given(facts)
def test_settled_means_received_invoiced_and_paid(order):
    if derive(order) == stage.SETTLED:
        assert order.received and order.invoiced and order.paid


@given(st.sampled_from(stage.STAGES), st.booleans(), st.booleans())
def test_progress_has_eight_steps_and_at_most_one_current_before_aftersale(
    name, returns_open, returns_done
):
    states = progress.step_states(name, returns_open, returns_done)
    assert len(states) == len(progress.STEPS) == 8
    assert states[:-1].count(progress.CURRENT) <= 1


@given(st.sampled_from([s for s in stage.STAGES if s != stage.CANCELLED]))
def test_progress_never_has_a_gap(name):
    states = progress.step_states(name)[:-1]
    ranks = {progress.DONE: 0, progress.CURRENT: 1, progress.TODO: 2}
    assert list(states) == sorted(states, key=ranks.get)


def test_cancelled_order_shows_no_step():
    assert set(progress.step_states(stage.CANCELLED)) == {progress.TODO}


def test_aftersale_is_independent_of_the_stage():
    assert progress.step_states(stage.SETTLED, True)[-1] == progress.CURRENT
    assert progress.step_states(stage.SETTLED, False, True)[-1] == progress.DONE
