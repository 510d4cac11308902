from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResUsers(models.Model):
    _inherit = "res.users"

    def _channel_is_confined(self):
        """Whether the record rules keep this user to the own enterprise's business.

        System administrators see the whole database. Portal users have core's portal
        rules. Internal users in none of our roles are not staff of an enterprise and
        keep core's own rules, so that other apps go on as they are.
        """
        return self.has_group(
            "fmcg_channel.group_channel_user"
        ) and not self.has_group("base.group_system")

    def _channel_is_staff(self):
        """As ``_channel_is_confined``, also while the roles of a new user are still on
        their way to its groups."""
        user = self.sudo()
        groups = user.all_group_ids | user.role_line_ids.role_id.all_implied_ids
        ref = self.env["ir.model.data"]._xmlid_to_res_id
        return (
            ref("fmcg_channel.group_channel_user") in groups.ids
            and ref("base.group_system") not in groups.ids
        )

    def _channel_sees_prices(self):
        """Whether prices, costs and margins may be shown to this user.

        Only someone who is in the warehouse role and in no role that deals with
        money is kept from them.
        """
        return not self.has_group(
            "fmcg_channel.group_warehouse"
        ) or self.has_group("fmcg_channel.group_see_prices")

    def _channel_get_priced_papers(self):
        """Hook: models of papers whose mails and files quote prices that the user does
        not see."""
        return [] if self._channel_sees_prices() else ["sale.order", "sale.order.line"]

    def _channel_edits_prices(self):
        """Whether this user may set prices and terms of sale."""
        restricted = self.has_group(
            "fmcg_channel.group_warehouse"
        ) or self.has_group("fmcg_channel.group_customer_service")
        return not restricted or self.has_group("fmcg_channel.group_edit_prices")

    @api.model
    def _get_signup_invitation_scope(self):
        """By invitation only, whatever Odoo's setting says: who registered by itself
        would have a login and no supplier. Strangers apply (``channel.application``)."""
        return "b2b"

    @api.model
    def _get_channel_admins(self, company):
        """The administrators of an enterprise; whoever runs the platform does not trade."""
        group = self.env.ref("fmcg_channel.group_enterprise_admin")
        admins = self.sudo().search(
            [
                ("all_group_ids", "in", group.id),
                ("company_ids", "in", company.id),
                ("share", "=", False),
            ]
        )
        return admins.filtered(lambda user: not user.has_group("base.group_system"))

    @api.model
    def _portal_users_of(self, partners):
        """Portal users of legal entities (``res.partner``), contacts included."""
        return self.search(
            [
                ("share", "=", True),
                ("partner_id.commercial_partner_id", "in", partners.ids),
            ]
        )

    @api.model_create_multi
    def create(self, vals_list):
        users = super().create(vals_list)
        users.sudo()._join_supplier_companies()
        return users

    def _join_supplier_companies(self):
        """Give portal users the companies of the suppliers that vouch for them."""
        for user in self.filtered("share"):
            node = user.partner_id.channel_node_id
            companies = (node.agreement_ids.company_id | node.company_id).filtered(
                user._is_vouched_by
            )
            if companies - user.company_ids:
                user.company_ids |= companies

    def _is_vouched_by(self, company):
        """Whether this portal user may see its legal entity's documents at ``company``.

        Several enterprises sell to one retailer. If whoever one of them invites saw
        the others' documents as well, an enterprise could invite itself in a
        retailer's name and read its competitors' prices. So staff vouch for their own
        enterprise only, and the system administrator for all.
        """
        creator = self.sudo().create_uid
        return not creator._channel_is_confined() or company in creator.company_ids

    @api.model
    def _check_login_is_free(self, login):
        """Refuse a login that anybody has, archived users included."""
        everybody = self.sudo().with_context(active_test=False)
        if everybody.search_count([("login", "=", login)], limit=1):
            raise ValidationError(
                self.env._("Login: %s is taken. Choose another login.", login)
            )

    @api.model
    def _create_channel_staff(self, company, name, login, roles, **values):
        """Create an internal user who works for one enterprise only.

        :param company: ``res.company`` of the enterprise
        :param roles: ``res.users.role`` records, at least one
        :param values: further values of the user, such as ``password``
        :raise ValidationError: when the login is taken or no role is given
        """
        if not roles:
            raise ValidationError(self.env._("Roles: choose at least one role."))
        self._check_login_is_free(login)
        return self.sudo().create(
            {
                "name": name,
                "login": login,
                "email": values.pop("email", login if "@" in login else False),
                "company_id": company.id,
                "company_ids": [fields.Command.set(company.ids)],
                "role_line_ids": [
                    fields.Command.create({"role_id": role.id}) for role in roles
                ],
                **values,
            }
        )

    @api.model
    def _create_channel_portal_user(self, partner, login, role, **values):
        """Create a portal user for a legal entity of the channel.

        :param partner: the contact (``res.partner``) who logs in
        :param role: ``res.users.role`` of the portal buyer or seller
        """
        self._check_login_is_free(login)
        node = partner.sudo().channel_node_id
        companies = node.agreement_ids.company_id | node.company_id
        if self.env.user._channel_is_confined():
            companies &= self.env.user.company_ids  # see _is_vouched_by
        company = companies[:1] or self.env.company
        return self.sudo().create(
            {
                "partner_id": partner.id,
                "login": login,
                "company_id": company.id,
                "company_ids": [fields.Command.set((companies | company).ids)],
                "group_ids": [fields.Command.set(role.group_id.all_implied_ids.ids)],
                "role_line_ids": [fields.Command.create({"role_id": role.id})],
                **values,
            }
        )
