"""Requests made to do harm, as bytes on the wire, each with the statuses that are a refusal or a harmless answer."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
BOUNDARY = "xxBOUNDARYxx"
REFUSED = frozenset({400, 401, 403, 404, 405, 411, 413, 414, 415, 422, 429, 431})
HARMLESS = REFUSED | {200, 206, 303, 304, 307, 416}
SCRIPT = "<script>alert(1)</script>"
HANDLER = "\"'><img src=x onerror=alert(1)>"
INJECTED = "a\r\nset-cookie: planted=1"


@dataclass(frozen=True)
class Attack:
    """One request.

    Attributes:
        name: what it tries.
        role: as whom; None as a stranger.
        raw: what goes over the wire; `{...}` are never filled in.
        expected: statuses that are well; 0 is a connection closed without an answer.
        never: what no answer may hold, head and body.
        never_in_head: what its head may not hold, while a page may show it as text.
    """

    name: str
    role: str | None
    method: str = "GET"
    target: str = "/"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    raw: bytes | None = None
    expected: frozenset[int] = REFUSED
    never: tuple[bytes, ...] = ()
    never_in_head: tuple[bytes, ...] = ()


def attacks() -> list[Attack]:
    """All of them; their names differ."""
    return [
        *paths(),
        *heads(),
        *framing(),
        *hosts(),
        *forgeries(),
        *scripts(),
        *sql(),
        *redirects(),
        *cookies(),
        *ranges(),
        *uploads(),
        *documents(),
        *parameters(),
    ]


def paths() -> Iterator[Attack]:
    """Ways out of what is served."""
    secret = (b"root:", b"SQLite format", b"def create_app")
    for number, target in enumerate(
        (
            "/static/../app.py",
            "/static/%2e%2e/app.py",
            "/static/..%2fapp.py",
            "/static/..%5capp.py",
            "/static/%252e%252e/app.py",
            "/static//etc/passwd",
            "/static/%2fetc%2fpasswd",
            "/static/look.css%00.png",
            "/static/%c0%ae%c0%ae/app.py",
            "/static/" + "../" * 40 + "etc/passwd",
            "/picture/..%2f..%2fledger.sqlite/1",
            "/picture/%2e%2e/1",
            "/evidence/..%2f..%2fledger.sqlite",
            "/documents/..%2f..%2fledger.sqlite",
            "/disputes/..%2f..%2fledger.sqlite/document",
            "/deliveries/..%2f..%2fledger.sqlite/2024-06/1",
            "/deliveries/a-share-scores/..%2f../1/scores.csv",
            "/deliveries/a-share-scores/2024-06/1/..%2f..%2f..%2f..%2fledger.sqlite",
            "/deliveries/%2fetc/2024-06/1/passwd",
            "/verify/quality.%2e%2e%2fsqlite",
            "file:///etc/passwd",
            "//etc/passwd",
            "/" + "a" * 60_000,
        )
    ):
        yield Attack(f"path {number}: {target[:50]}", "senior", target=target, never=secret)


def heads() -> Iterator[Attack]:
    """Lines that would become headers of an answer, and heads that are none."""
    never = (b"\nset-cookie: planted", b"\nx-planted")
    injected = quote(INJECTED, safe="")
    for target in (
        f"/login?next=/{injected}",
        f"/preferences?next=/{injected}&language=zh",
        f"/preferences?language={injected}",
        f"/login/organisation?next=/{injected}",
        f"/search?q={injected}",
        f"/nothing/{injected}",
        f"/api/v1/companies?q={injected}",
    ):
        yield Attack(f"injected line {target[:30]}", "reader", target=target, expected=HARMLESS, never_in_head=never)
    head = b"GET /login HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n"
    for name, lines in {
        "folded header": b"x-a: b\r\n  set-cookie: planted=1\r\n",
        "bare carriage return": b"x-a: b\rset-cookie: planted=1\r\n",
        "null in a header": b"x-a: b\x00c\r\n",
        "blank before the colon": b"x-a : b\r\n",
        "header without a colon": b"x-a\r\n",
        "header without a name": b": b\r\n",
        "control characters in a name": b"x-\x01a: b\r\n",
        "2,000 headers": b"".join(b"x-%d: b\r\n" % number for number in range(2000)),
        "200 kB in one header": b"x-a: " + b"b" * 200_000 + b"\r\n",
    }.items():
        yield Attack(name, None, raw=head + lines + b"\r\n", expected=HARMLESS | {0}, never_in_head=never)


def framing() -> Iterator[Attack]:
    """Where one request ends and the next begins."""
    post = b"POST /login HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\ncontent-type: application/json\r\n"
    smuggled = b"GET /metrics HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n"
    never = (b"cnesg_store_position",)
    for name, rest in {
        "two lengths that differ": b"content-length: 5\r\ncontent-length: 50\r\n\r\nabcde",
        "two lengths in one header": b"content-length: 5, 50\r\n\r\nabcde",
        "length and chunks": b"content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled,
        "chunks twice": b"transfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled,
        "chunks and identity": b"transfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n" + smuggled,
        "an unknown coding": b"transfer-encoding: xchunked\r\n\r\n0\r\n\r\n" + smuggled,
        "a coding behind a tab": b"transfer-encoding:\tchunked\x0b\r\n\r\n0\r\n\r\n" + smuggled,
        "a negative length": b"content-length: -5\r\n\r\nabcde",
        "a length with a sign": b"content-length: +5\r\n\r\nabcde",
        "a length in hexadecimal": b"content-length: 0x5\r\n\r\nabcde",
        "a length in other digits": "content-length: ٥\r\n\r\nabcde".encode(),
        "a length beyond all numbers": b"content-length: " + b"9" * 30 + b"\r\n\r\nabcde",
        "a length of 5,000 digits": b"content-length: " + b"9" * 5000 + b"\r\n\r\nabcde",
        "a chunk beyond all numbers": b"transfer-encoding: chunked\r\n\r\nffffffffffffffffffff\r\nabc",
        "a chunk of a negative size": b"transfer-encoding: chunked\r\n\r\n-1\r\nabc\r\n0\r\n\r\n",
        "a chunk longer than it says": b"transfer-encoding: chunked\r\n\r\n3\r\nabcdefgh\r\n0\r\n\r\n",
        "a chunk with an endless extension": b"transfer-encoding: chunked\r\n\r\n3;" + b"x" * 100_000,
        "an endless trailer": b"transfer-encoding: chunked\r\n\r\n0\r\nx: " + b"y" * 200_000 + b"\r\n\r\n",
        "more than the length says": b"content-length: 2\r\n\r\n{}" + smuggled,
    }.items():
        yield Attack(f"framing: {name}", None, raw=post + rest, expected=REFUSED | {0}, never=never)
    for name, raw in {
        "HTTP/0.9": b"GET /login\r\n\r\n",
        "HTTP/9.9": b"GET /login HTTP/9.9\r\nhost: 127.0.0.1\r\n\r\n",
        "the preface of HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "a greeting of TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 200 + b"\r\n\r\n",
        "nothing but line ends": b"\r\n" * 200,
        "nulls": b"\x00" * 500 + b"\r\n\r\n",
        "a method of 5,000 letters": b"G" * 5000 + b" /login HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n",
        "CONNECT": b"CONNECT evil.example:443 HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n",
        "TRACE": b"TRACE /login HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\nx-secret: echoed\r\n\r\n",
        "OPTIONS *": b"OPTIONS * HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n",
        "an expectation": post + b"content-length: 2\r\nexpect: wonders\r\n\r\n{}",
        "a socket": b"GET /login HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n",
    }.items():
        answered = {0, 200} if name in {"a socket", "HTTP/9.9"} else {0}
        yield Attack(f"protocol: {name}", None, raw=raw, expected=REFUSED | answered, never=(b"echoed", *never))


def hosts() -> Iterator[Attack]:
    """Names that are not the server's."""
    never = (b"evil.example",)
    for header in ("evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil.example", "127.0.0.1:80:80", "a" * 5000):
        wanted = ("location: http",) if "evil" not in header else ()
        yield Attack(f"host {header[:30]}", None, headers={"host": header}, never=tuple(one.encode() for one in wanted))
    yield Attack("two hosts", None, raw=b"GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nhost: evil.example\r\n\r\n", never=never)
    yield Attack("no host", None, raw=b"GET / HTTP/1.1\r\nconnection: close\r\n\r\n", never=never)
    for header in ("x-forwarded-host", "x-host", "forwarded", "x-original-url", "x-rewrite-url"):
        told = {
            header: "host=evil.example" if header == "forwarded" else "/metrics" if "url" in header else "evil.example"
        }
        yield Attack(
            f"host by {header}", None, headers=told, expected=frozenset({303}), never=(*never, b"cnesg_store_position")
        )


