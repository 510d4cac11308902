import hashlib
import json

from odoo import api, models
from odoo.fields import Domain

from ..engine.order_api import can_be_stored
from ..exceptions import OrderContentError, OrderKeyError

MOST_LINES = 5000
LONGEST_NOTE = 2000
KEY_LENGTHS = range(8, 101)


class SaleOrder(models.Model):
    """The call by which other systems order: ``static/api/openapi.yaml`` describes it."""

    _inherit = "sale.order"

    @api.model
    def submit_channel_order(
        self,
        lines,
        key,
        agreement_id=None,
        customer_code=None,
        note=None,
        coupon_codes=(),
        submit=True,
    ):
        """Enter a customer's order, and submit it. Made for programs: the same call
        again is safe.

        The rights are the user's own. Prices are those of the agreement. Name either
        ``agreement_id`` or ``customer_code``, the code of the customer's node.

        :param list lines: dicts with ``code``, ``barcode`` or ``product_id``, with
            ``quantity`` and, for another one than the product's own, ``unit``
        :param str key: of 8 to 100 characters, chosen by the caller for this order; the
            same key with the same content returns the order that it made
        :param str note: of the customer
        :param list coupon_codes: of the customer
        :param bool submit: False leaves a draft
        :return: dict with ``order_id``, ``name``, ``created``, ``stage``, totals,
            ``lines`` as they were understood, and ``blockers``: what keeps the order
            from being confirmed
        :raise OrderContentError: with all that is wrong; nothing was entered
        :raise OrderKeyError: the key has made an order of another content
        """
        self.check_access("create")
        request = {
            "lines": lines,
            "note": note or "",
            "coupon_codes": coupon_codes or [],
            "submit": bool(submit),
        }
        self._check_api_form(key, request)
        agreement = self._find_api_agreement(agreement_id, customer_code)
        fingerprint = self._get_api_fingerprint(agreement, request)
        key = f"api-{key.strip()}"
        order = self._find_entered_order(agreement.company_id, key)
        if order:
            order._check_api_repetition(fingerprint)
            return order._prepare_api_answer(created=False)
        order = self._enter_api_order(agreement, request, key, fingerprint)
        return order._prepare_api_answer(created=True)

    @api.model
    def _check_api_form(self, key, request):
        """:raise OrderContentError: when arguments are not what they should be"""
        problems = [
            self._prepare_api_problem(code, message)
            for code, message, is_right in self._get_api_form(key, request)
            if not is_right
        ]
        if problems:
            raise OrderContentError(problems)

    @api.model
    def _get_api_form(self, key, request):
        """Triples of the code of a problem, its message and whether all is right."""
        lines, note = request["lines"], request["note"]
        coupons = request["coupon_codes"]
        return [
            (
                "bad_key",
                self.env._(
                    "key: send a text of %(least)s to %(most)s characters, another one "
                    "for each order.",
                    least=KEY_LENGTHS[0],
                    most=KEY_LENGTHS[-1],
                ),
                isinstance(key, str)
                and len(key.strip()) in KEY_LENGTHS
                and can_be_stored(key),
            ),
            (
                "bad_lines",
                self.env._("lines: send a list of 1 to %s lines.", MOST_LINES),
                isinstance(lines, list) and 0 < len(lines) <= MOST_LINES,
            ),
            (
                "bad_note",
                self.env._("note: send a text of at most %s characters.", LONGEST_NOTE),
                isinstance(note, str)
                and len(note) <= LONGEST_NOTE
                and can_be_stored(note),
            ),
            (
                "bad_coupon",
                self.env._("coupon_codes: send a list of texts."),
                isinstance(coupons, list)
                and all(isinstance(c, str) and can_be_stored(c) for c in coupons),
            ),
        ]

    @api.model
    def _prepare_api_problem(self, code, message, lines=()):
        return {"code": code, "message": message, "lines": list(lines)}

    @api.model
    def _find_api_agreement(self, agreement_id, customer_code):
        """The agreement; what the user may not see does not exist.

        :raise OrderContentError: when none is certain
        """
        domain = self._get_api_agreement_domain(agreement_id, customer_code)
        agreements = self.env["channel.agreement"].search(domain, limit=2)
        if len(agreements) != 1:
            raise OrderContentError([self._prepare_api_customer_problem(agreements)])
        self._check_may_sell(agreements)
        return agreements

    @api.model
    def _get_api_agreement_domain(self, agreement_id, customer_code):
        named = [(agreement_id, int), (customer_code, str)]
        named = [(value, type_) for value, type_ in named if value is not None]
        if not named or not all(
            isinstance(value, type_) and can_be_stored(value) for value, type_ in named
        ):
            return Domain.FALSE
        domain = Domain("company_id", "in", self.env.companies.ids)
        if customer_code is not None:
            domain &= Domain("node_id.code", "=", customer_code)
        if agreement_id is None:
            return domain & Domain("state", "!=", "closed")
        return domain & Domain("id", "=", agreement_id)

    @api.model
    def _prepare_api_customer_problem(self, agreements):
        if agreements:
            message = self.env._(
                "customer_code: several of your enterprises sell to this customer. Send "
                "agreement_id instead."
            )
            return self._prepare_api_problem("ambiguous_customer", message)
        message = self.env._(
            "agreement_id, customer_code: you sell to no such customer. Send the id of an "
            "agreement, or the code of a customer."
        )
        return self._prepare_api_problem("unknown_customer", message)

    @api.model
    def _get_api_fingerprint(self, agreement, request):
        """Of the content as it was sent, so that a repetition is one even when the
        catalogue has changed."""
        content = json.dumps(
            request | {"agreement": agreement.id}, sort_keys=True, ensure_ascii=False
        )
        return hashlib.sha256(content.encode()).hexdigest()

    def _check_api_repetition(self, fingerprint):
        """:raise OrderKeyError: when the key came with another content before"""
        self.ensure_one()
        if self.intake_fingerprint == fingerprint:
            return
        message = self.env._(
            "key: it has made order %(order)s, of another content. Send the same content "
            "again, or another key for another order.",
            order=self.name,
        )
        raise OrderKeyError([self._prepare_api_problem("key_reused", message)])
