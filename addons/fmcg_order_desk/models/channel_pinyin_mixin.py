from odoo import api, fields, models

from odoo.addons.fmcg_catalog.engine.initials import initials

CHINESE = "zh_CN"


class ChannelPinyinMixin(models.AbstractModel):
    """Something with a ``name`` that is found by the initials of its Chinese name."""

    _name = "channel.pinyin.mixin"
    _description = "Pinyin Initials"

    pinyin_initials = fields.Char(
        compute="_compute_pinyin_initials",
        store=True,
        index="trigram",
        groups="base.group_user",
        help="First letters of the Chinese name, to search by.",
    )

    @api.depends("name")
    def _compute_pinyin_initials(self):
        has_chinese = self.env["res.lang"]._get_data(code=CHINESE)
        for record in self.with_context(lang=CHINESE) if has_chinese else self:
            record.pinyin_initials = initials(record.name) or False
