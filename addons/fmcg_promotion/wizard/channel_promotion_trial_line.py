from odoo import api, fields, models


class ChannelPromotionTrialLine(models.TransientModel):
    """A line of a basket that is typed to try promotions."""

    _name = "channel.promotion.trial.line"
    _description = "Line of a Trial"
    _inherit = "channel.reference.guard"
    _order = "id"
    _channel_private = True

    _visible_fields = ("product_id",)

    trial_id = fields.Many2one(
        "channel.promotion.trial", required=True, index=True, ondelete="cascade"
    )
    product_id = fields.Many2one(
        "product.product", required=True, domain="[('sale_ok', '=', True)]"
    )
    quantity = fields.Float(default=1.0, digits="Product Unit")
    uom_id = fields.Many2one(
        "uom.uom",
        string="Unit",
        compute="_compute_uom_id",
        store=True,
        readonly=False,
        domain="[('id', 'in', allowed_uom_ids)]",
    )
    allowed_uom_ids = fields.Many2many(
        "uom.uom", string="Allowed Units", compute="_compute_allowed_uom_ids"
    )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.trial_id.check_access("write")  # a trial is its maker's own
        return lines

    def write(self, vals):
        result = super().write(vals)
        if "trial_id" in vals:
            self.trial_id.check_access("write")
        return result

    @api.depends("product_id")
    def _compute_uom_id(self):
        for line in self:
            line.uom_id = line.product_id.uom_id

    @api.depends("product_id")
    def _compute_allowed_uom_ids(self):
        for line in self:
            line.allowed_uom_ids = line.product_id.uom_id | line.product_id.uom_ids
