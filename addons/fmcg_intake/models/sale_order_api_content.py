from collections import defaultdict

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import plaintext2html

from ..engine import order_api, order_entry, order_goods
from ..exceptions import OrderContentError


class SaleOrder(models.Model):
    """What programs order and what they are answered."""

    _inherit = "sale.order"

    # The order

    @api.model
    def _enter_api_order(self, agreement, request, key, fingerprint):
        answers = self._understand_api_lines(agreement, request["lines"])
        coupons, problems = self._find_api_coupons(agreement, request["coupon_codes"])
        problems = [*self._get_api_line_problems(answers), *problems]
        if problems:
            raise OrderContentError(problems)
        quantities, numbers = self._gather_api_quantities(answers)
        values = {
            "order_channel": "import",
            "intake_fingerprint": fingerprint,
            "coupon_ids": [Command.link(coupon.id) for coupon in coupons],
        }
        if request["note"].strip():
            values["note"] = plaintext2html(request["note"].strip())
        order, _is_new = self._enter_channel_order(agreement, quantities, key, **values)
        order._keep_api_numbers(numbers)
        if request["submit"]:
            order._submit()
        return order

    @api.model
    def _understand_api_lines(self, agreement, lines):
        """:rtype: list of :class:`~..engine.order_entry.Answer`"""
        entries = [
            order_api.read_line(number, line) for number, line in enumerate(lines, 1)
        ]
        names = [pair for entry in entries for pair in entry.names]
        intake = self.env["channel.order.directory"]
        products = intake._find_products(
            agreement,
            {name for name, kinds in names if order_goods.ID not in kinds},
            [int(name) for name, kinds in names if order_goods.ID in kinds],
        )
        directory = intake._load_directory(agreement, products)
        return [order_entry.understand(entry, directory) for entry in entries]

    @api.model
    def _get_api_line_problems(self, answers):
        describe = self.env["channel.order.directory"]._describe
        return [
            self._prepare_api_problem(
                answer.problem,
                self.env._(
                    "Line %(line)s: %(problem)s",
                    line=answer.entry.row,
                    problem=describe(answer),
                ),
                [answer.entry.row],
            )
            for answer in answers
            if answer.problem
        ]

    @api.model
    def _find_api_coupons(self, agreement, codes):
        coupons, problems = self.env["channel.coupon"], []
        for code in codes:
            try:
                coupons |= coupons._find_valid(
                    agreement.company_id, code, agreement.node_id
                )
            except UserError as error:
                problems.append(self._prepare_api_problem("bad_coupon", str(error)))
        return coupons, problems

    @api.model
    def _gather_api_quantities(self, answers):
        """Quantities by product and unit, and the numbers of the lines they come from."""
        products = self.env["product.product"].browse(a.good.id for a in answers)
        units = self.env["uom.uom"].browse(
            {unit for answer in answers for unit, _number in answer.quantities}
        )
        products = {product.id: product for product in products}
        units = {unit.id: unit for unit in units}
        quantities, numbers = defaultdict(float), defaultdict(list)
        for answer in answers:
            for unit, number in answer.quantities:
                pair = (products[answer.good.id], units[unit])
                quantities[pair] += float(number)
                numbers[pair].append(answer.entry.row)
        return dict(quantities), dict(numbers)

    def _keep_api_numbers(self, numbers):
        self.ensure_one()
        pairs = {line: (line.product_id, line.product_uom_id) for line in self.order_line}
        self.sudo().intake_lines = {
            str(line.id): numbers[pair]
            for line, pair in pairs.items()
            if pair in numbers and not line.promotion_role
        }

    # The answer

    def _prepare_api_answer(self, created):
        self.ensure_one()
        lines = self.order_line.filtered(
            lambda line: line.product_id and not line.display_type
        )
        return {
            "order_id": self.id,
            "name": self.name,
            "created": created,
            "agreement_id": self.agreement_id.id,
            "stage": self.channel_stage,
            "currency": self.currency_id.name,
            "amount_untaxed": self.amount_untaxed,
            "amount_tax": self.amount_tax,
            "amount_total": self.amount_total,
            "lines": [self._prepare_api_line(line) for line in lines],
            "blockers": self._prepare_api_blockers(),
        }

    def _prepare_api_line(self, line):
        """One line of the order; it may stand for several of the lines that were sent,
        and for none: what promotions add."""
        return {
            "lines": self._get_api_numbers([line.id]),
            "product_id": line.product_id.id,
            "code": line.product_id.default_code or None,
            "product": line.product_id.display_name,
            "quantity": line.product_uom_qty,
            "unit": line.product_uom_id.name,
            "price_unit": line.price_unit,
            "discount": line.discount,
            "subtotal": line.price_subtotal,
        }

    def _prepare_api_blockers(self):
        if self.state not in ("draft", "sent"):
            return []
        return [
            {
                "code": blocker.code,
                "severity": blocker.severity,
                "message": blocker.message,
                "lines": self._get_api_numbers(blocker.line_ids),
            }
            for blocker in self._get_blockers()
        ]

    def _get_api_numbers(self, line_ids):
        kept = self.intake_lines or {}
        return sorted({n for id_ in line_ids for n in kept.get(str(id_), ())})
