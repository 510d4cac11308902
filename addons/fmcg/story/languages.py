"""English and Chinese, and the yuan."""


def tell(book):
    activate_chinese(book.env)
    book.env.ref("base.CNY").active = True


def activate_chinese(env):
    Lang = env["res.lang"]
    if "zh_CN" in dict(Lang.get_installed()):
        return
    Lang._activate_lang("zh_CN")
    modules = env["ir.module.module"].search([("state", "=", "installed")])
    modules._update_translations(["zh_CN"])
