"""Whose are the rows that core shows to everybody: see ``IrRule._get_confinement``."""

from odoo import models
from odoo.fields import Domain
from odoo.orm.domains import DomainCustom
from odoo.tools import SQL

# By the company that a path leads to; core has no rule for these.
COMPANY_PATHS = {
    "account.fiscal.position.account": "company_id",
    # core deletes its partial ones first
    "account.full.reconcile": "reconciled_line_ids.company_id",
    "account.journal.group": "company_id",
    "account.lock_exception": "company_id",
    "account.partial.reconcile": "company_id",
    "account.payment.method.line": "journal_id.company_id",
    "account.tax.repartition.line": "company_id",
    "digest.digest": "company_id",
    "iap.account": "company_ids",
    "ir.sequence": "company_id",
    "ir.sequence.date_range": "sequence_id.company_id",
    "mail.activity.plan": "company_id",
    "mail.activity.plan.template": "plan_id.company_id",
    "product.attribute.custom.value": "sale_order_line_id.company_id",
    "product.template.attribute.exclusion": "product_tmpl_id.company_id",
    "resource.calendar": "company_id",
    "resource.calendar.attendance": "calendar_id.company_id",
    "snailmail.letter": "company_id",
    "stock.package.history": "company_id",
    "stock.storage.category.capacity": "storage_category_id.company_id",
    "tier.validation.exception": "company_id",
    "utm.campaign": "company_id",
}

# By who made them. Where core has a rule by company, it lets rows without one pass.
MADE_BY_STAFF = frozenset(
    {
        "account.analytic.account",
        "account.analytic.distribution.model",
        "account.analytic.plan",
        "account.bank.statement",
        "account.cash.rounding",
        "account.incoterms",
        "account.payment.term",
        "account.payment.term.line",
        "account.report",
        "account.report.column",
        "account.report.expression",
        "account.report.line",
        "barcode.nomenclature",
        "barcode.rule",
        "base_import.mapping",
        "crm.tag",
        "crm.team",
        "delivery.carrier",
        "delivery.price.rule",
        "discuss.gif.favorite",
        "ir.embedded.actions",
        "ir.exports",
        "ir.exports.line",
        "ir.filters",
        "mail.activity.type",
        "mail.canned.response",
        "mail.template",
        "quotation.document",
        "report.layout",
        "res.currency.rate",
        "resource.calendar.leaves",
        "sale.order.template",
        "sale.order.template.line",
        "sale.order.template.option",
        "sms.template",
        "spreadsheet.dashboard.share",
        "stock.package",
        "stock.package.type",
        "stock.putaway.rule",
        "stock.scrap.reason.tag",
        "stock.storage.category",
        "tier.review",
        "utm.medium",
        "utm.source",
        "utm.stage",
        "utm.tag",
    }
)

# Read by all, and asked for too often to look up who made each row: staff change what
# has their company only.
KEPT = frozenset(
    {"account.payment.method", "res.currency", "stock.location", "stock.route"}
)


