"""Loads the shared library and declares its functions. Nothing here has a policy."""

import ctypes
import os
import pathlib

ABI_VERSION = 1


class Model(ctypes.Structure):
    """homeostat_model of homeostat.h."""

    COMPLETE = ctypes.CFUNCTYPE(
        ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_void_p
    )
    DESTROY = ctypes.CFUNCTYPE(None, ctypes.c_void_p)
    _fields_ = [
        ("struct_size", ctypes.c_size_t),
        ("user_data", ctypes.c_void_p),
        ("complete", COMPLETE),
        ("destroy", DESTROY),
    ]


_POINTER = ctypes.c_void_p
_OUT = ctypes.POINTER(ctypes.c_void_p)
_SIGNATURES = {
    "homeostat_version": (ctypes.c_char_p, []),
    "homeostat_abi_version": (ctypes.c_int32, []),
    "homeostat_error_status": (ctypes.c_int32, [_POINTER]),
    "homeostat_error_message": (ctypes.c_char_p, [_POINTER]),
    "homeostat_error_free": (None, [_POINTER]),
    "homeostat_text_data": (_POINTER, [_POINTER]),
    "homeostat_text_size": (ctypes.c_size_t, [_POINTER]),
    "homeostat_text_free": (None, [_POINTER]),
    "homeostat_sanitize": (
        ctypes.c_int32,
        [ctypes.c_char_p, ctypes.c_char_p, ctypes.c_size_t, _OUT, _OUT],
    ),
    "homeostat_check_patch": (
        ctypes.c_int32,
        [ctypes.c_char_p, ctypes.c_char_p, ctypes.c_size_t, _OUT, _OUT],
    ),
    "homeostat_exchange_answer": (
        ctypes.c_int32,
        [_POINTER, ctypes.c_char_p, ctypes.c_size_t],
    ),
    "homeostat_exchange_cancelled": (ctypes.c_int32, [_POINTER]),
    "homeostat_engine_new": (
        ctypes.c_int32,
        [ctypes.c_char_p, ctypes.POINTER(Model), _OUT, _OUT],
    ),
    "homeostat_engine_free": (None, [_POINTER]),
    "homeostat_run_start": (ctypes.c_int32, [_POINTER, _OUT, _OUT]),
    "homeostat_run_wait": (ctypes.c_int32, [_POINTER, ctypes.c_int64]),
    "homeostat_run_cancel": (None, [_POINTER]),
    "homeostat_run_report": (ctypes.c_int32, [_POINTER, _OUT, _OUT]),
    "homeostat_run_summary": (ctypes.c_int32, [_POINTER, _OUT, _OUT]),
    "homeostat_run_free": (None, [_POINTER]),
}


def _candidates():
    chosen = os.environ.get("HOMEOSTAT_LIBRARY")
    if chosen:
        return [chosen]
    beside = pathlib.Path(__file__).resolve().parent / "libhomeostat.so"
    return ([str(beside)] if beside.exists() else []) + ["libhomeostat.so"]


def load():
    """The library with all signatures set; OSError or ImportError if there is none that fits."""
    failures = []
    for name in _candidates():
        try:
            library = ctypes.CDLL(name)
        except OSError as error:
            failures.append(f"{name}: {error}")
            continue
        for function, (result, arguments) in _SIGNATURES.items():
            getattr(library, function).restype = result
            getattr(library, function).argtypes = arguments
        if library.homeostat_abi_version() != ABI_VERSION:
            raise ImportError(
                f"{name} has interface version {library.homeostat_abi_version()}, "
                f"this package needs {ABI_VERSION}"
            )
        return library
    raise ImportError(
        "libhomeostat.so was not found; set HOMEOSTAT_LIBRARY to its path ("
        + "; ".join(failures)
        + ")"
    )
