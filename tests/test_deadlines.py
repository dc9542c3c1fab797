"""The transport: connections that are kept, replies of every framing, TLS and proxies, and deadlines at the socket."""

import gzip
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx2
import pytest
import trustme

from summarizer.clients import deadlines
from summarizer.clients.deadlines import DeadlineTransport

Answer = Callable[[BaseHTTPRequestHandler], None]


class Server(ThreadingHTTPServer):
    """Answers everything in one way and counts the connections it is asked over."""

    daemon_threads = True

    def __init__(self, answer: Answer, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), handler(answer))
        self.connections = 0
        self.tls = tls

    def get_request(self):
        connection, address = super().get_request()
        self.connections += 1
        return (self.tls.wrap_socket(connection, server_side=True) if self.tls else connection), address


def handler(answer: Answer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 10

        def log_message(self, *_: object) -> None:
            pass

        def do_POST(self) -> None:
            self.body = self.rfile.read(int(self.headers["content-length"]))
            answer(self)

        def do_CONNECT(self) -> None:
            self.server.asked = (self.path, self.headers["proxy-authorization"])
            host, _, port = self.path.rpartition(":")
            self.send_response(200)
            self.end_headers()
            with socket.create_connection((host, int(port))) as there:
                back = threading.Thread(target=pump, args=(there, self.connection), daemon=True)
                back.start()
                pump(self.connection, there)
                back.join(5)
            self.close_connection = True

    return Handler


def pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):  # whoever ends first
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)


