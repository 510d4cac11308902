"""Errors that programs have to tell apart."""

from http import HTTPStatus

from odoo.exceptions import UserError


class OrderContentError(UserError):
    """An order cannot be entered as it was sent; nothing was entered.

    :param problems: list of dicts ``{"code", "message", "lines"}``, all that is wrong;
        programs find them as ``context.problems`` of the answer
    """

    http_status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, problems):
        super().__init__("\n".join(problem["message"] for problem in problems))
        self.context = {"problems": problems}


class OrderKeyError(OrderContentError):
    """The key belongs to an order of another content."""

    http_status = HTTPStatus.CONFLICT
