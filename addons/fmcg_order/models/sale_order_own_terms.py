from odoo import api, models
from odoo.tools import format_date

from odoo.addons.fmcg_channel.words import join_names

from ..engine import content
from ..engine.blocker import Blocker


class SaleOrder(models.Model):
    """Terms that somebody set by hand, and that somebody else has to agree to.

    Whoever writes an order can set more than prices: a longer term, another list, other
    taxes, an old date, another payer. None of it is refused, each is a reason of the gate
    with a role that releases it; another payer is named on the agreement instead.
    """

    _inherit = "sale.order"

    def _collect_own_terms_blockers(self):
        """What this order says otherwise than its agreement and lists do."""
        self.ensure_one()
        if not self.buyer_node_id or self.state not in ("draft", "sent"):
            return []
        order = self.sudo().with_company(self.company_id)
        return [
            *order._collect_term_blockers(),
            *order._collect_list_blockers(),
            *order._collect_date_blockers(),
            *order._collect_tax_blockers(),
            *order._collect_payer_blockers(),
        ]

    def _collect_term_blockers(self):
        due = self.partner_id.property_payment_term_id
        if self.payment_term_id == due:
            return []
        message = self.env._(
            "Payment terms by hand: %(own)s instead of %(due)s. Choose the customer's "
            "terms, or ask finance for a release.",
            own=self.payment_term_id.display_name or self.env._("none"),
            due=due.display_name or self.env._("none"),
        )
        return [Blocker("own_terms", message)]

    def _collect_list_blockers(self):
        if not self._has_own_list():
            return []
        message = self.env._(
            "Price list by hand: %s is none of this customer's. Choose one of the "
            "customer's, or ask an enterprise administrator for a release.",
            self.pricelist_id.display_name,
        )
        return [Blocker("own_list", message)]

    def _has_own_list(self):
        """Whether the order has a list that the customer would not have."""
        self.ensure_one()
        own = self.pricelist_id
        return bool(own) and own != self.partner_id.property_product_pricelist

    def _collect_date_blockers(self):
        """A day before it was entered, or one to come."""
        if not self._has_own_date():
            return []
        message = self.env._(
            "Order date by hand: %s. Set today's date, or ask an enterprise administrator "
            "for a release.",
            format_date(self.env, self._get_own_day()),
        )
        return [Blocker("own_date", message)]

    def _get_own_day(self):
        return self.company_id._get_channel_day(self.date_order)

    def _has_own_date(self):
        self.ensure_one()
        if not self.date_order:
            return False
        today = self.company_id._get_channel_today()
        moments = filter(None, (self.create_date, self.submitted_date))
        entered = self.company_id._get_channel_day(min(moments, default=self.date_order))
        day = self._get_own_day()
        return day > today or day < min(entered, today)

    def _collect_tax_blockers(self):
        """Of lines, else of the order as a whole."""
        lines = self.order_line.filtered(lambda line: line._has_own_taxes())
        if not lines:
            return self._collect_position_blockers()
        names = join_names(self.env, lines.product_id.mapped("display_name"))
        return [Blocker("own_taxes", self._describe_own_taxes(names), line_ids=lines._ids)]

    def _collect_position_blockers(self):
        if not self._has_own_fiscal_position():
            return []
        none = self.env._("no fiscal position")
        name = self.fiscal_position_id.display_name or none
        return [Blocker("own_taxes", self._describe_own_taxes(name))]

    def _describe_own_taxes(self, what):
        return self.env._(
            "Taxes by hand: %s. Update the taxes, or ask finance for a release.", what
        )

    def _has_own_fiscal_position(self):
        self.ensure_one()
        positions = self.env["account.fiscal.position"].with_company(self.company_id)
        found = positions._get_fiscal_position(self.partner_id, self.partner_shipping_id)
        return self.fiscal_position_id != found

    def _collect_payer_blockers(self):
        """Nobody pays for another one unasked."""
        payer = self.partner_invoice_id
        allowed = self.partner_id | self.agreement_id.payer_ids
        if payer.commercial_partner_id in allowed.commercial_partner_id:
            return []
        message = self.env._(
            "Billed to %(payer)s, which does not pay for %(buyer)s. Choose the customer's "
            "own address, or name the payer on the agreement.",
            payer=payer.display_name or self.env._("nobody"),
            buyer=self.buyer_node_id.name,
        )
        return [Blocker("bill_elsewhere", message)]

    # --- what a release covers ---

    def _get_release_digest(self):
        """Fingerprint of what somebody lets through: the order, and what was set by hand
        and is no part of what the order says."""
        self.ensure_one()
        own = self.sudo().with_company(self.company_id)._get_own_terms_content()
        return content.digest(self._get_material_content() | own)

    def _get_own_terms_content(self):
        """Empty where nothing was set by hand."""
        own = {}
        if self.state in ("draft", "sent"):
            if self._has_own_list():
                own["pricelist"] = self.pricelist_id.id
            if self._has_own_date():
                own["date"] = self._get_own_day().isoformat()
            if self._has_own_fiscal_position():
                own["fiscal_position"] = self.fiscal_position_id.id
        return own

    @api.model
    def _get_own_terms_dependencies(self):
        return [
            "date_order",
            "fiscal_position_id",
            "order_line.tax_ids",
            "partner_id",
            "partner_invoice_id",
            "payment_term_id",
            "pricelist_id",
            "agreement_id.payer_ids",
        ]
