"""English labels that count staff of one kind, by words that no list of classes holds: `Number of editorial staff`."""

from cnesg.framework.regexes import regex

_OF_KIND = regex(
    r"(?i)(?:total )?(?:number|no\.) of (?:the )?"
    r"(?!(?:all|our|total|current|existing|active|group|company|in-service|the|overall|own|on-duty|registered)\b)"
    r"(?P<kind>[a-z][a-z-]+(?: (?!of\b)[a-z][a-z-]+)?) (?P<people>staff|employees|workers|personnel)"
)


def kind_of_staff(label: str) -> str:
    """The kind of staff that a label counts, as printed; empty where it counts all of them.

    Args:
        label: the row's label.
    """
    found = _OF_KIND.fullmatch(label.strip())
    return f"{found['kind']} {found['people']}".lower() if found is not None else ""
