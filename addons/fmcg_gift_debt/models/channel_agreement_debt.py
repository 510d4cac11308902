from odoo import api, fields, models


class ChannelAgreement(models.Model):
    """What the seller owes the buyer in gifts."""

    _inherit = "channel.agreement"

    gift_debt_count = fields.Integer(
        string="Gifts Owed",
        compute="_compute_gift_debt_count",
        groups="fmcg_channel.group_channel_user",
        help="Gifts from earlier orders that are not delivered yet.",
    )

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_gift_debt_count(self):
        """A buyer's staff do not see the seller's list, and so count nothing."""
        groups = self.env["channel.gift.debt"]._read_group(
            [
                ("company_id", "in", self.company_id.ids),
                ("node_id", "in", self.sudo().node_id.ids),
                ("state", "=", "open"),
            ],
            ["company_id", "node_id"],
            ["__count"],
        )
        counts = {
            (company.id, node.id): count for company, node, count in groups
        }
        for agreement in self:
            pair = (agreement.company_id.id, agreement.sudo().node_id.id)
            agreement.gift_debt_count = counts.get(pair, 0)

    def action_open_gift_debts(self):
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.actions"]._for_xml_id(
            "fmcg_gift_debt.channel_gift_debt_action"
        )
        return action | {
            "domain": [
                ("company_id", "=", self.company_id.id),
                ("node_id", "=", self.node_id.id),
            ]
        }
