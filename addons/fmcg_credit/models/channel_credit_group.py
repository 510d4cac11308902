from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.fmcg_channel.words import join_names


class ChannelCreditGroup(models.Model):
    """Buyers that share one limit with a seller, such as the shops of a chain."""

    _name = "channel.credit.group"
    _description = "Credit Group"
    _inherit = ["channel.reference.guard", "channel.price.guard"]
    _order = "name, id"

    _visible_fields = ("node_ids",)

    name = fields.Char(required=True)
    company_id = fields.Many2one(
        "res.company",
        string="Seller",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    node_ids = fields.Many2many(
        "channel.node",
        string="Buyers",
        help="They need an agreement with the seller; each is in one group at most.",
    )
    credit_limit = fields.Monetary(
        help="For all of them together. Zero means that no limit is kept, unless they "
        "get no credit.",
    )
    no_credit = fields.Boolean(
        help="Every order must be covered by what was paid in advance.",
    )
    account_ids = fields.One2many("channel.credit.account", "group_id", readonly=True)

    _limit_positive = models.Constraint(
        "CHECK (credit_limit >= 0)", "The credit limit cannot be negative."
    )

    @api.constrains("node_ids", "company_id")
    def _check_one_group(self):
        for group in self.sudo():
            others = self.sudo().search(
                [
                    ("id", "!=", group.id),
                    ("company_id", "=", group.company_id.id),
                    ("node_ids", "in", group.node_ids.ids),
                ]
            )
            taken = others.node_ids & group.node_ids
            if taken:
                raise ValidationError(
                    self.env._(
                        "Buyers: %(names)s are in the group %(group)s already. Take "
                        "them out there first.",
                        names=join_names(self.env, taken.mapped("name")),
                        group=join_names(self.env, others.mapped("name")),
                    )
                )

    @api.constrains("company_id")
    def _check_company_stays(self):
        for group in self.sudo():
            if group.account_ids.company_id - group.company_id:
                raise ValidationError(
                    self.env._("Seller: make a new group for another seller.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        groups = super().create(vals_list)
        accounts = groups._ensure_accounts()
        self.env["channel.credit.event"]._record_terms(
            dict.fromkeys(accounts, (None, 0)),
            {account: account._get_terms() for account in accounts},
        )
        groups._regroup(groups.node_ids)
        return groups

    def write(self, vals):
        nodes = self.sudo().node_ids
        with self.sudo().account_ids._recording_terms():
            result = super().write(vals)
        if "company_id" in vals:
            self.check_access("write")  # of the new seller too
        if "node_ids" in vals:
            self._regroup(nodes | self.sudo().node_ids)
        return result

    def unlink(self):
        """Not while anything hangs on it: the ledger's account stays."""
        nodes = self.sudo().node_ids
        self.sudo().write({"node_ids": [fields.Command.clear()]})
        self._regroup(nodes)
        return super().unlink()

    def _ensure_accounts(self):
        parties = [(group.company_id.id, False, group.id) for group in self.sudo()]
        accounts = self.env["channel.credit.account"]._ensure_accounts(parties)
        self.invalidate_recordset(["account_ids"])
        return accounts.values()

    def _regroup(self, nodes):
        """Move what these buyers owe to the account that holds now."""
        agreements = self.env["channel.agreement"].sudo().search(
            [
                ("company_id", "in", self.sudo().company_id.ids),
                ("node_id", "in", nodes.ids),
            ]
        )
        agreements._sync_credit_accounts()
