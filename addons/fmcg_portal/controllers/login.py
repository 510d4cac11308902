from odoo.http import route

from odoo.addons.web.controllers.home import Home


class Login(Home):
    @route(website=True, auth="public", sitemap=False, multilang=False)
    def web_login(self, *args, **kwargs):
        """The language of the login is chosen as that of all other pages: kept in a
        cookie, and offered at the top. No language in its address: that would be one
        more way to the server and back, before anybody can type."""
        return super().web_login(*args, **kwargs)
