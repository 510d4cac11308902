from odoo import api, models

from ..story import book, chapters, users


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
            self._load()
        else:
            self.env.registry._fmcg_story_wanted = True

    def _register_hook(self):
        super()._register_hook()
        if hasattr(self.env.registry, "_fmcg_story_wanted"):
            del self.env.registry._fmcg_story_wanted
            self._load()
