from odoo import api, fields, models

DESK = "fmcg_order_desk.channel_order_desk_action"
ROLES = ("fmcg_channel.group_salesperson", "fmcg_channel.group_customer_service")


class ResUsers(models.Model):
    """Who takes orders all day may begin the day at the desk."""

    _inherit = "res.users"

    starts_at_desk = fields.Boolean(
        string="Start at the Order Desk",
        compute="_compute_starts_at_desk",
        inverse="_inverse_starts_at_desk",
        help="The order desk is the first page after logging in.",
    )
    can_start_at_desk = fields.Boolean(compute="_compute_can_start_at_desk")

    @property
    def SELF_READABLE_FIELDS(self):
        return super().SELF_READABLE_FIELDS + ["starts_at_desk", "can_start_at_desk"]

    @property
    def SELF_WRITEABLE_FIELDS(self):
        return super().SELF_WRITEABLE_FIELDS + ["starts_at_desk"]

    @api.depends("action_id")
    def _compute_starts_at_desk(self):
        desk = self.env.ref(DESK).sudo()
        for user in self:
            user.starts_at_desk = user.sudo().action_id.id == desk.id

    def _inverse_starts_at_desk(self):
        """Another first page is left alone when the desk is not it."""
        desk = self.env.ref(DESK).sudo()
        for user in self:
            if user.starts_at_desk and user.can_start_at_desk:
                user.action_id = desk.id
            elif user.sudo().action_id.id == desk.id:
                user.action_id = False

    def _compute_can_start_at_desk(self):
        for user in self:
            user.can_start_at_desk = any(user.has_group(role) for role in ROLES)