@contextmanager
def serving(answer: Answer, tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    with Server(answer, tls) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join(5)


def plain(request: BaseHTTPRequestHandler, content: bytes | None = None, **headers: str) -> None:
    content = request.body if content is None else content
    request.send_response(200)
    for name, value in {"content_length": str(len(content)), **headers}.items():
        request.send_header(name.replace("_", "-"), value)
    request.end_headers()
    request.wfile.write(content)


def chunked(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("transfer-encoding", "chunked")
    request.end_headers()
    for piece in (request.body[:2], request.body[2:]):
        request.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
    request.wfile.write(b"0\r\n\r\n")


def until_closed(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("connection", "close")
    request.end_headers()
    request.wfile.write(request.body)


def zipped(request: BaseHTTPRequestHandler) -> None:
    plain(request, gzip.compress(request.body), content_encoding="gzip")


def cut(request: BaseHTTPRequestHandler) -> None:
    plain(request, b"half", content_length="400")
    request.close_connection = True


def no_words(request: BaseHTTPRequestHandler) -> None:
    request.close_connection = True


def nonsense(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n\r\n")
    request.close_connection = True


def endless(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("connection", "close")
    request.end_headers()
    request.wfile.write(b"x" * 4000)


@contextmanager
def client(**options: object) -> Iterator[httpx2.Client]:
    with httpx2.Client(transport=DeadlineTransport(**options), timeout=5) as opened:
        yield opened


def url(server: Server, scheme: str = "http") -> str:
    return f"{scheme}://127.0.0.1:{server.server_port}/v1/chat"


@pytest.mark.parametrize("answer", [plain, chunked, until_closed, zipped])
def test_a_reply_of_every_framing_is_read_whole(answer: Answer) -> None:
    with serving(answer) as server, client() as sending:
        for body in (b"first", b"second \xc3\xa9"):
            assert sending.post(url(server), content=body).content == body


def test_one_thread_keeps_one_connection_and_eight_have_eight_at_most() -> None:
    with serving(plain) as server, client() as sending:
        for _ in range(5):
            sending.post(url(server), content=b"x")
        assert server.connections == 1
        threads = [
            threading.Thread(target=lambda: [sending.post(url(server), content=b"x") for _ in range(20)])
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert server.connections <= 8


def test_a_connection_that_the_server_closed_while_it_was_idle_is_replaced() -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        plain(request)
        request.close_connection = True

    with serving(answer) as server, client() as sending:
        sending.post(url(server), content=b"x")
        time.sleep(deadlines.FRESH_SECONDS + 0.1)
        assert sending.post(url(server), content=b"y").content == b"y"
        assert server.connections == 2


def test_a_transport_is_closed_although_a_thread_has_just_closed_its_own_connection() -> None:
    transport = DeadlineTransport()
    with serving(plain) as server, httpx2.Client(transport=transport, timeout=5) as sending:
        sending.post(url(server), content=b"x")
        connection = transport._idle.pop().connection
        connection.close()
        transport._busy.add(connection)
        transport.close()
        with pytest.raises(httpx2.WriteError, match="the client was closed"):
            sending.post(url(server), content=b"x")


@pytest.mark.parametrize("value", ["a\r\nx-forged: b", "a\nb", "a\0b"])
def test_a_header_can_not_hold_another_one(value: str) -> None:
    with serving(plain) as server, client() as sending:
        with pytest.raises(httpx2.LocalProtocolError, match="line break"):
            sending.post(url(server), content=b"x", headers={"x-note": value})
        assert sending.post(url(server), content=b"y").content == b"y"


def test_another_host_has_a_connection_of_its_own() -> None:
    with serving(plain) as one, serving(lambda r: plain(r, b"two")) as two, client() as sending:
        assert sending.post(url(one), content=b"one").content == b"one"
        assert sending.post(url(two), content=b"one").content == b"two"


@pytest.mark.parametrize(
    ("answer", "error", "says"),
    [
        (cut, httpx2.RemoteProtocolError, "in the midst"),
        (no_words, httpx2.RemoteProtocolError, "without a reply"),
        (nonsense, httpx2.RemoteProtocolError, "no HTTP"),
    ],
)
def test_what_is_no_whole_reply_is_an_error_and_the_next_request_is_none_the_worse(
    answer: Answer, error: type[Exception], says: str
) -> None:
    answers = iter([answer, plain])
    with serving(lambda request: next(answers)(request)) as server, client() as sending:
        with pytest.raises(error, match=says):
            sending.post(url(server), content=b"x")
        assert sending.post(url(server), content=b"y").content == b"y"


@pytest.mark.parametrize("answer", [endless, lambda r: plain(r, b"x", content_length="99999")])
def test_a_reply_that_is_far_too_large_is_not_read(answer: Answer) -> None:
    with (
        serving(answer) as server,
        client(largest=1000) as sending,
        pytest.raises(httpx2.ReadError, match="larger than 1000"),
    ):
        sending.post(url(server), content=b"x")


def test_nobody_there_is_a_connect_error() -> None:
    with socket.socket() as taken, client() as sending:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(httpx2.ConnectError):
            sending.post(f"http://127.0.0.1:{taken.getsockname()[1]}/", content=b"x")


def test_silence_is_a_read_time_out_also_on_a_connection_that_had_more_time_before() -> None:
    answers = iter([plain, lambda _: time.sleep(1)])
    with serving(lambda request: next(answers)(request)) as server, client() as sending:
        sending.post(url(server), content=b"x")
        began = time.monotonic()
        with pytest.raises(httpx2.ReadTimeout):
            sending.post(url(server), content=b"x", timeout=0.2)
        assert time.monotonic() - began < 0.6


def dripping(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n")
    try:
        for _ in range(100):
            request.wfile.write(b"x")
            time.sleep(0.05)
    except OSError:
        request.close_connection = True


@pytest.mark.parametrize("secure", [False, True])
def test_a_deadline_ends_a_reply_that_drips_encrypted_or_not(secure: bool) -> None:
    with ExitStack() as stack:
        server_side, client_side = certificates() if secure else (None, True)
        server = stack.enter_context(serving(dripping, server_side))
        transport = DeadlineTransport(verify=client_side)
        sending = stack.enter_context(httpx2.Client(transport=transport, timeout=5))
        began = time.monotonic()
        with transport.within(0.4), pytest.raises(httpx2.ReadTimeout):
            sending.post(url(server, "https" if secure else "http"), content=b"x")
        assert time.monotonic() - began < 0.8


def certificates() -> tuple[ssl.SSLContext, ssl.SSLContext]:
    authority = trustme.CA()
    server, client_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert("127.0.0.1").configure_cert(server)
    authority.configure_trust(client_side)
    return server, client_side


def test_a_server_whose_certificate_is_trusted_is_spoken_to_and_no_other() -> None:
    server_side, trusting = certificates()
    with serving(plain, server_side) as server:
        with client(verify=trusting) as sending:
            assert sending.post(url(server, "https"), content=b"x").content == b"x"
        with client() as sending, pytest.raises(httpx2.ConnectError, match=r"(?i)certificate"):
            sending.post(url(server, "https"), content=b"x")


def test_a_proxy_is_asked_for_the_whole_address() -> None:
    with serving(lambda r: plain(r, r.path.encode())) as proxy:
        with client(proxy=f"http://127.0.0.1:{proxy.server_port}") as sending:
            reply = sending.post("http://models.invalid/v1/chat?x=1", content=b"x")
        assert reply.content == b"http://models.invalid/v1/chat?x=1"


def test_what_is_encrypted_goes_through_a_proxy_in_a_tunnel_with_its_password_for_the_proxy_alone() -> None:
    server_side, trusting = certificates()
    seen: list[str | None] = []

    def answer(request: BaseHTTPRequestHandler) -> None:
        seen.append(request.headers["proxy-authorization"])
        plain(request)

    with serving(answer, server_side) as server, serving(plain) as proxy:
        with client(verify=trusting, proxy=f"http://me:p%40ss@127.0.0.1:{proxy.server_port}") as sending:
            assert sending.post(url(server, "https"), content=b"x").content == b"x"
        assert proxy.asked == (f"127.0.0.1:{server.server_port}", "Basic bWU6cEBzcw==")
        assert seen == [None]


def test_a_proxy_of_another_kind_is_named() -> None:
    with client(proxy="socks5://127.0.0.1:9") as sending, pytest.raises(httpx2.UnsupportedProtocol, match="socks5"):
        sending.post("http://models.invalid/", content=b"x")
