from odoo import api, fields, models
from odoo.exceptions import AccessError

# What deciding a review writes; everything else says which document it is about.
DECISION_FIELDS = {"status", "done_by", "reviewed_date", "comment", "can_review"}
DECIDED = ("approved", "rejected")


class TierReview(models.Model):
    """OCA lets every internal user write, create and delete any review."""

    _inherit = "tier.review"

    # OCA takes the company of the definition: that of a definition for all
    # enterprises is none, and its reviews would be seen by all of them.
    company_id = fields.Many2one(
        "res.company",
        related=None,
        compute="_compute_company_id",
        compute_sudo=True,
        store=True,
        readonly=True,
    )

    @api.depends("definition_id.company_id", "model", "res_id")
    def _compute_company_id(self):
        for review in self:
            document = review._get_document()
            company = document and document._fields.get("company_id")
            review.company_id = (
                document.company_id if company else review.definition_id.company_id
            )

    def _get_document(self):
        """The document under review; empty when it or its model is gone."""
        self.ensure_one()
        if self.model not in self.env or not self.res_id:
            return self.browse()
        return self.env[self.model].browse(self.res_id).exists()

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            for vals in vals_list:
                if vals.get("status") in DECIDED:
                    self._refuse_change()
        reviews = super().create(vals_list)
        if not self.env.su:
            reviews._check_document_access()
        return reviews

    def write(self, vals):
        if not self.env.su:
            self._check_change_allowed(vals)
        return super().write(vals)

    def unlink(self):
        if not self.env.su:
            self._check_document_access()
        return super().unlink()

    def _check_document_access(self):
        """Asking for a review and taking it back is changing the document."""
        for review in self.sudo():
            review._get_document().sudo(False).check_access("write")

    def _check_change_allowed(self, vals):
        if not vals.keys() <= DECISION_FIELDS:
            self._refuse_change()
        if vals.get("done_by", self.env.uid) != self.env.uid:
            self._refuse_change()
        for review in self.sudo():
            by_reviewer = self.env.user in review.reviewer_ids
            if not by_reviewer and not review._moves_by_itself(vals):
                self._refuse_change()

    def _moves_by_itself(self, vals):
        """Whether OCA may write this on whoever's behalf: the next tier opens, or
        closes because another one has rejected the document."""
        if "comment" in vals:
            return False
        status = vals.get("status", self.status)
        if status == "cancel":
            return "rejected" in self._get_document().review_ids.mapped("status")
        return status == self.status or (self.status, status) == ("waiting", "pending")

    @api.model
    def _refuse_change(self):
        raise AccessError(
            self.env._("A review is decided by its reviewers, with its own buttons.")
        )
