#!/usr/bin/env python3
"""The core calls no socket, file, process, clock, environment, thread or randomness function.

usage: symbols.py NM ARCHIVE

Looks at the undefined symbols of the archive. A C symbol must be in the list below; a C++ symbol
of the standard library must not be one that does I/O, reads a clock or starts a thread.
"""

import re
import subprocess
import sys

# What the compiler and plain computation need: memory, text, numbers, exceptions, assert.
C_ALLOWED = re.compile(
    r"_GLOBAL_OFFSET_TABLE_|__dso_handle|__tls_get_addr|_Unwind_\w+|__cxa_\w+|__gxx_personality_v0"
    r"|__libc_single_threaded"  # read by the reference count of std::shared_ptr
    r"|__dynamic_cast|__stack_chk_fail|__assert_fail|__\w*(div|mod)\w*[td]i[34]|__pop\w+[ds]i2"
    r"|(w?mem|str|wcs)(n?len|chr|rchr|r?cmp|ncmp|n?cpy|move|set|mem|pbrk|n?casecmp|c?spn|str)"
    r"|malloc|free|calloc|realloc|aligned_alloc|strto[a-z]+|__isoc23_strto[a-z]+|v?snprintf"
    r"|__(mem\w+|v?snprintf|str\w+)_chk|is(al|x)?(num|alpha|digit|space|upper|lower|punct|print)"
    r"|to(upper|lower)|abs|l?labs|qsort|bsearch"
    r"|l?l?(ceil|floor|round|rint|trunc|fabs|fmod|modf|pow|exp|exp2|log|log2|log10|log1p|sqrt"
    r"|cbrt|ldexp|frexp|nearbyint|copysign|nan|scalbn|lround|llround)[fl]?"
    r"|__cpu_model|__cpu_indicator_init"  # which instructions the processor has
    r"|__gcov_\w+|__(asan|ubsan|tsan|sanitizer)_\w+|_?_?sanitizer_\w+|__gmon_start__")

CPP_BANNED = re.compile(
    r"std::(chrono::\S*::now|(__cxx11::)?basic_[io]?fstream|(__cxx11::)?basic_filebuf"
    r"|__basic_file|cout|cerr|clog|cin|w(cout|cerr|clog|cin)|random_device|__?j?thread|thread::"
    r"|this_thread|(_V2::)?condition_variable|filesystem|__future_base|ios_base::Init"
    r"|__atomic_futex|quick_exit|system_clock|mutex)|__gnu_cxx::stdio_")

# (object, symbol) that is there for a good reason.
EXCUSED = {
    ("json_src.cpp.o", "pthread_mutex_lock"):
        "Boost.System guards the making of a std::error_category from its own",
    ("json_src.cpp.o", "pthread_mutex_unlock"): "as above",
}

# Symbols that any object may have, because a header of a library that we use brings them.
EXCUSED_EVERYWHERE = {
    "strerror_r": "the message of a generic error code in Boost.System, inline in its headers",
}


def undefined(listing):
    """[(object, symbol)] that no object of the archive defines, from `nm -A` output."""
    wanted, defined = set(), set()
    for line in listing.split("\n"):
        match = re.match(r"(.*?):(?:([^:]+):)?\s*([0-9a-f]*) +([A-Za-z?]) (\S+)$", line)
        if not match:
            continue
        member, kind, symbol = match.group(2) or match.group(1), match.group(4), match.group(5)
        if kind in "Uw":
            wanted.add((member, symbol))
        else:
            defined.add(symbol)
    return sorted(pair for pair in wanted if pair[1] not in defined)


def findings(pairs, demangle):
    names = demangle([symbol for _, symbol in pairs])
    for (member, symbol), name in zip(pairs, names):
        if (member, symbol.split("@")[0]) in EXCUSED:
            continue
        if symbol.split("@")[0] in EXCUSED_EVERYWHERE:
            continue
        if symbol.startswith("_Z"):
            if CPP_BANNED.search(name):
                yield f"{member}: {name}"
        elif not C_ALLOWED.fullmatch(symbol.split("@")[0]):
            yield f"{member}: {symbol}"


def demangle_with(nm):
    filt = re.sub(r"nm$", "c++filt", nm)

    def demangle(symbols):
        done = subprocess.run([filt], input="\n".join(symbols), capture_output=True, text=True,
                              check=True)
        return done.stdout.split("\n")

    return demangle


def main(nm, archive):
    listing = subprocess.run([nm, "-A", archive], capture_output=True, text=True, check=True)
    pairs = undefined(listing.stdout)
    found = list(findings(pairs, demangle_with(nm)))
    for finding in found:
        print("the core may not need", finding)
    print(f"{len(pairs)} undefined symbols, {len(found)} findings")
    return 1 if found or not pairs else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
