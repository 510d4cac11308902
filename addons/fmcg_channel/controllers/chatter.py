from odoo.http import route

from odoo.addons.portal.controllers.portal_thread import PortalChatter


class ChannelChatter(PortalChatter):
    @route()
    def portal_message_fetch(self, thread_model, thread_id, fetch_params=None, **kw):
        """Whoever may read the document needs no link to it, which core would compare
        with the document's own: that is a secret to those outside."""
        if kw.get("token") and self._get_thread_with_access(thread_model, thread_id):
            del kw["token"]
        return super().portal_message_fetch(thread_model, thread_id, fetch_params, **kw)
