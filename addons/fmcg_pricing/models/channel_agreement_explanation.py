from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class ChannelAgreement(models.Model):
    _inherit = "channel.agreement"

    def explain_price(self, product_id, quantity=1.0, uom_id=False, date=False):
        """Why a buyer pays what it pays; for RPC, by those who may see prices.

        :param product_id: id of a ``product.product``
        :param quantity: in the unit ``uom_id``, or in the product's own unit
        :param date: "YYYY-MM-DD" (from 00:00 of the seller's day) or
            "YYYY-MM-DD HH:MM:SS" (UTC); now if it is left out. A moment that has passed
            is answered by the rules as they were known then.
        :return: dict, see ``channel.pricing._explain``
        :raise AccessError: unless the user works for the seller and sees prices
        :raise UserError: when product, unit or date cannot be understood
        """
        self.ensure_one()
        self._check_may_explain()
        product = self.env["product.product"].browse(product_id).exists()
        if not product:
            raise UserError(self.env._("Product: there is none with this number."))
        product.check_access("read")
        uom = self.env["uom.uom"].browse(uom_id or product.uom_id.id).exists()
        if not uom or not uom._has_common_reference(product.uom_id):
            raise UserError(
                self.env._(
                    "Unit: %(product)s is not sold in this unit. Choose one that "
                    "converts to %(unit)s.",
                    product=product.display_name,
                    unit=product.uom_id.name,
                )
            )
        return self._explain_price(product, quantity, uom, self._read_moment(date))

    def _check_may_explain(self):
        """Lists and rules are the seller's own affair, even if its buyer reads this."""
        self.check_access("read")
        if self.env.su:
            return
        user = self.env.user
        if self.company_id not in self.env.companies or not user._channel_sees_prices():
            raise AccessError(
                self.env._(
                    "Only people of the seller who see prices can ask why a price is "
                    "what it is."
                )
            )

    @api.model
    def _read_moment(self, date):
        if not date:
            return fields.Datetime.now()
        try:
            if isinstance(date, str) and len(date) > 10:
                return fields.Datetime.to_datetime(date)
            return fields.Date.to_date(date)
        except ValueError as error:
            raise UserError(
                self.env._("Date: “%s” is not a date. Write it as 2026-11-24.", date)
            ) from error

    def _explain_price(self, product, quantity, uom, date):
        """The explanation of a price of this buyer; access has been checked."""
        pricing = self._get_pricing()
        (question,) = self._prepare_price_questions({"why": (product, quantity, uom)}, date)
        moment = pricing._get_moment(date)
        past = moment if moment < fields.Datetime.now() else None
        return pricing._explain(question, known_at=past)
