from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..engine import passing


class ResUsers(models.Model):
    _inherit = "res.users"

    channel_superior_id = fields.Many2one(
        "res.users",
        string="Superior",
        index="btree_not_null",
        domain="[('share', '=', False), ('company_ids', 'in', company_ids)]",
        help="Approves the orders of this salesperson where a rule says so, and what "
        "is above the limit of this approver.",
    )
    # Not one field with two directions: whoever is named names back.
    same_person_ids = fields.Many2many(
        "res.users",
        "res_users_same_person_rel",
        "user_id",
        "other_id",
        string="Same Person as",
        groups="base.group_erp_manager",
        copy=False,
        help="Other accounts of the same person: none of them decides about what "
        "another one has entered.",
    )
    same_person_of_ids = fields.Many2many(
        "res.users",
        "res_users_same_person_rel",
        "other_id",
        "user_id",
        string="Named as Same Person by",
        groups="base.group_erp_manager",
        copy=False,
    )

    @api.model
    def review_user_count(self):
        """OCA calls documents by the name that they have in the code."""
        counts = super().review_user_count()
        for count in counts:
            count["name"] = self.env["ir.model"]._get(count["model"]).name
        return counts

    def _get_same_persons(self):
        """These users and all accounts that are declared to be the same persons,
        whichever side declared it, archived accounts included."""
        found = self.sudo().with_context(active_test=False)
        while True:
            wider = found | found.same_person_ids | found.same_person_of_ids
            if wider == found:
                return found.with_env(self.env).sudo()
            found = wider

    @api.constrains("channel_superior_id", "company_ids")
    def _check_channel_superior(self):
        for user in self.sudo().filtered("channel_superior_id"):
            superior = user.channel_superior_id
            if superior == user:
                raise ValidationError(
                    self.env._(
                        "Superior: %s cannot be their own superior. Choose somebody "
                        "else.",
                        user.name,
                    )
                )
            if superior.share or not superior.company_ids & user.company_ids:
                raise ValidationError(
                    self.env._(
                        "Superior: %(superior)s does not work with %(user)s. Choose a "
                        "colleague of the same enterprise.",
                        superior=superior.name,
                        user=user.name,
                    )
                )

    def _get_superiors(self):
        """All who stand above these users: dict from user id to the one above."""
        above, seen, level = {}, self.browse(), self.sudo()
        while level:
            above |= {user.id: user.channel_superior_id.id for user in level}
            seen |= level
            level = level.channel_superior_id - seen
        return {user_id: superior for user_id, superior in above.items() if superior}

    def _find_nearest_superiors(self, barred):
        """The nearest superior of each of these users who is none of ``barred``."""
        superiors = self._get_superiors()
        ids = frozenset(barred.ids)
        found = {passing.find_superior(id_, superiors, ids) for id_ in self.ids}
        return self.sudo().browse(filter(None, found))

    def _get_approving_companies(self):
        """Enterprises whose orders this user approves: by a rule or a limit that names
        the user, by a role, or because a review has asked.

        :rtype: res.company
        """
        self.ensure_one()
        rules = self.env["tier.definition"].sudo().search(
            Domain("model", "=", "sale.order")
            & Domain.OR(
                [
                    Domain("reviewer_id", "=", self.id),
                    Domain("person_ids", "in", self.ids),
                    Domain("escalate_user_id", "=", self.id),
                    Domain("reviewer_group_id", "in", self.sudo().all_group_ids.ids),
                ]
            )
        )
        limits = self.env["channel.approver.limit"].sudo()
        limits = limits.search([("user_id", "=", self.id)])
        reviews = self.env["tier.review"].sudo()._read_group(
            [("model", "=", "sale.order"), ("reviewer_ids", "in", self.ids)],
            ["company_id"],
        )
        found = rules.company_id | limits.company_id
        return found.union(*(company for (company,) in reviews))

    def _works_for(self, company):
        """Whether this is one of the staff of an enterprise, at present or not."""
        self.ensure_one()
        return not self.share and company in self.company_ids

    def _keep_staff_of(self, company):
        """Those of these users who work for an enterprise."""
        return self.filtered(lambda user: user.active and user._works_for(company))

    def _check_staff_of(self, company):
        """:raise ValidationError: when one of these users does not work for ``company``"""
        for user in self:
            if not user._works_for(company):
                raise ValidationError(
                    self.env._(
                        "%(user)s does not work for %(company)s. Choose one of its "
                        "staff.",
                        user=user.name,
                        company=company.name,
                    )
                )
