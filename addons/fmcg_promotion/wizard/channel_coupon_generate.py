import secrets

from odoo import fields, models
from odoo.exceptions import UserError

# Without letters and digits that are taken for each other
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
MOST_CODES = 10_000
SHORTEST = 6


class ChannelCouponGenerate(models.TransientModel):
    """Make many coupons of one promotion, with codes that nobody can guess."""

    _name = "channel.coupon.generate"
    _description = "Generate Coupons"
    _inherit = "channel.reference.guard"
    _channel_private = True

    _visible_fields = ("promotion_id", "node_id")

    promotion_id = fields.Many2one(
        "channel.promotion", required=True, readonly=True, ondelete="cascade"
    )
    number = fields.Integer(string="Number of Coupons", default=100, required=True)
    prefix = fields.Char(help="What all codes start with.")
    characters = fields.Integer(default=10, required=True, help="After the prefix.")
    node_id = fields.Many2one("channel.node", string="Customer")
    most_uses = fields.Integer(string="Uses of Each", default=1)
    date_end = fields.Date(string="Until")

    def _open_for(self, promotion):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Generate Coupons"),
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "context": {"default_promotion_id": promotion.id},
        }

    def action_generate(self):
        self.ensure_one()
        self._check_numbers()
        coupons = self.env["channel.coupon"].create(
            [self._prepare_coupon_values(code) for code in self._make_codes()]
        )
        action = self.env["ir.actions.actions"]._for_xml_id(
            "fmcg_promotion.channel_coupon_action"
        )
        return action | {"domain": [("id", "in", coupons.ids)], "context": {}}

    def _check_numbers(self):
        if not 1 <= self.number <= MOST_CODES:
            raise UserError(
                self.env._(
                    "Number of Coupons: %(number)s does not lie between 1 and %(most)s. "
                    "Change it.",
                    number=self.number,
                    most=MOST_CODES,
                )
            )
        if not SHORTEST <= self.characters <= 32:
            raise UserError(
                self.env._(
                    "Characters: %(characters)s does not lie between %(least)s and 32. "
                    "Shorter codes can be guessed, longer ones nobody types. Change it.",
                    characters=self.characters,
                    least=SHORTEST,
                )
            )

    def _make_codes(self):
        """New codes, none of which the seller has."""
        codes = set()
        while len(codes) < self.number:
            drawn = {self._draw_code() for _n in range(self.number - len(codes))}
            codes |= drawn - self._find_taken(drawn)
        return sorted(codes)

    def _draw_code(self):
        prefix = self.env["channel.coupon"]._normalize_code(self.prefix)
        return prefix + "".join(
            secrets.choice(ALPHABET) for _n in range(self.characters)
        )

    def _find_taken(self, codes):
        taken = self.env["channel.coupon"].search(
            [
                ("company_id", "=", self.promotion_id.company_id.id),
                ("code", "in", list(codes)),
            ]
        )
        return set(taken.mapped("code"))

    def _prepare_coupon_values(self, code):
        return {
            "promotion_id": self.promotion_id.id,
            "code": code,
            "node_id": self.node_id.id,
            "most_uses": self.most_uses,
            "date_end": self.date_end,
        }
