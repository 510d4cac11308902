"""What a party of the channel asks to have changed about itself; no ORM."""

from dataclasses import dataclass

# What others rely on when they deliver, bill and sue
IDENTITY_FIELDS = (
    "name",
    "company_registry",
    "vat",
    "phone",
    "email",
    "street",
    "street2",
    "zip",
    "city",
    "state_id",
    "country_id",
)
MAX_LENGTH = 200


@dataclass(frozen=True)
class Problem:
    """``code`` is ``missing`` or ``too_long``, of one field."""

    field: str
    code: str


def tidy(raw):
    """What came from outside, without what nobody may ask for.

    :param raw: mapping from field to text or id
    :return: dict; texts are stripped and on one line, what is empty is ``""`` or ``False``
    """
    read = {}
    for field in IDENTITY_FIELDS:
        if field not in raw:
            continue
        value = raw[field]
        if field.endswith("_id"):
            text = str(value or "")
            read[field] = int(text) if text.isdigit() and len(text) < 10 else False
        else:
            read[field] = " ".join(str(value or "").split())
    return read


def problems(wanted, required):
    """What is wrong with tidied values: a list of ``Problem``."""
    found = [Problem(field, "missing") for field in required if not wanted.get(field)]
    return found + [
        Problem(field, "too_long")
        for field, value in wanted.items()
        if isinstance(value, str) and len(value) > MAX_LENGTH
    ]


def differences(before, wanted):
    """What would really change: dict from field to wanted value."""
    return {
        field: value
        for field, value in wanted.items()
        if (value or False) != (before.get(field) or False)
    }
