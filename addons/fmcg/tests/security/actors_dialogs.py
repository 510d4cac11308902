"""What people of the subject have open, and what they wrote to each other."""

from .constants import PICTURE, SECRET


class DialogsWorld:
    """Part of ``SecurityCase``: wizards, files and messages."""

    @classmethod
    def build_wizards(cls):
        """Dialogs that two people of the subject have open; they are theirs alone."""
        admin = cls.actors["enterprise_admin", "owner"].user
        sheet = {"sheet_id": cls.sheet.id}
        for user, model, values in (
            (
                admin,
                "channel.listing.wizard",
                {"product_tmpl_ids": cls.mint.product_tmpl_id.ids, "note": SECRET},
            ),
            (admin, "channel.product.import", {"file_name": SECRET}),
            (
                cls.seller,
                "channel.price.check",
                {"agreement_id": cls.agreement.id, "product_id": cls.tea.id},
            ),
            (cls.seller, "channel.price.sheet.fill", sheet),
            (cls.seller, "channel.price.sheet.import", sheet),
            (cls.seller, "channel.must.stock.add", {"order_id": cls.loose_order.id}),
            (
                cls.seller,
                "channel.spreadsheet.file",
                {"name": SECRET, "content": PICTURE},
            ),
            *cls.get_promotion_dialogs(),
            *cls.get_import_dialogs(),
            *cls.get_gate_dialogs(),
        ):
            own = cls.env[model].with_user(user)
            own = own.with_context(allowed_company_ids=user.company_ids.ids)
            wizard = own.create(values)
            if model == "channel.order.import":
                wizard.action_check()  # its rows are what there is to read
            own.env.flush_all()  # its lines are its user's as well
            cls.subject[model] = wizard.with_env(cls.env)
        cls.open_chain()
        cls.subject["channel.must.stock.add.line"] = cls.subject[
            "channel.must.stock.add"
        ].line_ids
        cls.subject["channel.order.import.line"] = cls.subject[
            "channel.order.import"
        ].line_ids
        cls.subject["channel.promotion.trial.line"] = cls.subject[
            "channel.promotion.trial"
        ].line_ids

    @classmethod
    def open_chain(cls):
        """The seller looks where the goods of an order come from."""
        order = cls.orders["confirmed"].with_user(cls.seller)
        order = order.with_context(allowed_company_ids=cls.seller.company_ids.ids)
        chain = cls.env["channel.order.chain"].browse(order.action_open_chain()["res_id"])
        chain.line_ids.sudo()[:1].name = SECRET
        order.env.flush_all()
        cls.subject["channel.order.chain"] = chain
        cls.subject["channel.order.chain.line"] = chain.line_ids

    @classmethod
    def build_correspondence(cls):
        """On each main document: a file, a comment and an internal note."""
        cls.attachments, cls.comments, cls.notes = {}, {}, {}
        Attachment = cls.env["ir.attachment"].with_company(cls.lake_company)
        for name, records in cls.subject.items():
            record = records[:1]
            if not record._auto or record._transient or name in ("res.users", "res.company"):
                continue
            cls.attachments[name] = Attachment.create(
                {
                    "name": f"{SECRET}.txt",
                    "raw": SECRET.encode(),
                    "mimetype": "text/plain",
                    "res_model": name,
                    "res_id": record.id,
                }
            )
            if "message_ids" not in record._fields:
                continue
            record = record.with_company(cls.lake_company)
            comment, note = f"Comment {SECRET}", f"Note {SECRET}"
            cls.comments[name] = record.message_post(
                body=comment,
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
            )
            cls.notes[name] = record.message_post(
                body=note, subtype_xmlid="mail.mt_note"
            )
