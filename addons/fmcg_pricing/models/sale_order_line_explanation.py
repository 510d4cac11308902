from odoo import models
from odoo.exceptions import UserError


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def action_explain_price(self):
        """Button on the line: why this price."""
        self.ensure_one()
        if not self._origin:
            raise UserError(self.env._("Save the order first, then ask for the price."))
        check = self.env["channel.price.check"].create({"line_id": self.id})
        return {
            "type": "ir.actions.act_window",
            "res_model": "channel.price.check",
            "res_id": check.id,
            "view_mode": "form",
            "views": [
                (self.env.ref("fmcg_pricing.channel_price_check_view_form_line").id, "form"),
            ],
            "target": "new",
            "name": self.env._("Why This Price"),
        }

    def _explain_price(self):
        """The explanation of the line's list price, and what was made of it by hand.

        :raise AccessError: unless the user works for the seller and sees prices
        """
        self.ensure_one()
        self.check_access("read")
        order = self.order_id
        agreement = order._get_buying_agreement()
        if not agreement:
            raise UserError(
                self.env._(
                    "%s is not sold to a customer of the channel: the price list on "
                    "the order alone decides, as in plain Odoo.",
                    self.display_name,
                )
            )
        agreement._check_may_explain()
        question = self._prepare_price_question(order._get_price_chains()[order])
        pricing = self.env["channel.pricing"].sudo().with_company(order.company_id)
        why = pricing._explain(
            question._replace(product=question.product.sudo()),
            # what is still open is priced by the rules as they are now
            known_at=order.date_order if order.state == "sale" else None,
        )
        return why | self._explain_by_hand(why)

    def _explain_by_hand(self, why):
        """What the line says where that is not what the lists say."""
        currency = self.currency_id
        listed = why["price"] or 0.0
        net = self.price_unit * (1 - (self.discount or 0.0) / 100)
        if not currency.compare_amounts(net, listed):
            return {"by_hand": False}
        pricing = self.env["channel.pricing"]
        return {
            "by_hand": self.env._(
                "The order says %(price)s%(discount)s: changed by hand, or by a price "
                "that has been changed since.",
                price=pricing._format_price(self.price_unit, currency),
                discount=self.discount and f" − {self.discount:g} %" or "",
            )
        }
