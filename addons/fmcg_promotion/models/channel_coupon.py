from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class ChannelCoupon(models.Model):
    """A code with which a buyer asks for a promotion.

    ``used`` counts the orders that hold it; orders race for the row (``channel.guard``).
    """

    _name = "channel.coupon"
    _description = "Coupon"
    _inherit = ["channel.guard", "channel.reference.guard"]
    _order = "promotion_id, id"
    _rec_name = "code"
    _check_company_auto = True

    _visible_fields = ("promotion_id", "node_id")

    promotion_id = fields.Many2one(
        "channel.promotion",
        required=True,
        index=True,
        check_company=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        related="promotion_id.company_id", store=True, index=True, precompute=True
    )
    code = fields.Char(required=True, copy=False)
    node_id = fields.Many2one(
        "channel.node",
        string="Customer",
        index="btree_not_null",
        ondelete="restrict",
        help="Only this customer may use it. Empty: everybody.",
    )
    most_uses = fields.Integer(
        string="Uses", default=1, help="Orders that may have it. 0: without end."
    )
    used = fields.Integer(readonly=True, copy=False, default=0)
    date_end = fields.Date(
        string="Until", help="Last day, in the seller's time zone. Empty: without end."
    )

    _code_unique = models.UniqueIndex(
        "(company_id, code)",
        "Code: another coupon of this seller has it. Choose another code.",
    )
    _code_given = models.Constraint(
        "CHECK (code <> '')", "Code: it cannot be empty. Enter letters or digits."
    )
    _most_uses_positive = models.Constraint(
        "CHECK (most_uses >= 0)",
        "Uses: it cannot be negative. Give 0 for a coupon without end.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_not_counted(vals)
        return super().create([self._clean_code(vals) for vals in vals_list])

    def write(self, vals):
        self._check_not_counted(vals)
        if {"promotion_id", "code", "node_id"} & vals.keys():
            self._check_unused()
        result = super().write(self._clean_code(vals))
        if "promotion_id" in vals:
            self.check_access("write")  # of the new seller too
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        self._check_unused()

    @api.model
    def _normalize_code(self, code):
        """How a code is stored and looked up, however it was typed."""
        return (code or "").strip().upper()

    @api.model
    def _clean_code(self, vals):
        if "code" not in vals:
            return vals
        return vals | {"code": self._normalize_code(vals["code"])}

    @api.model
    def _check_not_counted(self, vals):
        if not self.env.su and vals.get("used"):
            raise AccessError(self.env._("Uses of a coupon are counted by its orders."))
        if not self.env.su and self and "used" in vals:
            raise AccessError(self.env._("Uses of a coupon are counted by its orders."))

    def _check_unused(self):
        used = self.filtered("used")
        if used:
            raise UserError(
                self.env._(
                    "Coupon %s has been used and stays as it is. Set its last day to "
                    "end it, and enter another one.",
                    used[0].code,
                )
            )