def forgeries() -> Iterator[Attack]:
    """What another site would have the browser of an administrator send."""
    form = b"name=eve&role=administrator&password=correct+horse+battery"
    for name, headers in {
        "without a token": {},
        "with a token of another session": {"x-csrf-token": "0" * 64},
        "with an empty token": {"x-csrf-token": ""},
        "from another origin": {"origin": "https://evil.example", "x-csrf-token": "{csrf}"},
        "from no origin": {"origin": "null", "x-csrf-token": "{csrf}"},
        "as plain text": {"content-type": "text/plain"},
        "as JSON": {"content-type": JSON},
        "as a form of another kind": {"content-type": "multipart/form-data; boundary=x"},
    }.items():
        yield Attack(f"forged {name}", "administrator", "POST", "/accounts", {"content-type": FORM, **headers}, form)
    for header in ("x-http-method-override", "x-method-override", "x-http-method"):
        yield Attack(
            f"overridden by {header}", "administrator", target="/accounts/close?name=reader", headers={header: "POST"}
        )
    for target in ("/accounts/close?name=reader&_method=POST", "/logout", "/verify/undo", "/tokens/revoke?token=x"):
        yield Attack(f"unsafe by GET {target[:20]}", "administrator", target=target)


def scripts() -> Iterator[Attack]:
    """Text that would run in a browser."""
    never = (SCRIPT.encode(), b"<img src=x", b"<svg/onload", b'href="javascript')
    told = quote(SCRIPT + HANDLER, safe="")
    for target in (
        f"/search?q={told}",
        f"/login?next={told}",
        "/login?next=javascript:alert(1)",
        f"/market?industry={told}",
        f"/market?sort={told}",
        f"/companies/{told}",
        f"/methodology/{told}",
        f"/deliveries/{told}/2024-06/1",
        f"/disputes/{told}",
        f"/nothing/{told}",
        "/search?q=%3Csvg%2Fonload%3Dalert(1)%3E",
        "/search?q=%EF%BC%9Cscript%EF%BC%9Ealert(1)",
    ):
        yield Attack(f"script in {target[:40]}", "reader", target=target, expected=HARMLESS, never=never)
    for target in (f"/api/v1/companies?q={told}", f"/api/v1/scores?run={told}", f"/api/v1/nothing/{told}"):
        page = (b"content-type: text/html",)
        yield Attack(f"script in {target[:26]}", "reader", target=target, expected=HARMLESS, never_in_head=page)
    yield Attack("script as a language", "reader", headers={"accept-language": SCRIPT}, expected=HARMLESS, never=never)
    yield Attack("script as a referrer", "reader", "POST", "/verify/undo", {"referer": SCRIPT, "x-csrf-token": "x"})
    for field_name in ("label", "name", "note"):
        body = f"{field_name}={told}&role=reader&days=1".encode()
        target = {"label": "/tokens", "name": "/accounts", "note": "/documents"}[field_name]
        yield Attack(
            f"script kept as a {field_name}",
            "administrator",
            "POST",
            target,
            {"content-type": FORM, "x-csrf-token": "{csrf}"},
            body,
            expected=HARMLESS,
            never=never,
        )


