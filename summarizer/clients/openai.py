"""The client for any OpenAI-compatible endpoint, mostly for its Chat Completions, by HTTP.

The official SDK, which serves the Batch API, takes a second to import and three quarters of the processor's time of a
chat completion, for retries, redirects and response models that are all made anew here: there is one retry loop, no
redirect is followed, so that a paper's text goes to the base URL's server and to none besides, and no key reaches an
error, a log or a reply.
"""

from __future__ import annotations

import os
import threading
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, NoReturn, TypeVar
from urllib.parse import SplitResult, urlsplit

import summarizer
from summarizer.clients import Completion, Request, canonical_json
from summarizer.clients.dialects import Dialect, Dialects, ServerWarning, encode
from summarizer.clients.keys import ApiKey
from summarizer.clients.pacing import Pacer
from summarizer.clients.refusals import Meaning, Reply, true_status
from summarizer.clients.replies import NotACompletionError, read_json, read_reply
from summarizer.clients.spending import Reservation, Spending
from summarizer.clients.waits import AttemptError, Patience, backoff, server_hint
from summarizer.errors import RequestError, RunStoppedError, SettingsError
from summarizer.once import once
from summarizer.records import Usage

if TYPE_CHECKING:
    import httpx2
    from tenacity import RetryCallState

    from summarizer.clients.deadlines import DeadlineTransport, Headers, Outgoing

CONNECT_SECONDS = 10.0
TOKENS_OUT = 4096
"""Taken for the most tokens of an answer where a request sets no limit itself."""
MODELS_SHOWN = 8
_AGENT = f"summarizer/{summarizer.__version__}"
_ACCOUNT = {"OpenAI-Organization": "OPENAI_ORG_ID", "OpenAI-Project": "OPENAI_PROJECT_ID"}
"""Headers that say on whose behalf a key is used, and the variables of the environment that the SDK knows too."""

T = TypeVar("T")


