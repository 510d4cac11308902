from odoo import models

ALERTING = "channel_alerting_lots"


class StockLot(models.Model):
    _inherit = "stock.lot"

    def _alert_date_exceeded(self):
        lots = self.with_context(**{ALERTING: True})
        return super(StockLot, lots)._alert_date_exceeded()

    def activity_schedule(
        self, act_type_xmlid="", date_deadline=None, summary="", note="", **act_values
    ):
        """A scheduled action has no language: a task about a lot is written in the one of
        who gets it, or of the enterprise where that is nobody in particular."""
        if self.env.context.get(ALERTING):
            reader = self.with_context(lang=self._get_alert_lang(act_values))
            summary = reader.env._("Alert date reached")
            note = reader.env._("The alert date of this lot has been reached.")
        return super().activity_schedule(
            act_type_xmlid, date_deadline, summary, note, **act_values
        )

    def _get_alert_lang(self, act_values):
        user = self.env["res.users"].sudo().browse(act_values.get("user_id"))
        company = self.company_id[:1].sudo()
        if company and (not user or user._is_superuser()):
            return company._get_working_lang()
        return user.lang
