from odoo import api, fields, models

from .tier_review_who import OPEN


class SaleOrder(models.Model):
    """What an approver has to know before deciding: why the order waits, and up to which
    amount the approver decides alone."""

    _inherit = "sale.order"

    approval_reason = fields.Text(
        compute="_compute_approval_reason",
        groups="base.group_user",
        help="Why the rules ask for an approval, with the figures of this order.",
    )
    approval_limit_words = fields.Char(
        string="Your Limit",
        compute="_compute_approval_limit_words",
        groups="base.group_user",
        help="Up to which amount you decide alone, and who is asked after you.",
    )

    @api.depends("review_ids.status", "amount_total", "order_line")
    @api.depends_context("lang")
    def _compute_approval_reason(self):
        self.approval_reason = False
        waiting = self.sudo().filtered(lambda order: order._get_open_definitions())
        for _company, orders in waiting.grouped("company_id").items():
            definitions = orders._get_open_definitions()
            matches = orders._match_approval_rules(definitions)
            by_amount = definitions.filtered(lambda one: one._is_amount_rule())
            for order in orders:
                order.with_env(self.env).approval_reason = order._describe_approval(
                    matches[order], by_amount
                )

    def _get_open_definitions(self):
        reviews = self.sudo().review_ids
        return reviews.filtered(lambda review: review.status in OPEN).definition_id

    def _describe_approval(self, matches, by_amount):
        """:param matches: of the engine, of all rules that are asked about some order
        :param by_amount: of the rules, those on the enterprise's own limit
        :return: a line for each rule that waits and still counts, or False"""
        asked = self._get_open_definitions()
        lines = []
        for match in matches:
            definition = asked.filtered(lambda one, match=match: one.id == match.rule)
            if definition & by_amount:
                lines.append(self._describe_enterprise_limit())
            elif definition:
                currency = self.company_id.sudo().currency_id
                reasons = definition._describe_reasons(match.reasons, currency)
                lines.append(" ".join(reasons))
        return "\n".join(lines) or False

    def _describe_enterprise_limit(self):
        self.ensure_one()
        company = self.company_id.sudo()
        return self.env._(
            "The amount is %(amount)s, above %(limit)s.",
            amount=company.currency_id.format(self._get_approval_amount()),
            limit=company.currency_id.format(company.order_approval_limit),
        )

    @api.depends("can_review", "amount_total")
    @api.depends_context("lang", "uid")
    def _compute_approval_limit_words(self):
        for order in self:
            order.approval_limit_words = order.can_review and order._describe_my_limit()

    def _describe_my_limit(self):
        self.ensure_one()
        order = self.sudo()
        review = order.review_ids.sorted("sequence").filtered(
            lambda one: one.status in OPEN and one._find_decider(self.env.user, order)
        )[:1]
        if not review:
            return False
        decider = review._find_decider(self.env.user, order)
        limits = self.env["channel.approver.limit"]._get_limits(order.company_id)
        if decider.id not in limits:
            return self.env._("none")
        limit = order.company_id.currency_id.format(limits[decider.id])
        if review._is_within_limit(decider, order):
            return limit
        above = review._find_next(decider, order)
        return self.env._(
            "%(limit)s; after you, %(names)s decides",
            limit=limit,
            names=above[:1].name or self.env._("an administrator"),
        )

    def _describe_missing_approvers(self):
        """Why nobody is left whom an open review could ask.

        :return: list of sentences, one for each review
        """
        order = self.sudo()
        reviews = order.review_ids.filtered(lambda review: review.status in OPEN)
        return [
            self.env._(
                "%(rule)s: %(why)s.",
                rule=review.name or review.definition_id.name or "",
                why=review._describe_nobody(order),
            )
            for review in reviews.sorted("sequence")
        ]