class OpenAIClient:
    """Answers requests by the model behind a base URL; one client serves any number of threads.

    Raises `RequestError` for a request that could not be answered (`transport`, `timeout`, `too_long`, `rejected`) and
    `RunStoppedError` where no other request could be either: a wrong key, an unknown model, an exhausted quota, a
    server that wants a longer wait than `patience.longest_wait`, a limit of spending. Refused, filtered and cut-off
    answers are answers.

    `pacer` says when an HTTP request may go, and knows the time; `spending` whether it still may; `count` how many
    tokens a request sends, for where one of them wants to know: else a quarter of its characters is taken, which is
    rather more.
    """

    name = "openai"

    def __init__(
        self,
        base_url: str,
        api_key: str | None = None,
        *,
        patience: Patience | None = None,
        pacer: Pacer | None = None,
        spending: Spending | None = None,
        count: Callable[[Request], int] | None = None,
    ) -> None:
        self.base_url = checked_url(base_url)
        self.host = urlsplit(self.base_url).netloc
        self.key = ApiKey(api_key)
        self._account = _account()
        self._patience = patience or Patience()
        self.pacer = pacer or Pacer()
        self.spending = spending or Spending()
        self._count = count or _quarter
        self._clock = self.pacer.clock
        self._dialects = Dialects()
        self._building = threading.Lock()
        self._built: DeadlineTransport | None = None

    def __repr__(self) -> str:
        return f"OpenAIClient({self.base_url!r})"

    def complete(self, request: Request) -> Completion:
        """Answer one request; `attempts` counts every HTTP request it took, also those that taught us the server."""
        most_out = int(request.sampling.get("max_tokens") or TOKENS_OUT)
        call = self._call(request.model, count=lambda: self._count(request), most_out=most_out)
        self._dialects.await_probe(request.model)
        try:
            completion = self._patiently(call, lambda: self._ask(call, request))
        finally:
            self._dialects.settle(request.model)
        return completion if call.sent == 1 else replace(completion, attempts=call.sent)

    def post(
        self, path: str, body: Mapping[str, Any], *, read: Callable[[Any], T], count: Callable[[], int], option: str
    ) -> T:
        """Post something else than a chat to a path below the base URL, as patiently and as sparingly as `complete`.

        `body` names the model, which `option` sets; `count` tells the tokens that are sent (none come back). `read`
        makes of the reply's JSON what is wanted; where it raises `NotACompletionError`, the same is asked for again.
        """
        content = canonical_json(body).encode("utf-8", "replace")
        what = path.strip("/").removesuffix("s")
        call = self._call(str(body["model"]), count=count, what=what, option=option)
        return self._patiently(call, lambda: self._read(call, self._in_turn(call, path, content), read))

    def dialect(self, model: str) -> Dialect:
        """Tell how a model's server is asked, by what it has refused or left unheeded so far."""
        return self._dialects.of(model)

    def list_models(self) -> list[str]:
        """Name the models that the server offers, in its order; raises `SettingsError` where it offers no list."""
        call = self._call()
        body = self._patiently(call, lambda: self._ask_models(call))
        rows = body.get("data") if isinstance(body, Mapping) else None
        if not isinstance(rows, list):
            raise SettingsError(f"{self.base_url}/models lists no models: name one by --model")
        return [str(row["id"]) for row in rows if isinstance(row, Mapping) and row.get("id")]

    def only_model(self) -> str:
        """Name the model, where the server offers exactly one; else raises `SettingsError` that asks for `--model`."""
        models = self.list_models()
        if len(models) == 1:
            return models[0]
        shown = ", ".join(models[:MODELS_SHOWN]) + (", …" if len(models) > MODELS_SHOWN else "")
        raise SettingsError(f"{self.base_url} offers {len(models)} models: name one by --model ({shown or 'none'})")

    @property
    def at_once(self) -> float:
        """How many requests are on their way at once, at most; infinite where only the threads limit them."""
        return self.pacer.most

    def stop(self) -> None:
        """Send nothing more: requests that wait for their turn end as stopped, those on their way are answered."""
        self.pacer.close()

    def close(self) -> None:
        """Stop, and break off also what is on its way."""
        self.stop()
        if self._built is not None:
            self._built.close()

    # --- one request -------------------------------------------------------------------------------------------------

    def _call(self, model: str = "", **about: Any) -> _Call:
        return _Call(self._clock.monotonic() + self._patience.deadline, model, **about)

    def _patiently(self, call: _Call, attempt: Callable[[], T]) -> T:
        import tenacity

        def wait(state: RetryCallState) -> float:
            seconds = backoff(self._patience.longest_wait)(state)
            failure = state.outcome.exception() if state.outcome else None
            if isinstance(failure, AttemptError) and failure.holds_all:
                self.pacer.pause(seconds)
            return seconds

        def stop(state: RetryCallState) -> bool:
            if state.attempt_number >= self._patience.attempts:
                return True
            call.late = self._clock.monotonic() + state.upcoming_sleep >= call.ends
            return call.late

        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(AttemptError),
            wait=wait,
            stop=stop,
            sleep=self.pacer.sleep,
            reraise=True,
        )
        try:
            return retrying(attempt)
        except AttemptError as failure:
            raise self._gave_up(call, failure) from failure
        except RequestError as error:
            error.attempts = call.sent
            raise

    def _ask(self, call: _Call, request: Request) -> Completion:
        """Send a request once, and again at once where the refusal says how the server wants to be asked."""
        while True:
            dialect = self._dialects.of(request.model)
            reply = self._in_turn(call, "/chat/completions", encode(request, dialect))
            if reply.refused_form and self._dialects.learn(request, dialect, reply.error):
                continue
            completion = self._read(call, reply, read_reply)
            whole = completion.finish_reason == "stop" and completion.text.strip()
            if whole and self._dialects.hear(request, dialect, completion.text):
                self._warn_of_form(request.model)
            return completion

    def _warn_of_form(self, model: str) -> None:
        said = f"{self.host} does not hold the answers of {model!r} to the schema it is given"
        warnings.warn(f"{said}; from now on the prompt shows it, too", ServerWarning, stacklevel=2)

    def _in_turn(self, call: _Call, path: str, content: bytes) -> Reply:
        """Send a request when it may go, if it still may."""
        began = self._clock.monotonic()
        if began >= call.ends:
            raise AttemptError("timeout", "no time was left")
        tokens_in, tokens_out = call.tokens if self.spending.counts_tokens or self.pacer.counts_tokens else (0, 0)
        turn, reply = self.pacer.before(tokens_in + tokens_out), None
        try:
            reserved = self.spending.before(tokens_in, tokens_out, retry=call.sent > 0)
            call.ends += self._clock.monotonic() - began  # what we hold back ourselves is not the server's lateness
            reply = self._paid(call, reserved, lambda: self._send(call, "POST", path, content))
            self.pacer.heed(reply.headers)
        finally:
            self.pacer.after(turn, answered=bool(reply and reply.answered), refused=bool(reply and reply.one_too_many))
        return reply

    def _paid(self, call: _Call, reserved: Reservation, send: Callable[[], Reply]) -> Reply:
        """Say what a request came to, also where it was broken off."""
        billed: bool | None = None
        usage = Usage()
        try:
            reply = send()
            billed, usage = reply.billed, reply.usage
            if not call.most_out and usage.input is not None:
                usage = usage.model_copy(update={"output": 0})
        except AttemptError as failure:
            billed = failure.billed
            raise
        finally:
            self.spending.after(reserved, usage, billed=billed)
        return reply

    def _read(self, call: _Call, reply: Reply, read: Callable[[Any], T]) -> T:
        if reply.status >= 300 and reply.meaning != "filtered":
            self._refuse(call, reply)
        try:
            return read(reply.body)
        except NotACompletionError as problem:
            raise AttemptError("transport", f"no {call.what} came: {self.key.clean(str(problem))}") from problem

    def _ask_models(self, call: _Call) -> Any:
        reply = self._send(call, "GET", "/models")
        if reply.status >= 300 and reply.meaning != "address":
            self._refuse(call, reply)
        return reply.body

    def _send(self, call: _Call, method: str, path: str, content: bytes | None = None) -> Reply:
        """Send one HTTP request; whatever comes back is a reply, and where nothing does, the attempt has failed."""
        import httpx2

        transport, request = self.transport, self._request(method, path, content)
        left = call.ends - self._clock.monotonic()
        call.sent += 1
        try:
            with transport.within(left):
                return self._reply(*transport.send(request))
        except httpx2.TimeoutException as error:
            late = "the server did not answer in time"
            raise AttemptError("timeout", late, billed=_billed(error)) from error
        except httpx2.RequestError as error:
            reason = f"the connection failed: {self.key.clean(str(error)) or type(error).__name__}"
            raise AttemptError("transport", reason, billed=_billed(error)) from error

    def _reply(self, status: int, headers: Headers, content: bytes) -> Reply:
        named = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in headers}
        if "content-encoding" in named:
            content = _unpacked(headers, content)
        body = read_json(self.key.hide(content))
        return Reply(true_status(status, body), named, body)

    # --- what failed -------------------------------------------------------------------------------------------------

    def _refuse(self, call: _Call, reply: Reply) -> NoReturn:
        kind = reply.meaning
        said = self.key.clean(reply.error.message)
        if kind == "again":
            hint = self._hint(reply)
            holds_all = hint is not None or reply.status == 429
            raise AttemptError("transport", f"{reply.status} {said}".strip(), hint, holds_all=holds_all)
        if kind in ("too_long", "rejected"):
            text = "the request does not fit the model" if kind == "too_long" else "the server rejects the request"
            raise RequestError(kind, f"{text} ({reply.status}): {said}".rstrip(": "))
        raise RunStoppedError("stopped", self._stop_message(kind, reply, call, said))

    def _stop_message(self, kind: Meaning, reply: Reply, call: _Call, said: str) -> str:
        if kind == "key":
            return self.key.refusal(self.host, self.base_url, reply.status)
        if kind == "quota":
            return f"{self.host}: the account is exhausted ({reply.status} {said}); run again when it is not"
        if kind == "model":
            return f"{self.host} does not know the model {call.model!r} ({reply.status}): name another by {call.option}"
        if kind == "moved":
            target = urlsplit(reply.headers.get("location", "")).netloc.rpartition("@")[2] or "another address"
            return (
                f"{self.host} redirects to {self.key.clean(target)} ({reply.status}); nothing was sent there: "
                "if that is your server, give its address by --base-url"
            )
        return f"nothing answers {call.what}s at {self.base_url} ({reply.status}): check --base-url"

    def _hint(self, reply: Reply) -> float | None:
        now = self._clock.now()
        hint = server_hint(reply.headers, now)
        if hint is None or hint <= self._patience.longest_wait:
            return hint
        message = f"{self.host} asks to wait {hint:.0f} s ({reply.status}); run again later, what is done is kept"
        if hint < timedelta(days=3650).total_seconds():
            message = f"{message}: it may go on at {now + timedelta(seconds=hint):%Y-%m-%d %H:%M:%S %Z}".rstrip()
        raise RunStoppedError("stopped", message)

    def _gave_up(self, call: _Call, failure: AttemptError) -> RequestError:
        if call.late:
            message = f"no answer from {self.host} within {self._patience.deadline:g} s ({call.sent} sent): {failure}"
            return RequestError("timeout", message, attempts=call.sent)
        message = f"no answer from {self.host}, {call.sent} sent; the last one: {failure}"
        return RequestError(failure.kind, message, attempts=call.sent)

    # --- the connection ----------------------------------------------------------------------------------------------

    @property
    def transport(self) -> DeadlineTransport:
        """What requests go through, made when it is first needed."""
        with self._building:
            if self._built is None:
                self._built = self._build()
            return self._built

    def _build(self) -> DeadlineTransport:
        import ssl

        from summarizer.clients.deadlines import DeadlineTransport

        url = urlsplit(self.base_url)
        # Loading the trusted certificates takes 30 ms; without TLS a context that trusts nobody will do.
        trust = True if url.scheme == "https" else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        return DeadlineTransport(verify=trust, proxy=_proxy(url))

    def _request(self, method: str, path: str, content: bytes | None) -> Outgoing:
        from summarizer.clients.deadlines import Outgoing

        return Outgoing(method, _address(self.base_url + path), self._headers, content or b"", self._timeouts)

    @once
    def _timeouts(self) -> dict[str, float | None]:
        silence = self._patience.silence
        return {"connect": min(CONNECT_SECONDS, silence), "read": silence, "write": silence}

    @once
    def _headers(self) -> tuple[tuple[bytes, bytes], ...]:
        import httpx2

        said = {"Accept": "application/json", "Accept-Encoding": "gzip, deflate", "User-Agent": _AGENT}
        headers = {**said, "Content-Type": "application/json", **self._account, **self.key.headers()}
        return tuple(httpx2.Request("GET", _address(self.base_url), headers=headers).headers.raw)


