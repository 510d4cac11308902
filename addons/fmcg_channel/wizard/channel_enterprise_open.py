from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class ChannelEnterpriseOpen(models.TransientModel):
    """Open a node as an enterprise: everything that it needs to sell, in one go."""

    _name = "channel.enterprise.open"
    _description = "Open an Enterprise"
    _channel_private = True

    node_id = fields.Many2one("channel.node", required=True, ondelete="cascade")
    country_id = fields.Many2one(
        "res.country",
        required=True,
        compute="_compute_country_id",
        store=True,
        readonly=False,
        precompute=True,
        help="Decides the chart of accounts.",
    )
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        compute="_compute_currency_id",
        store=True,
        readonly=False,
        precompute=True,
    )
    warehouse_code = fields.Char(size=5, required=True, default="WH")
    admin_name = fields.Char(string="Administrator", required=True)
    admin_login = fields.Char(string="Login", required=True)

    @api.depends("node_id")
    def _compute_country_id(self):
        for wizard in self:
            node = wizard.node_id
            wizard.country_id = (
                node.partner_id.country_id
                or node.territory_id.country_id
                or self.env.company.country_id
            )

    @api.depends("country_id")
    def _compute_currency_id(self):
        for wizard in self:
            wizard.currency_id = (
                wizard.country_id.currency_id or self.env.company.currency_id
            )

    def action_open(self):
        self.ensure_one()
        company = self._open()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "%s is open: it has its books, a warehouse, a price list and an "
                    "administrator.",
                    company.name,
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _open(self, **admin_values):
        """Create company, chart of accounts, warehouse, price list, administrator.

        :param admin_values: further values of the administrator's user; without a
            password an invitation is sent
        :return: the new ``res.company``
        :raise UserError: when the node cannot become an enterprise
        """
        self._check_can_open()
        template = self._get_chart_template()
        # in English: names are translated from it, whoever opens the enterprise
        opening = self.with_context(lang="en_US")
        company = opening._create_company().with_env(self.env)
        opening._load_chart(company.with_env(opening.env), template)
        opening._create_warehouse(company.with_env(opening.env))
        opening._create_base_pricelist(company.with_env(opening.env))
        company._name_in_own_language()
        self._create_administrator(company, **admin_values)
        return company

    def _check_can_open(self):
        if not self.env.is_system():
            raise AccessError(
                self.env._("Only the system administrator opens enterprises.")
            )
        node = self.node_id
        if node.company_id:
            raise UserError(self.env._("%s is an enterprise already.", node.name))
        if not node.tier_id.can_sell:
            raise UserError(
                self.env._(
                    "%(node)s cannot sell: its tier %(tier)s only buys. Change the "
                    "node's tier first.",
                    node=node.name,
                    tier=node.tier_id.name,
                )
            )
        if node.state != "active":
            raise UserError(
                self.env._("%s is not active. Resume the node first.", node.name)
            )

    def _create_company(self):
        node = self.node_id
        node.partner_id.country_id = self.country_id
        # chart_template_load: else core loads the chart once more when it commits
        # (and installs localisation apps at once, in transactions of their own)
        # disable_company_pricelist_creation: _create_base_pricelist names a better one
        opening = self.env["res.company"].with_context(
            chart_template_load=True,
            channel_opening=True,
            disable_company_pricelist_creation=True,
        )
        created = opening.create(self._prepare_company_values())
        company = created.with_env(self.env)
        node.company_id = company
        node.sudo().agreement_ids._set_transit_locations()
        return company

    def _prepare_company_values(self):
        values = {
            "name": self.node_id.name,
            "partner_id": self.node_id.partner_id.id,
            "country_id": self.country_id.id,
            "currency_id": self.currency_id.id,
        }
        if "iap_enrich_auto_done" in self.env["res.company"]._fields:
            # else partner_autocomplete asks a server on the Internet, in the middle
            # of this transaction, what it knows about the company
            values["iap_enrich_auto_done"] = True
        return values

    def _load_chart(self, company, template):
        if not company.chart_template:
            self.env["account.chart.template"].try_loading(
                template, company, install_demo=False
            )
        # a chart brings its own country's currency
        company.currency_id = self.currency_id

    def _get_chart_template(self):
        """Code of the chart of accounts for the enterprise's country.

        :raise UserError: when its app is not installed: installing one commits, so
            that a half-opened enterprise could be left behind
        """
        ChartTemplate = self.env["account.chart.template"]
        code = ChartTemplate._guess_chart_template(self.country_id)
        template = ChartTemplate._get_chart_template_mapping()[code]
        if template["country_id"] != self.country_id.id:
            return "generic_coa"  # the country has no chart of its own
        module = self.env["ir.module.module"]._get(template["module"])
        if module.state == "uninstalled":
            raise UserError(
                self.env._(
                    "Country: the chart of accounts of %(country)s is in the app "
                    "%(app)s. Install that app first.",
                    country=self.country_id.name,
                    app=module.shortdesc,
                )
            )
        return code

    def _create_warehouse(self, company):
        Warehouse = self.env["stock.warehouse"].with_company(company)
        values = self._prepare_warehouse_values(company)
        warehouse = Warehouse.search([("company_id", "=", company.id)], limit=1)
        if warehouse:
            warehouse.write(values)
            return warehouse
        return Warehouse.create(values)

    def _prepare_warehouse_values(self, company):
        return {
            "name": company.name,
            "code": self.warehouse_code,
            "company_id": company.id,
            "partner_id": company.partner_id.id,
            "delivery_steps": "pick_ship",
        }

    def _create_base_pricelist(self, company):
        """The list that prices every customer who has no other one.

        Core falls back to a company's first list, and has created it already where
        price lists were enabled for the user.
        """
        Pricelist = self.env["product.pricelist"].with_company(company)
        values = {
            "name": company._name_base_pricelist(company.name),
            "company_id": company.id,
            "currency_id": company.currency_id.id,
        }
        pricelist = Pricelist.search([("company_id", "=", company.id)], limit=1)
        if pricelist:
            pricelist.write(values)
            return pricelist
        return Pricelist.create(values)

    def _create_administrator(self, company, **values):
        role = self.env.ref("fmcg_channel.role_enterprise_admin")
        user = self.env["res.users"]._create_channel_staff(
            company, self.admin_name, self.admin_login, role, **values
        )
        if "password" not in values and user.email:
            user.with_context(create_user=True).action_reset_password()
        return user
