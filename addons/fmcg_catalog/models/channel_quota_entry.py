from odoo import fields, models


class ChannelQuotaEntry(models.Model):
    """What an order took from a quota, or gave back. Only ever added to: the entries of
    a usage sum up to what is used."""

    _name = "channel.quota.entry"
    _description = "Entry of a Quota"
    _order = "id desc"
    _rec_name = "order_id"

    usage_id = fields.Many2one(
        "channel.quota.usage",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    quota_id = fields.Many2one(
        related="usage_id.quota_id", store=True, index=True, precompute=True
    )
    company_id = fields.Many2one(
        related="usage_id.company_id", store=True, index=True, precompute=True
    )
    order_id = fields.Many2one(
        "sale.order", readonly=True, index="btree_not_null", ondelete="set null"
    )
    order_line_id = fields.Many2one(
        "sale.order.line",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    quantity = fields.Float(digits=(16, 6), readonly=True, required=True)
