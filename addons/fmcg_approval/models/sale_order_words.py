from markupsafe import Markup

from odoo import api, models

from odoo.addons.fmcg_channel.words import join_names


class SaleOrder(models.Model):
    """What OCA says about a review, in words that are translated here.

    Terms of Python code are looked up in their own add-on's files only; those of OCA's
    views and fields are in ``i18n_extra/``.
    """

    _inherit = "sale.order"

    def _add_tier_validation_buttons(self, node, params):
        """Orders of the channel are asked about when they are submitted."""
        buttons = super()._add_tier_validation_buttons(node, params)
        if not self.env.user._channel_sees_prices():
            # the warehouse opens orders, and changes none
            for button in buttons.xpath("//button[@name='restart_validation']"):
                button.getparent().remove(button)
        self._hide_in_channel(buttons, "//button[@name='request_validation']")
        return buttons

    def _add_tier_validation_label(self, node, params):
        """The gate's banner says what they wait for, and has the approver's buttons."""
        label = super()._add_tier_validation_label(node, params)
        self._hide_in_channel(label, "/div/div")
        return label

    @api.model
    def _hide_in_channel(self, node, expression):
        for element in node.xpath(expression):
            hidden = element.get("invisible")
            element.set("invisible", f"buyer_node_id or ({hidden or 'False'})")

    def _get_to_validate_message(self):
        pending = self.review_ids.filtered(lambda review: review.status == "pending")
        names = join_names(self.env, filter(None, pending.mapped("todo_by")))
        if not names:
            return super()._get_to_validate_message()
        icon = Markup('<i class="fa fa-lg fa-info-circle"></i> ')
        return icon + self.env._("Waiting for approval by %s.", names)

    def _compute_next_review(self):
        result = super()._compute_next_review()
        for order in self:
            pending = order.review_ids.sorted("sequence").filtered(
                lambda review: review.status == "pending"
            )[:1]
            if pending:
                order.next_review = pending.name
        return result

    def _notify_requested_review_body(self, tier_reviews=None):
        if not tier_reviews:
            return super()._notify_requested_review_body(tier_reviews)
        approvers = filter(None, tier_reviews.mapped("todo_by"))
        return self.env._(
            "%(requester)s asks %(approvers)s for approval.",
            requester=(tier_reviews[:1].requested_by or self.env.user).display_name,
            approvers=join_names(self.env, approvers),
        )

    def _notify_restarted_review_body(self):
        return self.env._("%s took the order back.", self.env.user.display_name)
