from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import plaintext2html

from odoo.addons.fmcg_channel.words import join_names
from odoo.addons.fmcg_intake.engine import quantity as quantities_engine

from .channel_order_desk import read_id

MOST_ROWS = 1000
KEY_LENGTHS = range(16, 65)
LONGEST_TEXT = 100_000
LONGEST_REFERENCE = 64
LONGEST_NOTE = 2000
FEW_LINES = 5


class ChannelOrderDesk(models.AbstractModel):
    """From what was typed to an order."""

    _inherit = "channel.order.desk"

    # What the browser sent

    @api.model
    def _read_rows(self, agreement, rows):
        """Check rows of the grid.

        :param rows: list of dicts with ``id`` (the browser's own), ``product_id`` and
            ``quantities``: dict from id of a unit, as text, to a quantity
        :return: dict from pairs of ``product.product`` and ``uom.uom`` to quantity,
            zeros left out; dict from pair to the ids of its rows; and dict from id of a
            row to what is wrong with it
        """
        self._check_rows(rows)
        ids = [read_id(row["product_id"]) for row in rows]
        offered = self.env["sale.order"]._find_channel_products(agreement, ids)
        goods = {one.id: one for one in offered.with_context(display_default_code=False)}
        quantities, places, problems = {}, {}, {}
        for row, product_id in zip(rows, ids, strict=True):
            product = goods.get(product_id)
            read, messages = self._read_row(product, row["quantities"])
            for pair, quantity in read.items():
                quantities[pair] = quantities.get(pair, 0.0) + quantity
                places.setdefault(pair, []).append(row["id"])
            if messages:
                problems[row["id"]] = messages
        return quantities, places, problems

    @api.model
    def _check_rows(self, rows):
        """:raise UserError: when no page of ours can have sent them"""
        is_right = (
            isinstance(rows, list)
            and len(rows) <= MOST_ROWS
            and all(
                isinstance(row, dict)
                and isinstance(row.get("id"), int | str)
                and isinstance(row.get("product_id"), int)
                and isinstance(row.get("quantities"), dict)
                for row in rows
            )
        )
        if not is_right:
            raise UserError(
                self.env._(
                    "Rows: an order of the desk has at most %s rows, each with a product "
                    "and quantities. Reload the page.",
                    MOST_ROWS,
                )
            )

    @api.model
    def _read_row(self, product, raw_quantities):
        """:return: dict from pairs to quantity, and list of what is wrong"""
        if not product:
            return {}, [self._describe_not_offered()]
        Order = self.env["sale.order"]
        units = {str(unit.id): unit for unit in Order._get_channel_units(product)}
        read, messages = {}, []
        for key, raw in raw_quantities.items():
            unit = units.get(str(key))
            if not unit:
                messages.append(self._describe_unknown_unit(product, units.values()))
                continue
            digits = Order._get_quantity_digits(unit)
            value, code = quantities_engine.read(raw, digits)
            if code:
                messages.append(Order._describe_bad_quantity(product, unit, raw, code))
            elif value:
                read[product, unit] = float(value)
        return read, messages

    @api.model
    def _describe_not_offered(self):
        return self.env._("This product is not offered to this customer. Remove the row.")

    @api.model
    def _describe_unknown_unit(self, product, units):
        return self.env._(
            "Unit of %(product)s: it is sold by %(units)s only. Reload the page.",
            product=product.display_name,
            units=join_names(self.env, [unit.name for unit in units]),
        )

    # The order

    @api.model
    def save(self, agreement_id, rows, key, submit=False, head=None):
        """Make the order of a desk, or bring its draft up to date; safe to repeat.

        The rights are the user's own.

        :param str key: of 16 to 64 characters, chosen by the browser for this order
        :param bool submit: hand the order in
        :param dict head: of the order, see ``_read_head``
        :return: dict, see ``_prepare_desk_answer`` of the document
        :raise UserError: with all that is wrong with the rows; nothing was saved
        :raise OrderKeyError: the order of this key was submitted with another content
        """
        agreement = self._find_agreement(agreement_id)
        self._check_key(key)
        quantities, _places, problems = self._read_rows(agreement, rows)
        if problems:
            raise UserError("\n".join(text for texts in problems.values() for text in texts))
        if not quantities:
            raise UserError(
                self.env._("Quantity: order at least one product before you save.")
            )
        order, created = self._get_document()._enter_desk_order(
            agreement,
            quantities,
            f"desk-{agreement.id}-{key.strip()}",
            {} if head is None else self._read_head(agreement, head),
        )
        if submit:
            order._submit_desk_order()
        return order._prepare_desk_answer() | {"created": created}

    @api.model
    def _get_document(self):
        """The model of what is made at this desk, a ``channel.desk.document``."""
        return self.env["sale.order"]

    @api.model
    def _check_key(self, key):
        if not isinstance(key, str) or len(key.strip()) not in KEY_LENGTHS:
            raise UserError(
                self.env._("Key: the page is incomplete. Reload it and save again.")
            )

    @api.model
    def _read_head(self, agreement, head):
        """What the order says beside its rows.

        :param head: dict with texts, all optional: ``reference`` (the customer's own
            number), ``day`` (of delivery, ISO) and ``note``
        :return: dict of values of the order
        :raise UserError: for a day that is none, or is over
        """
        head = head if isinstance(head, dict) else {}
        texts = {
            name: value.strip() if isinstance(value := head.get(name), str) else ""
            for name in ("reference", "day", "note")
        }
        return {
            "client_order_ref": texts["reference"][:LONGEST_REFERENCE] or False,
            "commitment_date": self._read_day(agreement, texts["day"]),
            "note": plaintext2html(texts["note"][:LONGEST_NOTE])
            if texts["note"]
            else False,
        }

    @api.model
    def _read_day(self, agreement, text):
        """:return: noon of the day in the seller's time zone, as UTC, or False"""
        if not text:
            return False
        try:
            day = date.fromisoformat(text)
        except ValueError:
            message = self.env._("Delivery: “%s” is no day. Choose one.", text[:20])
            raise UserError(message) from None
        company = agreement.company_id
        if day < company._get_channel_today():
            raise UserError(
                self.env._("Delivery: %s is over. Choose a day from today on.", text)
            )
        zone = ZoneInfo(company._get_channel_tz())
        noon = datetime.combine(day, time(12), zone)
        return noon.astimezone(UTC).replace(tzinfo=None)

    # Rows out of something else

    @api.model
    def copy_of(self, order_id):
        """Rows that order again what an order did, as far as it is still offered.

        :return: dict with ``agreement_id``, ``rows``, and the names of what is
            ``missing``
        """
        self._check_role()
        order = self._get_document().search(
            Domain("id", "=", read_id(order_id))
            & Domain("company_id", "in", self.env.companies.ids)
        )
        agreement = self._find_agreement(order and order._get_buying_agreement().id)
        quantities, missing = order._get_reorder_quantities(agreement)
        return {
            "agreement_id": agreement.id,
            "rows": self._prepare_rows(agreement, quantities),
            "missing": missing,
        }

    @api.model
    def read_text(self, agreement_id, text):
        """Rows of pasted lines, or of cells copied from a spreadsheet.

        :return: dict with ``rows``, and with ``problems``: dicts with ``text``, as it
            was pasted, and ``message``
        """
        agreement = self._find_agreement(agreement_id)
        if not isinstance(text, str) or len(text) > LONGEST_TEXT:
            raise UserError(
                self.env._(
                    "Lines: paste at most %s characters at once, or import a file.",
                    LONGEST_TEXT,
                )
            )
        entries, left_out = self._read_entries(agreement, text)
        intake = self.env["channel.order.directory"]
        answers = intake._understand(agreement, entries)
        quantities = self._gather_answers([one for one in answers if not one.problem])
        return {
            "rows": self._prepare_rows(agreement, quantities),
            "problems": [
                {"text": one.entry.text, "message": intake._describe(one)}
                for one in answers
                if one.problem
            ]
            + self._describe_left_out(left_out),
        }

    @api.model
    def _read_entries(self, agreement, text):
        """As the import of orders reads pasted lines.

        :return: list of its entries, and the lines in which nothing is ordered
        """
        reader = self.env["channel.order.import"].new({"agreement_id": agreement.id})
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) > MOST_ROWS:
            raise UserError(
                self.env._(
                    "Lines: paste at most %s lines at once, or import a file.", MOST_ROWS
                )
            )
        entries, skipped, _ignored = reader._read_entries(
            reader._split_text("\n".join(lines))
        )
        return entries, [" ".join(lines[number - 1].split()) for number in skipped]

    @api.model
    def _describe_left_out(self, lines):
        """Few lines are shown one by one; of a whole price list only how many."""
        if len(lines) <= FEW_LINES:
            message = self.env._("No quantity stands beside it.")
            return [{"text": line, "message": message} for line in lines]
        message = self.env._("No quantity stands beside them.")
        return [{"text": self.env._("%s lines", len(lines)), "message": message}]

    @api.model
    def _gather_answers(self, answers):
        return self.env["sale.order"]._gather_api_quantities(answers)[0]