def sql() -> Iterator[Attack]:
    """Text that would be a query."""
    never = (b"sqlite3", b"syntax error", b"Traceback", b"polars", b"OperationalError")
    for text in ("' OR '1'='1", "'; DROP TABLE logins; --", "1 UNION SELECT password FROM logins"):
        told = quote(text, safe="")
        for target in (
            f"/search?q={told}",
            f"/api/v1/scores?company={told}",
            f"/evidence/{told}",
            f"/market?industry={told}",
        ):
            yield Attack(f"query {text[:14]} in {target[:18]}", "reader", target=target, expected=HARMLESS, never=never)
    body = f"name={quote(chr(39) + ' OR 1=1 --')}&password=x".encode()
    headers = {"content-type": FORM, "x-csrf-token": "{csrf}"}
    yield Attack("query as a name", None, "POST", "/login", headers, body, never=never)


def redirects() -> Iterator[Attack]:
    """Where one is not sent on to."""
    for target in (
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "https:evil.example",
        "/\t/evil.example",
        "\x00//evil.example",
        "data:text/html,x",
    ):
        yield Attack(
            f"sent on to {target!r}",
            None,
            target=f"/preferences?language=en&next={quote(target, safe='')}",
            expected=frozenset({303}),
            never=(b"evil.example", b"location: data"),
        )


