from odoo.http import STATIC_CACHE_LONG, Controller, request, route


class LightPage(Controller):
    @route("/my/translations", type="http", auth="public", readonly=True)
    def get_light_translations(self, lang=None, hash=None, **_kwargs):  # noqa: A002
        """What the scripts of a light page say in a language; nothing when the browser
        has it already. As core's route, without a detour to an address with the language
        in it."""
        installed = {code for code, _name in request.env["res.lang"].sudo().get_installed()}
        lang = lang if lang in installed else None
        answer = request.env["ir.http"]._get_light_translations(lang)
        if answer["hash"] == hash:
            answer = {"lang": lang, "hash": hash}
        caching = [("Cache-Control", f"public, max-age={STATIC_CACHE_LONG}")]
        return request.make_json_response(answer, caching)
