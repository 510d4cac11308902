from odoo import api, fields, models
from odoo.fields import Domain

from ..engine import audience as audiences

AUDIENCES = [
    (audiences.ALL, "Everybody"),
    (audiences.TIER, "Tier"),
    (audiences.TERRITORY, "Territory"),
    (audiences.GRADE, "Grade"),
    (audiences.NODE, "Customer"),
]

TARGETS = {
    audiences.TIER: "tier_id",
    audiences.TERRITORY: "territory_id",
    audiences.GRADE: "grade_id",
    audiences.NODE: "node_id",
}


class ChannelAudienceMixin(models.AbstractModel):
    """A rule of a seller that speaks to some of its buyers.

    How to use: inherit it in a model with a ``company_id`` (the seller), find the rules
    that may speak to buyers with ``_get_audience_domain``, sort them with
    ``_group_by_audience`` and look up what ``Buyer.audiences()`` gives
    (``engine/audience.py``).
    """

    _name = "channel.audience.mixin"
    _description = "Audience of a Rule"
    _inherit = "channel.reference.guard"

    _visible_fields = ("node_id",)

    audience = fields.Selection(
        AUDIENCES,
        string="For",
        default=audiences.ALL,
        required=True,
        help="An outlet beats a grade, a grade beats a territory, a smaller territory "
        "beats a larger one, a territory beats a tier, a tier beats everybody.",
    )
    tier_id = fields.Many2one("channel.tier", ondelete="cascade")
    territory_id = fields.Many2one("channel.territory", ondelete="cascade")
    grade_id = fields.Many2one("channel.grade", check_company=True, ondelete="cascade")
    node_id = fields.Many2one(
        "channel.node", string="Customer", index="btree_not_null", ondelete="cascade"
    )
    audience_name = fields.Char(compute="_compute_audience_name", string="Audience")

    _audience_named = models.Constraint(
        """CHECK ((audience = 'tier') = (tier_id IS NOT NULL)
              AND (audience = 'territory') = (territory_id IS NOT NULL)
              AND (audience = 'grade') = (grade_id IS NOT NULL)
              AND (audience = 'node') = (node_id IS NOT NULL))""",
        "For: name the one tier, territory, grade or outlet that the rule is for, and "
        "nothing else.",
    )

    @api.depends("audience", *TARGETS.values())
    def _compute_audience_name(self):
        labels = dict(self._fields["audience"]._description_selection(self.env))
        for rule in self:
            target = rule._get_audience_target()
            rule.audience_name = target.display_name or labels.get(rule.audience)

    @api.onchange("audience")
    def _onchange_audience(self):
        """Forget what the rule was for before."""
        for kind, name in TARGETS.items():
            if kind != self.audience:
                self[name] = False

    def _get_audience_target(self):
        """The tier, territory, grade or node; empty for everybody. Named without
        asking who looks: the rule itself has been checked."""
        self.ensure_one()
        return self.sudo()[TARGETS.get(self.audience, "node_id")]

    def _get_audience(self):
        """For the engine."""
        self.ensure_one()
        name = TARGETS.get(self.audience)
        return audiences.Audience(self.audience, self[name].id if name else 0)

    def _group_by_audience(self):
        """Dict from (company id, engine audience) to the rules, in their order."""
        return self.grouped(lambda rule: (rule.company_id.id, rule._get_audience()))

    def _get_same_audience_domain(self):
        """Rules of the same seller for exactly the same buyers."""
        self.ensure_one()
        names = ("company_id", *TARGETS.values())
        return Domain("audience", "=", self.audience) & Domain.AND(
            Domain(name, "=", self[name].id) for name in names
        )

    @api.model
    def _get_audience_domain(self, agreements):
        """Rules that may speak to a buyer of ``agreements``; a superset for several."""
        buyers = [agreement._get_buyer_facts() for agreement in agreements]
        territories = {id_ for buyer in buyers for id_ in buyer.territories}
        return Domain("company_id", "in", agreements.company_id.ids) & Domain.OR(
            [
                Domain("audience", "=", audiences.ALL),
                Domain("tier_id", "in", [buyer.tier for buyer in buyers]),
                Domain("territory_id", "in", list(territories)),
                Domain("grade_id", "in", [buyer.grade for buyer in buyers]),
                Domain("node_id", "in", [buyer.node for buyer in buyers]),
            ]
        )

    @api.model
    def _get_force_domain(self, companies):
        """Rules with dates that are in force today, each seller's own today."""
        days = companies.grouped(lambda company: company._get_channel_today())
        return Domain.OR(
            Domain("company_id", "in", group.ids)
            & (Domain("date_start", "=", False) | Domain("date_start", "<=", day))
            & (Domain("date_end", "=", False) | Domain("date_end", ">=", day))
            for day, group in days.items()
        )