def cookies() -> Iterator[Attack]:
    """Secrets that are none."""
    for name, headers in {
        "of 30 kB": {"cookie": "cnesg=" + "x" * 30_000},
        "of nobody": {"cookie": "cnesg=planted"},
        "empty": {"cookie": "cnesg="},
        "with quotes": {"cookie": 'cnesg="\\000\\""'},
        "of binary": {"cookie": "cnesg=\x80\xff"},
        "a thousand": {"cookie": "; ".join(f"cnesg={number}" for number in range(1000))},
        "with the prefix of HTTPS": {"cookie": "__Host-cnesg={secret}"},
        "its hash": {"cookie": "cnesg={digest}"},
    }.items():
        yield Attack(f"cookie {name}", None, target="/market", headers=headers, expected=frozenset({303, 400}))
    for name, told in {
        "a session": "Bearer {secret}",
        "nothing": "Bearer",
        "blanks": "Bearer    ",
        "a hash": "Bearer {digest}",
        "binary": "Bearer \xff\xfe",
        "10 kB": "Bearer " + "x" * 10_000,
    }.items():
        yield Attack(f"token that is {name}", None, target="/api/v1/about", headers={"authorization": told})
    basic = {"authorization": "Basic YWRtaW46YWRtaW4="}
    yield Attack("a name and password in the head", None, target="/api/v1/about", headers=basic)


def ranges() -> Iterator[Attack]:
    """Parts of a file that are none, or too many."""
    many = "bytes=" + ",".join("0-" for _ in range(1300))
    for told in ("bytes=0-0,-1", "bytes=-99999999999", "bytes=99999999999-", "bytes=5-1", "bytes=x", "lines=1-2", many):
        yield Attack(f"range {told[:20]}", None, target="/static/look.css", headers={"range": told}, expected=HARMLESS)


def multipart(*parts: tuple[str, bytes]) -> bytes:
    """A form of parts, each with its head."""
    lines = [f"--{BOUNDARY}\r\n{head}\r\n\r\n".encode() + content + b"\r\n" for head, content in parts]
    return b"".join(lines) + f"--{BOUNDARY}--\r\n".encode()


def file_part(name: str, content: bytes) -> tuple[str, bytes]:
    return f'content-disposition: form-data; name="document"; filename="{name}"', content


