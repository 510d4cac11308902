from odoo import api, models


class UomUom(models.Model):
    _inherit = "uom.uom"

    def _is_counted(self):
        """Whether it counts pieces, as cases do too, instead of weighing or measuring."""
        # by number: a reference is looked for in the database each time
        id_ = self.env["ir.model.data"]._xmlid_to_res_id("uom.product_uom_unit")
        return self._has_common_reference(self.sudo().browse(id_))

    def _renames(self, piece):
        """Whether it only calls ``piece`` by another name: a bottle is one unit."""
        return (
            self._is_counted()
            and piece._is_counted()
            and self.factor == piece.factor
        )

    def _holds(self, piece, size):
        """Whether it is a packaging of so many ``piece``, whatever those are called."""
        return (
            self != piece
            and self._is_counted() == piece._is_counted()
            and self._has_common_reference(piece)
            and self.factor == size * piece.factor
        )

    @api.model
    def _find_or_create_packagings(self, wanted):
        """Units that hold a number of pieces, such as "Case of 24".

        :param wanted: iterable of (unit of the piece, size, kind, name); kind is
            ``pack`` or ``case``; name may be None for any unit of this size
        :return: dict of the unit by the same tuple
        """
        wanted = list(dict.fromkeys(wanted))
        known = self._find_packagings(wanted)
        missing = [key for key in wanted if key not in known]
        by_name = {self._get_packaging_key(key): key for key in missing}
        created = self.create(
            [self._prepare_packaging_values(*key) for key in by_name.values()]
        )
        made = dict(zip(by_name, created, strict=True))
        for key, unit in zip(by_name.values(), created, strict=True):
            unit._name_packaging_in_chinese(*key)
        return known | {key: made[self._get_packaging_key(key)] for key in missing}

    @api.model
    def _get_packaging_key(self, key):
        piece, size, kind, name = key
        return piece, size, name or self._get_packaging_name(piece, size, kind)

    @api.model
    def _find_packagings(self, wanted):
        """The units of ``wanted`` that exist; the oldest one, or the one of the name."""
        units = self.search(
            [
                ("relative_uom_id", "in", [piece.id for piece, *_rest in wanted]),
                ("relative_factor", "in", [size for _piece, size, *_rest in wanted]),
            ],
            order="id",
        )
        by_size = units.grouped(
            lambda unit: (unit.relative_uom_id, unit.relative_factor)
        )
        found = {}
        for key in wanted:
            piece, size, kind, name = key
            candidates = by_size.get((piece, float(size)), self.browse())
            usual = self._get_packaging_name(piece, size, kind)
            named = candidates.filtered(
                lambda unit, n=name or usual: n in unit._names()
            )
            if unit := (named or (self.browse() if name else candidates))[:1]:
                found[key] = unit
        return found

    def _names(self):
        """The names of the unit in the languages that products are imported in."""
        return {
            self.with_context(lang=lang).name
            for lang in ("en_US", "zh_CN", self.env.lang)
        }

    @api.model
    def _prepare_packaging_values(self, piece, size, kind, name):
        return {
            "name": name or self._get_packaging_name(piece, size, kind),
            "relative_factor": size,
            "relative_uom_id": piece.id,
        }

    @api.model
    def _get_packaging_name(self, piece, size, kind):
        """The English name: terms of data are not translated by a catalogue."""
        word = {"pack": "Pack", "case": "Case"}[kind]
        name = f"{word} of {size}"
        if piece != self.env.ref("uom.product_uom_unit", raise_if_not_found=False):
            name += f" {piece.with_context(lang='en_US').name}"
        return name

    def _name_packaging_in_chinese(self, piece, size, kind, name):
        """A unit with the usual name has a usual one in Chinese, too."""
        if name or not self.env["res.lang"]._get_data(code="zh_CN"):
            return
        word = {"pack": "包", "case": "箱"}[kind]
        of = piece.with_context(lang="zh_CN").name
        self.with_context(lang="zh_CN").sudo().name = f"{word}（{size} {of}）"