@dataclass
class _Call:
    """One request on its way."""

    ends: float
    model: str = ""
    count: Callable[[], int] = lambda: 0
    most_out: int = 0
    """Tokens that come back at most."""
    what: str = "chat completion"
    option: str = "--model"
    """What names the model."""
    sent: int = 0
    late: bool = False

    @once
    def tokens(self) -> tuple[int, int]:
        """The tokens that it sends, and may receive at most."""
        return self.count(), self.most_out


def _account() -> dict[str, str]:
    named = {header: os.environ.get(variable, "").strip() for header, variable in _ACCOUNT.items()}
    for header, value in named.items():
        if not (value.isascii() and value.isprintable()):
            raise SettingsError(f"{_ACCOUNT[header]} holds characters that no header can")
    return {header: value for header, value in named.items() if value}


@lru_cache(maxsize=64)
def _address(url: str) -> httpx2.URL:
    import httpx2

    try:
        return httpx2.URL(url)
    except httpx2.InvalidURL as error:
        raise SettingsError(f"the base URL can't be one: {error}") from error


def _unpacked(headers: Headers, content: bytes) -> bytes:
    """The body without its content encoding; raises `httpx2.DecodingError`, a `RequestError`."""
    import httpx2

    return httpx2.Response(200, headers=list(headers), content=content).content