def packed(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def uploads() -> Iterator[Attack]:
    """Files of a company that are none, and forms that are no forms."""
    note = ('content-disposition: form-data; name="note"', b"Our figures.")
    headers = {"content-type": f"multipart/form-data; boundary={BOUNDARY}", "x-csrf-token": "{csrf}"}
    for name, content in {
        "archive": packed("../../evil.py", b"x"),
        "packed zeros": packed("x", bytes(8_000_000)),
        "program": b"MZ\x90\x00" + bytes(200),
        "nothing": b"",
        "blanks": b"  \n ",
        "nulls": bytes(500),
        "binary text": b"\xff\xfe" * 100,
        "gzip": b"\x1f\x8b\x08\x00" + bytes(100),
    }.items():
        body = multipart(note, file_part("report.pdf", content))
        yield Attack(f"upload of {name}", "issuer", "POST", "/documents", headers, body)
    for name, parts in {
        "a thousand files": [file_part("a.txt", b"x")] * 1200,
        "two thousand fields": [(f'content-disposition: form-data; name="f{number}"', b"x") for number in range(2000)],
        "a field of 2 MB": [('content-disposition: form-data; name="note"', b"x" * 2_000_000)],
        "a part without a name": [("content-disposition: form-data", b"x")],
        "a part without a head": [("", b"x")],
        "a head of 100 kB": [(f'content-disposition: form-data; name="note"; x="{"y" * 100_000}"', b"x")],
        "a note of a file": [('content-disposition: form-data; name="note"; filename="n"', b"x")],
    }.items():
        yield Attack(f"form with {name}", "issuer", "POST", "/documents", headers, multipart(*parts))
    without = {"content-type": "multipart/form-data", "x-csrf-token": "{csrf}"}
    yield Attack("form without a boundary", "issuer", "POST", "/documents", without, multipart(note))
    yield Attack("form that ends early", "issuer", "POST", "/documents", headers, multipart(note)[:60])
    large = {"content-type": FORM, "x-csrf-token": "{csrf}"}
    yield Attack("form of 3 MB", "issuer", "POST", "/documents", large, b"note=" + b"x" * 3_000_000)
    yield Attack("form of 100 kB by a stranger", None, "POST", "/login", large, b"name=" + b"x" * 100_000)
    zipped = large | {"content-encoding": "gzip"}
    yield Attack("form that says it is packed", "issuer", "POST", "/documents", zipped, b"\x1f\x8b" + bytes(100))


def documents() -> Iterator[Attack]:
    """News that is none."""
    item = '{"news_id": "n1", "title": %s, "text": "t", "source": "s", "published_at": "2024-06-01T00:00:00Z"}'
    for name, body in {
        "brackets 500,000 deep": b"[" * 500_000,
        "objects 100,000 deep": b'{"items":' * 100_000,
        "not a number": b'{"items": [{"title": NaN}]}',
        "infinity": b'{"items": [{"title": -Infinity}]}',
        "a number of 100,000 digits": b'{"items": [{"title": ' + b"9" * 100_000 + b"}]}",
        "1e999": b'{"items": 1e999}',
        "bytes that are no text": b'{"items": [{"title": "\xff\xfe"}]}',
        "half of a surrogate pair": b'{"items": [{"title": "\\ud800"}]}',
        "a null in a title": ('{"items": [%s]}' % (item % '"a\\u0000b"')).encode(),
        "text that turns around": ('{"items": [%s]}' % (item % '"\\u202egnp.exe"')).encode(),
        "items that are none": b'{"items": {"0": 1}}',
        "a list for an object": b"[1, 2, 3]",
        "nothing": b"",
        "null": b"null",
        "a prototype": b'{"__proto__": {"role": "administrator"}, "items": 1}',
        "100,000 items": b'{"items": [' + b",".join([b"1"] * 100_000) + b"]}",
        "9 MB": b'{"items": [{"title": "' + b"x" * 9_000_000,
    }.items():
        expected = REFUSED | ({200} if "title" in name or "turns" in name or "surrogate" in name else set())
        headers = {"content-type": JSON}
        yield Attack(f"news of {name}", "feeder", "POST", "/api/v1/news", headers, body, expected=expected)
    yield Attack("news as a form", "feeder", "POST", "/api/v1/news", {"content-type": FORM}, b"items=1")
    yield Attack("news as XML", "feeder", "POST", "/api/v1/news", {"content-type": "text/xml"}, b"<!ENTITY a 'b'>")


def parameters() -> Iterator[Attack]:
    """Values that no page links to."""
    for target in (
        "/api/v1/scores?limit=0",
        "/api/v1/scores?limit=1000000000",
        "/api/v1/scores?limit=1e3",
        "/api/v1/scores?code=TOTAL&cursor=WzAsOTk5OTk5OTk5XQ",
        "/api/v1/scores?code=TOTAL&cursor=%00%ff",
        "/api/v1/scores?code=TOTAL&format=xml",
        "/api/v1/observations?company=L01&at=99999999999999999999999",
        "/api/v1/observations?company=L01&at=-1",
        "/api/v1/observations?company=L01&as_of=0000-00-00",
        "/api/v1/observations?company=L01&as_of=9999-12-31",
        "/api/v1/observations?company=L01&fiscal_year=99999",
        "/api/v1/runs?profile=%00",
        "/api/v1/companies/%00",
        "/api/v1/companies/L01/explanation?code=" + "E" * 5000,
        "/market?page=-1",
        "/market?page=99999999999999999999",
        "/market?page=NaN",
        "/companies/%ED%A0%80",
        "/companies/%E2%80%AEL01",
        "/picture/x/99999999999999999999",
        "/market?" + "&".join(f"x{number}={number}" for number in range(5000)),
        "/search?q=" + "%E5%90%8D" * 3000,
    ):
        yield Attack(f"parameter {target[:60]}", "senior", target=target, expected=HARMLESS, never=(b"Traceback",))
    for name, header in {"of 20 kB": '"' + "x" * 20_000 + '"', "of many": ", ".join(['"x"'] * 3000)}.items():
        yield Attack(
            f"names of answers {name}",
            "reader",
            target="/api/v1/runs",
            headers={"if-none-match": header},
            expected=HARMLESS,
        )
