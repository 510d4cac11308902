from odoo.exceptions import UserError
from odoo.http import Controller, request, route

from odoo.addons.auth_signup.controllers.main import AuthSignupHome

PAGE = "/apply"
# all files of one form, with room for its texts
MOST_CONTENT = 16 * 1024 * 1024


class ChannelSignup(AuthSignupHome):
    """Nobody registers without an invitation: whoever wants to buy applies."""

    @route()
    def web_auth_signup(self, *args, **kw):
        if not self.get_auth_signup_qcontext().get("token"):
            return request.redirect(PAGE)
        return super().web_auth_signup(*args, **kw)


class ChannelApply(Controller):
    """The public application page (开户)."""

    @route(
        PAGE,
        type="http",
        auth="public",
        website=True,
        methods=["GET", "POST"],
        sitemap=True,
        max_content_length=MOST_CONTENT,
    )
    def apply(self, seller=None, proof=None, website=None, **post):
        Application = request.env["channel.application"]
        sellers = Application._get_public_sellers()
        company = sellers.filtered(lambda one: str(one.id) == str(seller))
        if len(sellers) == 1:
            company = sellers
        problem, done = "", False
        if request.httprequest.method == "POST" and company:
            try:
                done = self._hand_in(company, proof, website, post)
            except UserError as error:
                problem = str(error)
        return request.render(
            "fmcg_channel.apply",
            {
                "sellers": sellers,
                "seller": company,
                "problem": problem,
                "done": done,
                "entered": post if problem else {},
                "labels": Application._label_public_fields(),
                "proof": proof if problem and proof else Application._sign_form(),
            },
        )

    def _hand_in(self, company, proof, trap, post):
        Application = request.env["channel.application"]
        if not Application._check_form(proof, trap):
            return True  # a robot need not know that nobody reads it
        uploads = request.httprequest.files.getlist("papers")
        files = [(one.filename, one.read()) for one in uploads if one.filename]
        with request.env.cr.savepoint():
            Application._hand_in(company, post, files, request.httprequest.remote_addr)
        return True
