"""The arithmetic of a price rule: core's, operation by operation.

``product.pricelist.item._compute_price`` works on one product; this works on what was
loaded for many. Floats and the order of operations are core's, so that the last digit
is as well; ``addons/fmcg_pricing/tests/test_equal_to_core.py`` compares the two.
"""

FIXED = "fixed"
PERCENTAGE = "percentage"
FORMULA = "formula"
KINDS = (FIXED, PERCENTAGE, FORMULA)

# Steps of a calculation, in the words of an explanation
STEP_FIXED = "fixed"
STEP_UNIT = "unit"
STEP_BASE = "base"
STEP_DISCOUNT = "discount"
STEP_ROUND = "round"
STEP_SURCHARGE = "surcharge"
STEP_MIN_MARGIN = "min_margin"
STEP_MAX_MARGIN = "max_margin"
STEP_CURRENCY = "currency"


def needs_base(rule):
    """Whether the rule starts from a price that lies elsewhere."""
    return rule.kind != FIXED


def apply(rule, base_price, convert, round_to, steps=None):
    """The price that ``rule`` gives.

    :param rule: :class:`~.rule.Rule` of one of ``KINDS``
    :param base_price: what the rule starts from, in the ordered unit; not asked for a
        fixed price
    :param convert: function from a price per product unit to one per ordered unit
    :param round_to: function ``(price, step)`` to the nearest multiple of ``step``
    :param steps: list that gets ``(step, detail, price so far)``, for an explanation
    """
    note = _no_note if steps is None else lambda *step: steps.append(step)
    if rule.kind == FIXED:
        price = rule.fixed_price
        note(STEP_FIXED, price, price)
        converted = convert(price)
        if converted != price:
            note(STEP_UNIT, None, converted)
        return converted
    note(STEP_BASE, rule.base, base_price)
    if rule.kind == PERCENTAGE:
        price = (base_price - (base_price * (rule.percent_price / 100))) or 0.0
        if rule.percent_price:
            note(STEP_DISCOUNT, rule.percent_price, price)
        return price
    return _formula(rule, base_price, convert, round_to, note)


def _formula(rule, base_price, convert, round_to, note):
    price = base_price - (base_price * (rule.discount / 100))
    if rule.discount:
        note(STEP_DISCOUNT, rule.discount, price)
    if rule.round:
        price = round_to(price, rule.round)
        note(STEP_ROUND, rule.round, price)
    if rule.surcharge:
        price += convert(rule.surcharge)
        note(STEP_SURCHARGE, rule.surcharge, price)
    if rule.min_margin:
        price = max(price, base_price + convert(rule.min_margin))
        note(STEP_MIN_MARGIN, rule.min_margin, price)
    if rule.max_margin:
        price = min(price, base_price + convert(rule.max_margin))
        note(STEP_MAX_MARGIN, rule.max_margin, price)
    return price


def _no_note(*_step):
    pass
