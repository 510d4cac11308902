from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError


class ChannelCreditRelease(models.Model):
    """Finance lets one order through, whatever its buyer owes. It counts once."""

    _name = "channel.credit.release"
    _description = "Credit Release of an Order"
    _inherit = ["channel.price.guard", "channel.trail"]
    _order = "id desc"
    _rec_name = "order_id"

    _price_fields = ("order_statement",)

    order_id = fields.Many2one(
        "sale.order", required=True, index=True, ondelete="restrict"
    )
    account_id = fields.Many2one(
        "channel.credit.account",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        related="account_id.company_id", store=True, index=True, precompute=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount = fields.Monetary(
        readonly=True, help="Of the order when it was released; no more gets through."
    )
    order_amount = fields.Monetary(
        related="order_id.amount_total", currency_field="order_currency_id"
    )
    order_currency_id = fields.Many2one(
        related="order_id.currency_id", string="Currency of the Order"
    )
    order_statement = fields.Char(
        related="order_id.credit_statement",
        string="Credit Now",
        groups="fmcg_channel.group_salesperson,fmcg_channel.group_customer_service,"
        "fmcg_channel.group_finance",
    )
    exposure = fields.Monetary(readonly=True, help="What the buyer owed at that time.")
    credit_limit = fields.Monetary(readonly=True, help="The limit at that time.")
    reason = fields.Char(required=True)
    released_by_id = fields.Many2one("res.users", required=True, readonly=True)
    state = fields.Selection(
        [("open", "Open"), ("used", "Used"), ("replaced", "Replaced")],
        default="open",
        required=True,
        readonly=True,
    )
    used_date = fields.Datetime(readonly=True)

    _one_open = models.UniqueIndex(
        "(order_id) WHERE state = 'open'", "This order has been released already."
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Releasing takes the order and a reason; the rest is what is found."""
        orders = self.env["sale.order"].browse(
            vals.get("order_id") or self.env.context.get("default_order_id")
            for vals in vals_list
        )
        orders.check_access("read")
        for order in orders:
            self._check_may_release(order)
        # what an older release of these orders does not cover any more is replaced
        orders.sudo().credit_release_ids._replace()
        releases = super().create(
            [
                self._prepare_values(order, vals.get("reason"))
                for order, vals in zip(orders, vals_list, strict=True)
            ]
        )
        releases._record_events("release")
        for order in orders.sudo():
            order._resume_after_release()
        return releases

    @api.model
    def _check_may_release(self, order):
        """Four eyes: also for administrators and for programs."""
        order = order.sudo()
        if self.env.user in order._get_authors():
            raise AccessError(
                self.env._(
                    "%s is an order of your own: somebody else in finance has to "
                    "release it.",
                    order.name,
                )
            )
        if order.state not in ("draft", "sent") or not order.submitted_date:
            raise UserError(
                self.env._("%s does not wait for a release.", order.name)
            )
        if not order.agreement_id.credit_account_id:
            raise UserError(
                self.env._("%s has no agreement, hence no credit.", order.name)
            )

    @api.model
    def _prepare_values(self, order, reason):
        if not (reason or "").strip():
            raise ValidationError(self.env._("Reason: say why the order is released."))
        order = order.sudo()
        account = order.agreement_id.credit_account_id
        found = account._get_exposure()
        return {
            "order_id": order.id,
            "account_id": account.id,
            "amount": order._get_credit_amount(),
            "exposure": found.used,
            "credit_limit": found.total_limit,
            "reason": reason.strip(),
            "released_by_id": self.env.uid,
        }

    def write(self, vals):
        if not self.env.su or vals.keys() - {"state", "used_date"}:
            raise UserError(self.env._("A release cannot be changed."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A release cannot be deleted."))

    def _replace(self):
        """Make room for another release of the same order."""
        self.filtered(lambda one: one.state == "open").write({"state": "replaced"})
        self.flush_recordset(["state"])

    def _use(self):
        """The order has gone through."""
        used = self.filtered(lambda one: one.state == "open")
        used.write({"state": "used", "used_date": fields.Datetime.now()})
        used._record_events("use")

    def _covers(self, amount):
        """Whether this lets an order of ``amount`` through now."""
        self.ensure_one()
        return (
            self.state == "open"
            and self.currency_id.compare_amounts(amount, self.amount) <= 0
        )

    def _record_events(self, kind):
        self.env["channel.credit.event"]._record(
            [
                {
                    "account_id": one.account_id.id,
                    "kind": kind,
                    "order_id": one.order_id.id,
                    "release_id": one.id,
                    "before": one.exposure,
                    "after": one.exposure + one.amount,
                    "reason": one.reason,
                }
                for one in self.sudo()
            ]
        )
