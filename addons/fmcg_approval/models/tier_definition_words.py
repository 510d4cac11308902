from odoo import models

from ..engine import rules as engine


class TierDefinition(models.Model):
    """Why a rule counts, in words."""

    _inherit = "tier.definition"

    def _describe_reasons(self, reasons, currency):
        """:return: list of sentences, one for each condition that holds"""
        if self.sudo().definition_domain:
            own = [self.env._("The rule's own condition holds.")]
        else:
            own = []
        words = [self._describe_reason(reason, currency) for reason in reasons]
        return words + own or [self.env._("The rule counts for every order.")]

    def _describe_reason(self, reason, currency):
        if reason.code in (engine.AMOUNT, engine.GIFT):
            return self._describe_money(reason, currency)
        names = self._get_reason_names(reason)
        plain = {
            engine.DISCOUNT: self.env._(
                "A line is discounted by %(found)s %%, from %(wanted)s %%.",
                found=f"{reason.found or 0:g}",
                wanted=f"{reason.wanted or 0:g}",
            )
            if reason.code == engine.DISCOUNT
            else "",
            engine.FLOOR: self.env._("A price is below its floor."),
            engine.CREDIT: self.env._("The customer's credit is exceeded."),
            engine.FIRST_ORDER: self.env._("It is the customer's first order."),
            engine.YOUNG: self.env._(
                "The customer's agreement is %(found)s days old, less than %(wanted)s.",
                found=reason.found,
                wanted=reason.wanted,
            ),
            engine.CATEGORY: self.env._("Products of %s.", names),
            engine.TIER: self.env._("The customer's tier is %s.", names),
            engine.TERRITORY: self.env._("The customer is in %s.", names),
            engine.GRADE: self.env._("The customer's grade is %s.", names),
        }
        return plain[reason.code]

    def _describe_money(self, reason, currency):
        found, wanted = currency.format(reason.found), currency.format(reason.wanted)
        if reason.code == engine.AMOUNT:
            return self.env._(
                "The amount is %(found)s, from %(wanted)s.", found=found, wanted=wanted
            )
        return self.env._(
            "Gifts are worth %(found)s, from %(wanted)s.", found=found, wanted=wanted
        )

    def _get_reason_names(self, reason):
        models = {
            engine.CATEGORY: "product.category",
            engine.TIER: "channel.tier",
            engine.TERRITORY: "channel.territory",
            engine.GRADE: "channel.grade",
        }
        if reason.code not in models:
            return ""
        records = self.env[models[reason.code]].sudo().browse(reason.wanted)
        return ", ".join(records.mapped("display_name"))
