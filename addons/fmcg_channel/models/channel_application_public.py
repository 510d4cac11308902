import time

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import escape_psql
from odoo.tools.misc import hash_sign, verify_hash_signed

# Fields of the public form, with the most characters that each may have
PUBLIC_FIELDS = {
    "name": 120,
    "licence_number": 40,
    "contact_name": 60,
    "phone": 30,
    "email": 120,
    "district": 60,
    "street": 200,
    "zip": 12,
    "note": 1000,
}
OPTIONAL = {"zip", "note"}
LEAST_SECONDS = 3  # nobody types a form faster
MOST_HOURS = 12
SCOPE = "fmcg-application"
MOST_FILES = 3
MOST_BYTES = 5 * 1024 * 1024
FILE_KINDS = {
    "image/jpeg": b"\xff\xd8\xff",
    "image/png": b"\x89PNG",
    "application/pdf": b"%PDF",
}


class ChannelApplication(models.Model):
    """Applications that people hand in by themselves, on a page that anybody may open.

    Nobody is registered by it: an enterprise administrator approves or rejects it as one
    that a salesperson entered. What comes in is text of strangers and treated as such.
    """

    _inherit = "channel.application"

    is_public = fields.Boolean(
        string="Handed in Online",
        readonly=True,
        copy=False,
        help="By somebody unknown, on the public page.",
    )

    @api.model
    def _get_public_sellers(self):
        """The enterprises that take applications on the public page."""
        return (
            self.env["res.company"]
            .sudo()
            .search([("channel_open_applications", "=", True)])
        )

    # -- robots --------------------------------------------------------------------------

    @api.model
    def _sign_form(self):
        """Proof of when a form was given out."""
        env = self.sudo().env
        return hash_sign(env, SCOPE, time.time(), expiration_hours=MOST_HOURS)

    @api.model
    def _read_proof(self, proof):
        """When the form was given out, in seconds; ``None`` if it was not by us."""
        try:
            return verify_hash_signed(self.sudo().env, SCOPE, str(proof or ""))
        except (ValueError, IndexError):  # anybody may send anything
            return None

    @api.model
    def _check_form(self, proof, trap):
        """:param trap: what stands in the field that people do not see
        :return: whether a person can have sent this form
        :raise UserError: when the form is too old, or was sent at once
        """
        if trap:
            return False
        given = self._read_proof(proof)
        if not isinstance(given, int | float):
            raise UserError(
                self.env._("The page is too old. Please check what you entered and send it again.")
            )
        if time.time() - given < LEAST_SECONDS:
            raise UserError(
                self.env._("That was quick. Please check what you entered and send it again.")
            )
        return True

    # -- what comes in ---------------------------------------------------------------------

    @api.model
    def _read_public_form(self, raw):
        """Tidied values of the form.

        :raise UserError: naming each field that is missing, too long or no mail address
        """
        values = {name: self._tidy(raw.get(name)) for name in PUBLIC_FIELDS}
        labels = self._label_public_fields()
        problems = []
        for name, most in PUBLIC_FIELDS.items():
            if not values[name] and name not in OPTIONAL:
                problems.append(self.env._("%s: please fill it in.", labels[name]))
            elif len(values[name]) > most:
                problems.append(
                    self.env._(
                        "%(field)s: more than %(most)s characters. Please shorten it.",
                        field=labels[name],
                        most=most,
                    )
                )
        name, _at, domain = values["email"].partition("@")
        if values["email"] and not (name and "." in domain and " " not in values["email"]):
            problems.append(
                self.env._("%s: this is no mail address.", labels["email"])
            )
        if problems:
            raise UserError("\n".join(problems))
        return values

    @api.model
    def _tidy(self, raw):
        """Text on one line; signs that nobody sees turn it round or end it elsewhere, and
        the database refuses some."""
        text = "".join(sign for sign in str(raw or "") if sign.isprintable() or sign.isspace())
        return " ".join(text.split())

    @api.model
    def _label_public_fields(self):
        return {
            "name": self.env._("Name on the Licence"),
            "licence_number": self.env._("Licence Number"),
            "contact_name": self.env._("Contact"),
            "phone": self.env._("Phone"),
            "email": self.env._("Email"),
            "district": self.env._("City and District"),
            "street": self.env._("Street"),
            "zip": self.env._("Zip"),
            "note": self.env._("Note"),
        }

    @api.model
    def _find_public_territory(self, text):
        """The territory that somebody may have meant, the smallest one; empty if none.

        An administrator sees the text as well, and corrects it.
        """
        Territory = self.env["channel.territory"].sudo()
        found = Territory
        for word in text.replace(",", " ").replace("，", " ").split()[:6]:
            found = self._find_inside(found, word) or found
        return found or Territory.search([("parent_id", "=", False)], limit=1)

    @api.model
    def _find_inside(self, territory, word):
        """A territory inside another one, by its name in whichever language."""
        inside = Domain("id", "child_of", territory.id) if territory else Domain.TRUE
        named = inside & Domain("name", "=ilike", escape_psql(word) + "%")
        Territory = self.env["channel.territory"].sudo()
        for lang in dict.fromkeys((self.env.lang, "zh_CN", "en_US")):
            if found := Territory.with_context(lang=lang).search(named, limit=1):
                return found.with_env(Territory.env)
        return Territory

    @api.model
    def _hand_in(self, company, raw, files, address):
        """Take an application of the public page.

        :param company: ``res.company``, one of ``_get_public_sellers``
        :param files: list of ``(name, bytes)``
        :param address: network address that it comes from
        :raise UserError: naming what has to be mended, or that there are too many
        """
        values = self._read_public_form(raw)
        papers = self._read_public_files(files)
        self.env["channel.application.guard"]._count(address)
        application = self.sudo().with_company(company).create(
            self._prepare_public_values(company, values)
        )
        for name, content, kind in papers:
            application.attachment_ids |= self.env["ir.attachment"].sudo().create(
                {
                    "name": name,
                    "raw": content,
                    "mimetype": kind,
                    "res_model": self._name,
                    "res_id": application.id,
                }
            )
        application._tell_public_application()
        return application

    @api.model
    def _prepare_public_values(self, company, values):
        district, note = values.pop("district"), values.pop("note")
        return values | {
            "company_id": company.id,
            "territory_id": self._find_public_territory(district).id,
            "user_id": False,
            "state": "submitted",
            "is_public": True,
            "note": "\n".join(filter(None, (district, note))),
        }

    @api.model
    def _read_public_files(self, files):
        """Photos and PDF, told by their first bytes and not by what they are called."""
        if len(files) > MOST_FILES:
            raise UserError(self.env._("Papers: send at most %s files.", MOST_FILES))
        papers = []
        for name, content in files:
            kinds = [kind for kind, magic in FILE_KINDS.items() if content.startswith(magic)]
            if not kinds or len(content) > MOST_BYTES:
                raise UserError(
                    self.env._(
                        "Papers: %(name)s is no photo (JPEG, PNG) or PDF of at most "
                        "%(most)s MB.",
                        name=name[:60],
                        most=MOST_BYTES // 1024 // 1024,
                    )
                )
            papers.append((name[:100], content, kinds[0]))
        return papers

    def _tell_public_application(self):
        """An activity for each administrator: no salesperson looks after it yet."""
        for user in self.env["res.users"]._get_channel_admins(self.company_id):
            named = self.with_context(lang=user.lang)
            self.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=named.env._("Application: %s", self.name),
                user_id=user.id,
            )
