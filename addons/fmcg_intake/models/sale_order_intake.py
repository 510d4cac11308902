from odoo import api, fields, models
from odoo.exceptions import AccessError

from odoo.addons.fmcg_order.models.order_context import PENDING


class SaleOrder(models.Model):
    """Orders that staff and programs enter with rights of their own."""

    _inherit = "sale.order"

    # for channel.author.guard: buyers do not read them, nobody is offered them
    _technical_fields = ("intake_fingerprint", "intake_lines")

    intake_fingerprint = fields.Char(
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="Of what a program sent, to tell a repetition from another order.",
    )
    intake_lines = fields.Json(
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="From order line to the numbers of the lines that a program sent.",
    )

    @api.model
    def _get_derived_fields(self):
        return super()._get_derived_fields() | {
            "intake_fingerprint",
            "intake_lines",
            "said_content",
        }

    @api.model
    def _check_may_sell(self, agreement):
        """Whether the user may enter orders under ``agreement`` at all.

        :raise AccessError: when the agreement is not one of the user's own enterprise
        """
        self.check_access("create")
        agreement.check_access("read")
        if agreement.company_id not in self.env.companies:
            raise AccessError(
                self.env._(
                    "Agreement: only the seller enters orders. Choose a customer of your "
                    "own enterprise."
                )
            )

    @api.model
    def _enter_channel_order(self, agreement, quantities, key, **values):
        """Enter an order as the user, in the seller's company.

        Other than ``_place_channel_order`` it bypasses no right and submits nothing.

        :param agreement: ``channel.agreement``, see ``_check_may_sell``
        :param quantities: as for ``_place_channel_order``
        :param key: idempotency key; a key seen before returns its order
        :return: the ``sale.order``, and whether it is new
        """
        Order = self.with_company(agreement.company_id)
        if known := Order._find_entered_order(agreement.company_id, key):
            return known, False
        Order._check_channel_units(quantities)
        prepared = Order._prepare_channel_order_values(agreement, quantities, key)
        pending = Order.with_context(**PENDING)
        order = pending._create_once(prepared | values).with_env(Order.env)
        order._apply_promotions_unless_pending()
        order._keep_said_content()
        return order, True

    @api.model
    def _find_entered_order(self, company, key):
        """The order of a key.

        Looked for past the record rules: an order that the user may not read has taken
        the key as well.

        :raise AccessError: when there is one and the user may not read it
        """
        known = self.sudo()._find_by_intake_key(company, key).with_env(self.env)
        known.check_access("read")
        return known
