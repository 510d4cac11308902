"""Which enterprises a row of any table belongs to, found without the record rules.

A row belongs to its own ``company_id`` or ``company_ids``; else to the enterprises of
everything it hangs on by many2one or by ``res_model`` and ``res_id``, if they agree;
else to that of the member of staff who made it; else to those of the rows that hang on
it. Who may see parties of the channel is the law itself (house.md): own people, own
subtree, and the parties of own agreements.
"""

from collections import defaultdict

from odoo.tools import SQL

# Said by the law below, not by their columns
PARTIES = frozenset(
    {"channel.agreement", "channel.node", "res.company", "res.partner", "res.users"}
)
PEOPLE = ("create_uid", "write_uid")
# Several enterprises share the document, but not the files on it.
SHARED_DOCUMENTS = (
    "res.partner",
    "res.partner.bank",
    "channel.node",
    "channel.agreement",
)


def is_table(model):
    return bool(model._auto and not model._abstract and not model._transient)


class Owners:
    """``owners.of[model][id]`` is a frozenset of ids of companies; a row that is not
    there belongs to nobody in particular."""

    def __init__(self, env, vocabularies=()):
        """:param vocabularies: models whose rows are not owned by who refers to them"""
        self.env = env
        self.of = defaultdict(dict)
        env.flush_all()
        self._say_parties()
        self._links = {
            name: self._find_links(model)
            for name, model in env.registry.items()
            if is_table(model) and name not in PARTIES
        }
        self._follow_links()
        self._ask_makers()
        self._ask_dependants(vocabularies)

    def foreign(self, model, company_ids):
        """Ids of rows that belong to enterprises, none of which is among these."""
        return [id_ for id_, own in self.of[model].items() if not own & company_ids]

    # -- the law ---------------------------------------------------------------------

    def _say_parties(self):
        nodes, partners = defaultdict(set), defaultdict(set)
        Node = self._all("channel.node")
        Partner = self._all("res.partner")
        for company in self._all("res.company").search([]):
            own = company.channel_node_id
            seen = (
                Node.search([("id", "child_of", own.ids)])
                | Node.search([("agreement_ids.company_id", "=", company.id)])
                | own.agreement_ids.company_id.channel_node_id
            )
            people = Partner.search(
                [
                    "|",
                    "|",
                    ("company_id", "=", company.id),
                    ("user_ids.company_ids", "in", company.ids),
                    ("channel_node_id", "in", seen.ids),
                ]
            )
            for node in seen:
                nodes[node.id].add(company.id)
            for partner in people | company.partner_id:
                partners[partner.id].add(company.id)
            self.of["res.company"][company.id] = frozenset(company.ids)
        for model, found in (("channel.node", nodes), ("res.partner", partners)):
            self.of[model] = {id_: frozenset(own) for id_, own in found.items()}
        for agreement in self._all("channel.agreement").search([]):
            parties = agreement.company_id | agreement.node_id.company_id
            self.of["channel.agreement"][agreement.id] = frozenset(parties.ids)
        self._say_users()

    def _say_users(self):
        self.staff = {}
        for user in self._all("res.users").search([]):
            own = frozenset(user.company_ids.ids)
            if user._channel_is_confined() or user.has_group(
                "fmcg_channel.group_portal_buyer"
            ):
                self.of["res.users"][user.id] = self.staff[user.id] = own
            elif user.partner_id.id in self.of["res.partner"]:
                del self.of["res.partner"][user.partner_id.id]  # the system's

    def _all(self, model):
        return self.env[model].sudo().with_context(active_test=False)

    # -- what rows say of themselves -----------------------------------------------------

    def _find_links(self, model):
        """:return: own company's columns, pairs of (column, model), and of (id column,
        model column)"""
        company, companies, targets, references = None, None, [], []
        for name, field in model._fields.items():
            if name == "company_ids" and field.store and field.type == "many2many":
                companies = field
            if not field.column_type or not field.store or field.company_dependent:
                continue
            if field.type == "many2one_reference":
                kind = model._fields.get(field.model_field)
                if kind is not None and kind.column_type and kind.store:
                    references.append((name, field.model_field))
            elif field.type != "many2one" or name in PEOPLE:
                continue
            elif name == "company_id" and field.comodel_name == "res.company":
                company = name
            elif field.comodel_name in self.env.registry:
                targets.append((name, field.comodel_name))
        if model._name == "ir.attachment":
            company = None  # says who uploaded it; the document decides
        return company, companies, targets, references

    def _read_rows(self, name):
        """Yields (id, own companies or None, [(model, id) it hangs on])."""
        model = self.env.registry[name]
        company, companies, targets, references = self._links[name]
        shared = self._read_shared(companies)
        columns = [company] if company else []
        columns += [column for column, _model in targets]
        columns += [column for pair in references for column in pair]
        if not columns and not shared:
            return
        for id_, *values in self._select(model, columns):
            own = values.pop(0) if company else None
            own = {own} if own else shared.get(id_)
            hangs_on = [
                (kind, value)
                for (_column, kind), value in zip(targets, values, strict=False)
                if value
            ]
            rest = iter(values[len(targets) :])
            hangs_on += [
                (kind, value) for value, kind in zip(rest, rest, strict=True) if kind
            ]
            yield id_, own, hangs_on

    def _read_shared(self, field):
        shared = defaultdict(set)
        if field is not None:
            query = SQL(
                "SELECT %s, %s FROM %s",
                SQL.identifier(field.column1),
                SQL.identifier(field.column2),
                SQL.identifier(field.relation),
            )
            for id_, company in self.env.execute_query(query):
                shared[id_].add(company)
        return shared

    def _select(self, model, columns, where="TRUE", values=()):
        names = ", ".join(f'"{column}"' for column in ("id", *columns))
        self.env.cr.execute(
            f'SELECT {names} FROM "{model._table}" WHERE {where}', values
        )
        return self.env.cr.fetchall()

    def _follow_links(self):
        """Rows own what all they hang on agree about; until nothing changes."""
        open_rows = []
        for name in self._links:
            for id_, own, hangs_on in self._read_rows(name):
                if own:
                    self.of[name][id_] = frozenset(own)
                elif hangs_on:
                    open_rows.append((name, id_, hangs_on))
        changed = True
        while changed:
            changed = False
            for name, id_, hangs_on in open_rows:
                known = [self.of[kind].get(value) for kind, value in hangs_on]
                known = [own for own in known if own is not None]
                if not known:
                    continue
                own = frozenset.intersection(*known)
                if self.of[name].get(id_) != own:
                    self.of[name][id_] = own
                    changed = True
        self._say_files()

    def _say_files(self):
        """Files on what several enterprises share are their own's who put them there."""
        files = self._select(
            self.env.registry["ir.attachment"],
            ["company_id"],
            "res_model IN %s AND company_id IS NOT NULL AND res_field IS NULL",
            [SHARED_DOCUMENTS],
        )
        for id_, company in files:
            self.of["ir.attachment"][id_] = frozenset([company])

    def _ask_makers(self):
        for name in self._links:
            model = self.env.registry[name]
            if not model._log_access:
                continue
            made = self._select(
                model, ["create_uid"], "create_uid IN %s", [tuple(self.staff)]
            )
            for id_, user in made:
                self.of[name].setdefault(id_, self.staff[user])

    def _ask_dependants(self, vocabularies):
        """Only of models whose rows say nothing themselves, such as reconciliations."""
        vocabularies = {
            *vocabularies,
            *PARTIES,
            *self.of,
            "ir.model",
            "ir.model.fields",
        }
        found = defaultdict(lambda: defaultdict(set))
        for name in self._links:
            for id_, _own, hangs_on in self._read_rows(name):
                for kind, value in hangs_on:
                    if kind not in vocabularies:
                        if value not in self.of[kind] and id_ in self.of[name]:
                            found[kind][value] |= self.of[name][id_]
        for kind, rows in found.items():
            for id_, own in rows.items():
                self.of[kind].setdefault(id_, frozenset(own))
