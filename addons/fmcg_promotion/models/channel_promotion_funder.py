from odoo import api, fields, models

SELLER, UPSTREAM, BRAND, OTHER = "seller", "upstream", "brand", "other"


class ChannelPromotionFunder(models.Model):
    """Who pays which part of what a promotion gives.

    Those above the seller are named by what they are to it: a distributor does not see
    the brand's address book, but its promotions are often paid by the brand.
    """

    _name = "channel.promotion.funder"
    _description = "Funder of a Promotion"
    _inherit = "channel.promotion.part"
    _order = "promotion_id, id"
    _rec_name = "partner_id"

    _visible_fields = ("promotion_id", "partner_id")

    promotion_id = fields.Many2one(
        "channel.promotion", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="promotion_id.company_id", store=True, index=True, precompute=True
    )
    payer = fields.Selection(
        [
            (SELLER, "The seller"),
            (UPSTREAM, "The seller's supplier"),
            (BRAND, "The brand"),
            (OTHER, "Somebody else"),
        ],
        default=SELLER,
        required=True,
        help="The supplier is the next tier above; the brand stands at the top.",
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Funder",
        compute="_compute_partner_id",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
        check_company=True,
        ondelete="restrict",
    )
    share = fields.Float(
        string="Share (%)", digits=(16, 4), default=100.0, aggregator=None
    )

    _share_within_hundred = models.Constraint(
        "CHECK (share > 0 AND share <= 100)",
        "Share: it lies above 0 and is at most 100 percent.",
    )
    _partner_unique = models.UniqueIndex(
        "(promotion_id, partner_id)",
        "Each funder stands once in a promotion. Add up its shares.",
    )

    @api.depends("payer", "promotion_id.company_id")
    def _compute_partner_id(self):
        for funder in self:
            if funder.payer != OTHER:
                company = funder.promotion_id.company_id or self.env.company
                funder.partner_id = funder._find_payer(company)

    def _find_payer(self, company):
        """The partner that a payer stands for; the seller itself at the top."""
        self.ensure_one()
        # sudo: who stands above is known to be there, not who it is
        node = company.sudo().channel_node_id
        if self.payer == UPSTREAM:
            node = node.parent_id or node
        if self.payer == BRAND and node.parent_path:
            node = node.browse(int(node.parent_path.split("/")[0]))
        return node.partner_id if node else company.sudo().partner_id

    @api.model_create_multi
    def create(self, vals_list):
        """Whoever names a partner means it."""
        return super().create(
            [
                {"payer": OTHER, **vals} if vals.get("partner_id") else vals
                for vals in vals_list
            ]
        )
