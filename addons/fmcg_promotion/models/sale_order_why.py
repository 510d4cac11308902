from odoo import api, fields, models


class SaleOrder(models.Model):
    """Why: which promotions applied, with what arithmetic, which nearly did, and which
    were refused."""

    _inherit = "sale.order"

    promotion_why = fields.Html(
        string="Promotions",
        compute="_compute_promotion_why",
        compute_sudo=True,
        sanitize=False,
        groups="base.group_user",
    )
    promotion_hint = fields.Char(
        compute="_compute_promotion_why",
        compute_sudo=True,
        groups="base.group_user",
        help="What the promotion that is nearest would bring.",
    )

    has_promotions = fields.Boolean(
        compute="_compute_has_promotions", compute_sudo=True
    )

    has_changes_by_hand = fields.Boolean(
        compute="_compute_has_promotions", compute_sudo=True
    )

    @api.depends("promotion_result", "order_line.promotion_by_hand")
    def _compute_has_promotions(self):
        for order in self:
            by_hand = any(line.promotion_by_hand for line in order.order_line)
            order.has_changes_by_hand = by_hand
            order.has_promotions = bool((order.promotion_result or {}).get("applied"))

    @api.depends(
        "promotion_result",
        "order_line.product_id",
        "order_line.product_uom_id",
        "order_line.product_uom_qty",
        "order_line.price_unit",
        "order_line.discount",
        "partner_id",
    )
    @api.depends_context("lang")
    def _compute_promotion_why(self):
        for order in self:
            why = order._explain_promotions()
            shown = any(rows for rows in why.values() if isinstance(rows, list))
            order.promotion_why = shown and self.env["ir.qweb"]._render(
                "fmcg_promotion.promotion_why", {"why": why, "by_line": False}
            )
            order.promotion_hint = why["near"][0]["text"] if why["near"] else False

    def _explain_promotions(self):
        """For people: what promotions do to this order, as it stands in the form.

        :return: what ``channel.promotion._explain_result`` gives, and ``preview``:
            whether it was not saved yet
        """
        self.ensure_one()
        data, preview = self._get_promotion_data()
        why = self.env["channel.promotion"]._explain_result(data, self.currency_id)
        return why | {"preview": preview}

    def _get_promotion_data(self):
        """What the order keeps, or for a form with changes what saving would bring.

        :return: (packed result, whether it is a preview)
        """
        self.ensure_one()
        if isinstance(self.id, int) or not self._takes_promotions():
            return self.promotion_result or {}, False
        agreement = self.partner_id and self._get_buying_agreement().sudo()
        if not agreement:
            return {}, True
        order = self.sudo().with_company(self.company_id)
        book = self.env["channel.promotion"].sudo()._get_book(self.company_id)
        if not book.promotions:
            return {}, True
        result = order._evaluate_promotions(book, agreement)
        return self._pack_promotion_result(result) or {}, True


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _explain_by_hand(self, why):
        """Below the list's price by promotions is not changed by hand."""
        self.ensure_one()
        shares = self.order_id.sudo()._get_promotion_shares().get(self.id, {})
        promotions = [
            {
                "name": self.env["channel.promotion"].sudo().browse(id_).name,
                "amount": f"−{self.currency_id.format(float(amount))}",
            }
            for id_, amount in shares.items()
        ]
        if self.sudo().promotion_terms and not self.sudo()._is_price_by_hand():
            return {"by_hand": False, "promotions": promotions}
        return super()._explain_by_hand(why) | {"promotions": promotions}