class IrRule(models.Model):
    _inherit = "ir.rule"

    def _get_confinement(self, model_name, mode):
        """What keeps staff of enterprises to their own rows, where core has no rule.

        A row belongs to the company that ``COMPANY_PATHS`` leads to; without one, to
        the enterprise of the member of staff who made it; and what the system or its
        administrators made is read by all and changed by none.

        :return: ``Domain``; the test of the registry fails on a model that lacks one
        """
        if self.env.su or not self.env.user._channel_is_confined():
            return Domain.TRUE
        special = SPECIAL.get(model_name)
        if special:
            return getattr(self, special)(mode)
        if model_name in KEPT:
            return self._get_kept_domain(model_name, mode)
        path = COMPANY_PATHS.get(model_name)
        if path:
            return self._get_owned_domain(path, mode)
        if model_name in MADE_BY_STAFF:
            company = self.env[model_name]._fields.get("company_id")
            return self._get_owned_domain(
                company and company.store and "company_id", mode
            )
        return Domain.TRUE

    def _get_owned_domain(self, path, mode):
        """Rows of own companies, and those without one by who made them.

        :param path: path to the company, or None where rows have none
        """
        made = self._get_made_domain(mode)
        if not path:
            return made
        return self._follow(path, self.env.companies.ids) | (
            self._follow(path, [False]) & made
        )

    def _follow(self, path, company_ids):
        """Rows whose ``path`` leads to one of the companies, whatever else hides them.

        ``[False]``: rows whose path leads to none.
        """
        name, _dot, rest = path.partition(".")
        if not rest:
            return Domain(name, "in", company_ids)
        if company_ids == [False]:
            return Domain(name, "not any!", Domain(rest, "!=", False))
        return Domain(name, "any!", self._follow(rest, company_ids))

    def _get_made_domain(self, mode):
        """Rows made by staff of own companies; to read, also those of the system."""
        if mode != "read":
            return Domain("create_uid", "any!", self._get_staff_domain())
        return Domain("create_uid", "=", False) | Domain(
            "create_uid", "any!", self._get_staff_domain() | self._get_system_domain()
        )

    def _get_staff_domain(self):
        """Users: staff of own companies. Whoever opens enterprises belongs to many.

        Not ``~self._get_system_domain()``: core searches ``all_group_ids`` "not in" as
        users with *some* other group, which everybody has.
        """
        system = Domain("all_implied_ids", "in", [self._get_system_group_id()])
        return (
            Domain("company_ids", "in", self.env.companies.ids)
            & Domain("share", "=", False)
            & Domain("group_ids", "not any!", system)
        )

    def _get_system_domain(self):
        return Domain("all_group_ids", "in", [self._get_system_group_id()])

    def _get_system_group_id(self):
        return self.env["ir.model.data"]._xmlid_to_res_id("base.group_system")

    def _get_kept_domain(self, model_name, mode):
        if mode == "read":
            return Domain.TRUE
        if "company_id" not in self.env[model_name]._fields:
            return Domain.FALSE
        return Domain("company_id", "in", self.env.companies.ids)

    # -- models with a law of their own -------------------------------------------------

    def _get_default_domain(self, mode):
        """Defaults: own ones, and those of own companies that are for everybody."""
        user = Domain("user_id", "=", self.env.uid)
        companies = self.env.companies.ids
        if mode != "read":
            return user | Domain("company_id", "in", companies)
        return Domain("user_id", "in", [False, self.env.uid]) & Domain(
            "company_id", "in", [*companies, False]
        )

    def _get_alias_domain(self, mode):
        """Addresses for mail: not those of other enterprises' journals."""
        foreign = self.env["account.journal"].sudo().with_context(active_test=False)
        journals = foreign._search([("company_id", "not in", self.env.companies.ids)])
        return Domain("id", "not in", journals.subselect("alias_id"))

    def _get_people_domain(self, path):
        """Rows whose ``path`` leads to somebody of the own enterprises, or to the
        system."""
        root = self.env["ir.model.data"]._xmlid_to_res_id("base.partner_root")
        companies = self.env.companies.ids
        return Domain(
            path,
            "any!",
            Domain("id", "in", [root, self.env.user.partner_id.id])
            | Domain("user_ids", "any!", Domain("company_ids", "in", companies)),
        )

    def _get_activity_domain(self, mode):
        """Activities of colleagues, and those that colleagues gave to others: also on a
        customer that rivals share."""
        staff = self._get_staff_domain()
        return Domain("user_id", "any!", staff) | Domain("create_uid", "any!", staff)

    def _get_team_member_domain(self, mode):
        return Domain(
            "user_id", "any!", Domain("company_ids", "in", self.env.companies.ids)
        )

    def _get_notification_domain(self, mode):
        """Notifications of oneself, by oneself, or about own documents: a customer that
        rivals share is notified by them as well."""
        partner = self.env.user.partner_id.ids
        message = Domain("record_company_id", "in", self.env.companies.ids)
        papers = self.env.user._channel_get_priced_papers()
        if papers:
            message &= Domain("model", "not in", papers)
        return (
            Domain("res_partner_id", "in", partner)
            | Domain("author_id", "in", partner)
            | Domain("mail_message_id", "any!", message)
        )

    def _get_follower_domain(self, mode):
        """Followers: colleagues, and whoever follows own documents: a customer that
        rivals share follows their orders as well."""
        return self._get_people_domain("partner_id") & Domain(
            "partner_id.partner_share", "=", False
        ) | DomainCustom(self._get_own_document_sql)

    def _get_own_document_sql(self, model, alias, _query):
        """Rows whose ``res_model`` and ``res_id`` name a document of own companies."""
        companies = tuple(self.env.companies.ids)
        name = SQL.identifier(alias, "res_model")
        id_ = SQL.identifier(alias, "res_id")
        return SQL(
            "(%s)",
            SQL(" OR ").join(
                SQL(
                    "(%s = %s AND EXISTS (SELECT FROM %s own WHERE own.id = %s"
                    " AND own.company_id IN %s))",
                    name,
                    document._name,
                    SQL.identifier(document._table),
                    id_,
                    companies,
                )
                for document in self._get_owned_threads()
            ),
        )

    def _get_owned_threads(self):
        """Models of documents with a chatter that are each of one company."""
        thread = self.env.registry["mail.thread"]
        for model in self.env.registry.values():
            company = model._fields.get("company_id")
            if company and company.store and company.column_type and model._auto:
                if issubclass(model, thread) and not model._abstract:
                    yield model

    def _get_channel_domain(self, mode):
        """Channels of colleagues and those that one has been asked into.

        What everybody joins unasked, such as #general, would bring the staff of all
        enterprises together.
        """
        made = Domain("create_uid", "any!", self._get_staff_domain())
        joined = Domain("is_member", "=", True) | Domain(
            "parent_channel_id.is_member", "=", True
        )
        return made | joined & Domain("group_ids", "=", False)

    def _get_channel_member_domain(self, mode):
        return Domain("channel_id", "any!", self._get_channel_domain(mode)) & (
            self._get_people_domain("partner_id") | Domain("guest_id", "!=", False)
        )

    def _get_guest_domain(self, mode):
        return Domain("channel_ids", "any!", self._get_channel_domain(mode))

    def _get_lot_domain(self, mode):
        """Lots of own companies. Of those that go through several enterprises: what own
        staff made, and to read, what own goods are or were of."""
        companies = self.env.companies.ids
        mine = Domain("create_uid", "any!", self._get_staff_domain())
        if mode == "read":
            mine |= Domain("quant_ids", "any!", Domain("company_id", "in", companies))
            mine |= DomainCustom(self._get_moved_lot_sql)
        return Domain("company_id", "in", companies) | (
            Domain("company_id", "=", False) & mine
        )

    def _get_moved_lot_sql(self, model, alias, _query):
        """Lots that goods moved by own companies are of."""
        return SQL(
            "(EXISTS (SELECT FROM stock_move_line moved WHERE moved.lot_id = %s"
            " AND moved.company_id IN %s))",
            SQL.identifier(alias, "id"),
            tuple(self.env.companies.ids),
        )

    def _get_call_domain(self, mode):
        return Domain("channel_id", "any!", self._get_channel_domain(mode))


SPECIAL = {
    "crm.team.member": "_get_team_member_domain",
    "discuss.call.history": "_get_call_domain",
    "discuss.channel": "_get_channel_domain",
    "discuss.channel.member": "_get_channel_member_domain",
    "ir.default": "_get_default_domain",
    "mail.activity": "_get_activity_domain",
    "mail.alias": "_get_alias_domain",
    "mail.followers": "_get_follower_domain",
    "mail.guest": "_get_guest_domain",
    "mail.notification": "_get_notification_domain",
    "stock.lot": "_get_lot_domain",
}
