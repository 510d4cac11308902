from odoo import api, fields, models


class ChannelCreditEvent(models.Model):
    """The ledger of credit: every change of a limit, every raise, every release.

    Only ever added to, by the models that cause the events; nobody changes or deletes
    an entry, programs that run as superuser included.
    """

    _name = "channel.credit.event"
    _description = "Credit Ledger Entry"
    _inherit = ["channel.price.guard", "channel.ledger"]
    _order = "id desc"
    _rec_name = "kind"

    _price_fields = ("before", "after")

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
    kind = fields.Selection(
        [
            ("limit", "Limit"),
            ("grace", "Days of Grace"),
            ("raise", "Raise Granted"),
            ("revoke", "Raise Revoked"),
            ("release", "Order Released"),
            ("use", "Release Used"),
        ],
        required=True,
        readonly=True,
    )
    before = fields.Float(digits=(16, 2), readonly=True)
    after = fields.Float(digits=(16, 2), readonly=True)
    before_unlimited = fields.Boolean(string="No Limit before", readonly=True)
    after_unlimited = fields.Boolean(string="No Limit after", readonly=True)
    order_id = fields.Many2one(
        "sale.order", readonly=True, index="btree_not_null", ondelete="set null"
    )
    raise_id = fields.Many2one(
        "channel.credit.raise", readonly=True, ondelete="restrict"
    )
    release_id = fields.Many2one(
        "channel.credit.release", readonly=True, ondelete="restrict"
    )
    reason = fields.Char(readonly=True)

    @api.model
    def _describe_refusal(self):
        return self.env._("The credit ledger is only ever added to: it cannot be changed.")

    @api.model
    def _record(self, vals_list):
        """sudo: nobody writes the ledger himself; the user stays the one who acts."""
        return self.sudo().create(vals_list)

    @api.model
    def _record_terms(self, before, after):
        """:param before, after: dicts from account to what its ``_get_terms`` gives"""
        values = []
        for account, (old_limit, old_grace) in before.items():
            new_limit, new_grace = after[account]
            if old_limit != new_limit:
                values.append(self._prepare_limit_values(account, old_limit, new_limit))
            if old_grace != new_grace:
                values.append(
                    {
                        "account_id": account.id,
                        "kind": "grace",
                        "before": old_grace,
                        "after": new_grace,
                    }
                )
        return self._record(values)

    @api.model
    def _prepare_limit_values(self, account, before, after):
        return {
            "account_id": account.id,
            "kind": "limit",
            "before": before or 0.0,
            "after": after or 0.0,
            "before_unlimited": before is None,
            "after_unlimited": after is None,
        }

    @api.model
    def _get_own_ceiling(self, account, users, since):
        """What the permanent limit was before one of ``users`` first raised it.

        :return: amount, or ``None`` when none of them has raised it ``since``
        """
        events = self.sudo().search(
            [
                ("account_id", "=", account.id),
                ("kind", "=", "limit"),
                ("user_id", "in", users.ids),
                ("date", ">=", since),
            ],
            order="id",
        )
        ceilings = [
            event.before
            for event in events
            if not event.before_unlimited
            and (event.after_unlimited or event.after > event.before)
        ]
        return min(ceilings, default=None)