def _billed(cause: BaseException | None) -> Literal[False] | None:
    """Whether a request that got no reply has to be paid: not where it never went out, else nobody can tell."""
    import httpx2

    return False if isinstance(cause, (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)) else None


def _quarter(request: Request) -> int:
    return (sum(len(message.content) for message in request.messages) + len(canonical_json(request.schema))) // 4


def checked_url(base_url: str) -> str:
    """Give a base URL in its one form, without a slash at its end; raises `SettingsError` for what can't be one."""
    try:
        parts = urlsplit(base_url.strip())
    except ValueError:
        parts = SplitResult("", base_url, "", "", "")
    if "@" in parts.netloc:
        raise SettingsError("the base URL holds a user name or password: give the key as SUMMARIZER_API_KEY instead")
    if parts.scheme.lower() not in ("http", "https") or not _can_be_reached(base_url.strip()):
        raise SettingsError(f"the base URL {base_url!r} can't be one: expected something like http://localhost:8080/v1")
    return parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.lower()).geturl().rstrip("/")


def _proxy(url: SplitResult) -> str | None:
    """The environment's proxy for a URL; a client with a transport of its own has to look for it itself."""
    from urllib.request import getproxies, proxy_bypass

    proxies = getproxies()
    proxy = proxies.get(url.scheme) or proxies.get("all")
    if proxy is None or proxy_bypass(url.netloc):
        return None
    if not _can_be_reached(proxy):
        raise SettingsError(f"the environment's proxy for {url.scheme}:// can't be one: expected http://HOST:PORT")
    return proxy


def _can_be_reached(url: str) -> bool:
    try:
        parts = urlsplit(url)
        (parts.hostname or "").encode("idna")  # labels of a length that a name can have
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
