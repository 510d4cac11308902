import logging

from odoo import api, models
from odoo.tools import SQL

from ..story import book, chapters, users

_logger = logging.getLogger(__name__)

# Models whose tables the story fills
GROWING = (
    "account.move",
    "account.move.line",
    "account.partial.reconcile",
    "account.payment",
    "purchase.order.line",
    "sale.order",
    "sale.order.line",
    "stock.lot",
    "stock.move",
    "stock.move.line",
    "stock.picking",
    "stock.quant",
)


class FmcgDemoStory(models.AbstractModel):
    """The demo story: one brand, its distributors and their outlets at work.

    The plot is in the tables of ``demo/``, how it is told in ``story/``. Private, so
    that it cannot be called from outside.
    """

    _name = "fmcg.demo.story"
    _description = "Demo Story"

    @api.model
    def _load(self):
        """Tell the whole story in this transaction; do nothing when it is told."""
        if self._is_told():
            return
        story = book.Book(self.env)
        for chapter in chapters.ORDER:
            chapter.tell(story)
            self._renew_statistics()

    @api.model
    def _renew_statistics(self):
        """All is told in one transaction, of which the database counts nothing by itself:
        it would join thousands of rows one by one."""
        self.env.flush_all()
        for model in GROWING:
            self.env.cr.execute(SQL("ANALYZE %s", SQL.identifier(self.env[model]._table)))

    @api.model
    def _is_told(self):
        return bool(self.env.ref(f"{book.NAMESPACE}.node_gz", raise_if_not_found=False))

    @api.model
    def _logins(self):
        """Who can log in: dicts with role, name, login, password and hint."""
        return users.logins(self.env)

    @api.model
    def _load_when_ready(self):
        """Tell the story as soon as the registry is complete (charts of accounts
        cannot be loaded before); this is what the demo data asks for."""
        if self.env.registry.loaded:
            self._load_into_empty_books()
        else:
            self.env.registry._fmcg_story_wanted = True

    @api.model
    def _load_into_empty_books(self):
        """Demo data of other apps may have opened the first company's books already;
        the story then has no place in this database."""
        if self.env.ref("base.main_company")._existing_accounting():
            _logger.info("The books are in use: the demo story is left out")
            return
        self._load()

    def _register_hook(self):
        super()._register_hook()
        if hasattr(self.env.registry, "_fmcg_story_wanted"):
            del self.env.registry._fmcg_story_wanted
            self._load_into_empty_books()
