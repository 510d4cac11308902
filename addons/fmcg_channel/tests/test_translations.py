import io
import re
from collections import defaultdict

import polib

from odoo.tests import TransactionCase, tagged
from odoo.tools import file_path
from odoo.tools.translate import TranslationFileWriter, TranslationModuleReader

LANGUAGE = "zh_CN"
# Reference data brings its names in both languages (tools/fmcgtools/i18n.py).
NAMED_BY_DATA = {"channel.territory,name"}
# Terms that a Chinese reader sees as they are: their translation is left empty.
KEPT = {"ID"}

CHINESE = re.compile(r"[\u4e00-\u9fff]")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
TAG = re.compile(r"</?(\w+)[^>]*>")
LETTER = re.compile(r"[A-Za-z]")
ROLES = {
    "system_admin": "系统管理员",
    "enterprise_admin": "企业管理员",
    "sales_manager": "销售主管",
    "salesperson": "销售人员",
    "customer_service": "客服人员",
    "warehouse": "仓库管理人员",
    "finance": "财务人员",
    "portal_buyer": "门户采购方",
    "portal_seller": "门户销售方",
}


class RecordReader(TranslationModuleReader):
    """The terms of one add-on's records: Odoo names one add-on a record only."""

    def _export_translatable_resources(self):
        pass


class FileReader(TranslationModuleReader):
    """The terms in the files of many add-ons: reading all folders takes seconds."""

    def _export_translatable_records(self):
        pass


def places(catalogue):
    """Pairs of a term and where it is used: Odoo translates place by place."""
    return {
        (entry.msgid, place)
        for entry in catalogue
        if not entry.obsolete
        for place, _line in entry.occurrences
    }


def has_words(term):
    """Whether there is more to translate than the punctuation around values."""
    return bool(LETTER.search(PLACEHOLDER.sub("", term)))


@tagged("post_install", "-at_install")
class TestTranslations(TransactionCase):
    """Each label of each of our add-ons is in its Chinese translation file.

    When this fails: ``make i18n``, then translate what is empty in ``i18n/zh_CN.po``.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        modules = cls.env["ir.module.module"].search(
            [("name", "=like", "fmcg%"), ("state", "=", "installed")], order="name"
        )
        cls.modules = modules.mapped("name")
        rows = defaultdict(list)
        for reader in cls.readers():
            for row in reader:
                if row[2] not in NAMED_BY_DATA:
                    rows[row[0]].append(row)
        cls.exported = {module: cls.catalogue(rows[module]) for module in rows}

    @classmethod
    def readers(cls):
        for module in cls.modules:
            yield RecordReader(cls.env.cr, modules=[module])
        yield FileReader(cls.env.cr, modules=cls.modules)

    @classmethod
    def catalogue(cls, rows):
        """What Odoo's exporter writes for ``rows``."""
        buffer = io.BytesIO()
        TranslationFileWriter(buffer, fileformat="po", lang=None).write_rows(rows)
        return polib.pofile(buffer.getvalue().decode())

    def shipped(self, module, file):
        try:
            path = file_path(f"{module}/i18n/{file}")
        except FileNotFoundError:
            self.fail(f"{module} has no i18n/{file}: run make i18n")
        return polib.pofile(path)

    def each_translation(self):
        for module in self.exported:
            for entry in self.shipped(module, f"{LANGUAGE}.po"):
                yield module, entry

    def assert_none(self, found, problem):
        if found:
            text = "\n".join(f"  {place}: {term!r}" for place, term in sorted(found))
            self.fail(f"{problem}:\n{text}\nRun make i18n and translate.")

    def test_our_add_ons_have_terms(self):
        self.assertIn("fmcg_channel", self.exported)
        self.assertGreater(len(self.exported["fmcg_channel"]), 200)

    def test_no_term_is_missing_or_obsolete(self):
        for module, exported in self.exported.items():
            expected = places(exported)
            for file in (f"{module}.pot", f"{LANGUAGE}.po"):
                with self.subTest(module=module, file=file):
                    found = places(self.shipped(module, file))
                    missing = {(file, pair) for pair in expected - found}
                    self.assert_none(missing, f"Missing in {module}")
                    dead = {(file, pair) for pair in found - expected}
                    self.assert_none(dead, f"No longer a term of {module}")

    def test_each_term_is_translated_for_sure(self):
        untranslated, doubtful = set(), set()
        for module, entry in self.each_translation():
            if entry.fuzzy or entry.obsolete:
                doubtful.add((module, entry.msgid))
            elif not entry.msgstr and entry.msgid not in KEPT:
                untranslated.add((module, entry.msgid))
        self.assert_none(untranslated, "Not translated")
        self.assert_none(doubtful, "Fuzzy or obsolete")

    def test_placeholders_and_tags_are_kept(self):
        for mark in (PLACEHOLDER, TAG):
            wrong = {
                (module, entry.msgid)
                for module, entry in self.each_translation()
                if entry.msgid not in KEPT
                and sorted(mark.findall(entry.msgid)) != sorted(mark.findall(entry.msgstr))
            }
            self.assert_none(wrong, "Placeholders or tags differ")

    def test_translations_are_chinese(self):
        foreign = {
            (module, entry.msgid)
            for module, entry in self.each_translation()
            if entry.msgid not in KEPT
            and has_words(entry.msgid)
            and not CHINESE.search(entry.msgstr)
        }
        self.assert_none(foreign, "Not Chinese")


@tagged("post_install", "-at_install")
class TestChineseNames(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.channel = cls.env["ir.module.module"]._get("fmcg_channel")
        cls.activate()

    @classmethod
    def activate(cls):
        cls.env["res.lang"]._activate_lang(LANGUAGE)
        cls.channel._update_translations([LANGUAGE])

    def chinese(self, xmlid):
        return self.env.ref(f"fmcg_channel.{xmlid}").with_context(lang=LANGUAGE)

    def assert_territories_named(self):
        district = self.chinese("territory_cn_440106")
        self.assertEqual(district.name, "天河区")
        english = district.with_context(lang="en_US")
        self.assertEqual(english.name, "Tianhe District")
        self.assertEqual(district.display_name, "广东省 / 广州市 / 天河区")

    def test_roles(self):
        names = {role: self.chinese(f"role_{role}").name for role in ROLES}
        self.assertEqual(names, ROLES)

    def test_territories_keep_their_names_when_translations_are_overwritten(self):
        self.channel._update_translations([LANGUAGE], overwrite=True)
        self.assert_territories_named()

    def test_territories_have_names_when_the_language_comes_later(self):
        users = self.env["res.users"].with_context(active_test=False)
        users.search([("lang", "=", LANGUAGE)]).lang = "en_US"
        self.env.ref(f"base.lang_{LANGUAGE}").active = False
        self.activate()
        self.assert_territories_named()
