"""From error reports to tested pull requests: the Python face of libhomeostat.

Thread safety: functions are safe from any thread; an Engine runs one run at a time.
"""

import ctypes
import json

from ._library import Model as _Model
from ._library import load as _load

__all__ = ["Engine", "HomeostatError", "Report", "check_patch", "sanitize", "version"]

_c = _load()

_OK = 0
_TIMEOUT = 4
_INTERNAL = 10
_POLL_MS = 100


class HomeostatError(Exception):
    """A call that could not do its work. `status` is one of the HOMEOSTAT_… numbers."""

    def __init__(self, status, message):
        super().__init__(message)
        self.status = status


def _call(function, *arguments):
    """Calls a fallible function that gives one object; returns its address."""
    out = ctypes.c_void_p()
    error = ctypes.c_void_p()
    status = function(*arguments, ctypes.byref(out), ctypes.byref(error))
    if status == _OK:
        return out.value
    message = _c.homeostat_error_message(error.value).decode("utf-8", "replace")
    _c.homeostat_error_free(error.value)
    raise HomeostatError(status, message)


def _take_text(address):
    try:
        size = _c.homeostat_text_size(address)
        return ctypes.string_at(_c.homeostat_text_data(address), size)
    finally:
        _c.homeostat_text_free(address)


def _bytes(text):
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")


def version():
    """The library's version, as "0.1.0"."""
    return _c.homeostat_version().decode()


def sanitize(text, **options):
    """`text` (str or bytes) without secrets and personal data, as the same type.

    Options: compat (bool), known_values (list of str).
    """
    data = _bytes(text)
    address = _call(
        _c.homeostat_sanitize, json.dumps(options).encode(), data, len(data)
    )
    clean = _take_text(address)
    return clean if isinstance(text, bytes) else clean.decode("utf-8", "surrogateescape")


def check_patch(patch, policy=None):
    """The verdict on a patch: {"verdict": "pass" or "refuse", "reasons": […]}."""
    data = _bytes(patch)
    policy_json = None if policy is None else json.dumps(policy).encode()
    address = _call(_c.homeostat_check_patch, policy_json, data, len(data))
    return json.loads(_take_text(address))


class Report(dict):
    """The run's report as the library's JSON gives it. `summary` is the one in Markdown."""

    summary = ""


class Engine:
    """Runs over repositories. Use it as a context manager, or call close().

    config: dict or JSON text. model: a function from a request (dict) to an answer (dict with
    "text" and "usage"); it runs on threads of the library's own. An exception in it fails that
    one call; the first one is raised again by run().
    """

    def __init__(self, config, model=None):
        self._handle = None
        self._failure = None
        text = config if isinstance(config, str) else json.dumps(config)
        pointer = None
        if model is not None:
            self._model = self._wrap(model)  # kept: the library holds its address
            pointer = ctypes.byref(self._model)
        self._handle = _call(_c.homeostat_engine_new, text.encode(), pointer)

    def _wrap(self, model):
        def complete(_user_data, request, size, exchange):
            try:
                answer = model(json.loads(ctypes.string_at(request, size)))
                data = json.dumps(answer).encode()
                return _c.homeostat_exchange_answer(exchange, data, len(data))
            except Exception as failure:  # it must not cross the C frames
                self._failure = self._failure or failure
                return _INTERNAL

        wrapped = _Model()
        wrapped.struct_size = ctypes.sizeof(_Model)
        wrapped.complete = _Model.COMPLETE(complete)
        return wrapped

    def run(self):
        """One pass over all repositories; returns its Report.

        KeyboardInterrupt cancels the run, waits for its end, and is raised again.
        """
        if self._handle is None:
            raise ValueError("the engine is closed")
        self._failure = None
        run = _call(_c.homeostat_run_start, self._handle)
        try:
            # Short waits, since a signal is only seen between calls.
            while _c.homeostat_run_wait(run, _POLL_MS) == _TIMEOUT:
                pass
            report = Report(json.loads(_take_text(_call(_c.homeostat_run_report, run))))
            report.summary = _take_text(_call(_c.homeostat_run_summary, run)).decode()
        finally:
            _c.homeostat_run_free(run)  # cancels and waits
        if self._failure is not None:
            raise self._failure
        return report

    def close(self):
        """Waits for open calls of the model, then frees everything. May be called twice."""
        if self._handle is not None:
            _c.homeostat_engine_free(self._handle)
            self._handle = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def __del__(self):
        self.close()
