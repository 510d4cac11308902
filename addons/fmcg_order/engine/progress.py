"""The eight steps that people see, derived from the stage."""

from . import stage as stages

DONE = "done"
CURRENT = "current"
TODO = "todo"

STEPS = (
    "received",
    "entered",
    "approved",
    "prepared",
    "shipped",
    "tracked",
    "settled",
    "aftersale",
)

# Stage -> number of steps that are behind the order; the next one is current.
STEPS_DONE = {
    stages.DRAFT: 1,
    stages.SUBMITTED: 2,
    stages.HELD: 2,
    stages.CONFIRMED: 3,
    stages.PREPARING: 3,
    stages.READY: 4,
    stages.PARTLY_SHIPPED: 4,
    stages.SHIPPED: 5,
    stages.DELIVERED: 6,
    stages.RECEIVED: 6,
    stages.SETTLED: 7,
    stages.CANCELLED: 0,
}


def step_states(stage, returns_open=False, returns_done=False):
    """State of each step in ``STEPS`` for an order in ``stage``.

    After-sales has a state of its own: goods may come back at any later stage, and
    most orders never need it.

    :param returns_open: goods are on their way back or a refund is open
    :param returns_done: something came back and all of it is finished
    :return: tuple of ``done``, ``current`` or ``todo``, one for each step
    """
    behind = STEPS_DONE[stage]
    states = [
        DONE if index < behind else CURRENT if index == behind else TODO
        for index in range(len(STEPS) - 1)
    ]
    if stage == stages.CANCELLED:
        states = [TODO] * len(states)
    aftersale = CURRENT if returns_open else DONE if returns_done else TODO
    return (*states, aftersale)
