"""The password of one's own account: changed by whoever knows the old one."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from cnesg.errors import InputError, Problem, render
from cnesg.verification.sign_ins import SHORTEST_PASSWORD, unfit
from cnesg.web.pages.signing_in import LONGEST_PASSWORD, refused_with
from cnesg.web.rendering import language_of, page
from cnesg.web.visiting import InPerson, Signed, address_of, browser_of, keep_browser, keep_cookie, site_of

router = APIRouter()
_Password = Annotated[str, Form(max_length=LONGEST_PASSWORD)]


@router.get("/password")
def form(request: Request, visitor: Signed, changed: bool = False) -> Response:
    """Ask for the old password and the new one."""
    own = site_of(request).accounts.sign_ins.has_password(visitor.name)
    return page(request, "password.html", lines=[], own=own, changed=changed, shortest=SHORTEST_PASSWORD)


@router.post("/password", dependencies=[InPerson])
async def change(
    request: Request, visitor: Signed, current: _Password = "", new: _Password = "", again: _Password = ""
) -> Response:
    """Change it and end all other sessions and all tokens; no program changes a password with its token."""
    problems = [*unfit(current, new), *([Problem.of("accounts.not_alike")] if new != again else [])]
    if problems:
        return _refused(request, 422, InputError(*problems).lines(language_of(request)))
    address, browser, doorway = address_of(request), browser_of(request), site_of(request).doorway
    try:
        found = await doorway.change_password(visitor.name, current, new, address=address, browser=browser)
    except InputError as error:
        return _refused(request, refused_with(error), error.lines(language_of(request)))
    if found is None:
        return _refused(request, 422, [render("accounts.wrong_old_password", language_of(request))])
    response = RedirectResponse("/password?changed=true", 303)
    keep_cookie(request, response, found.session)
    keep_browser(request, response, found.browser)
    return response


def _refused(request: Request, status: int, lines: list[str]) -> Response:
    return page(request, "password.html", status, lines=lines, own=True, changed=False, shortest=SHORTEST_PASSWORD)
