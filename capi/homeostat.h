/* The C interface of libhomeostat (C99).
 *
 * Conventions
 *   - A fallible call returns a homeostat_status, sets its outputs to NULL first, and takes an
 *     optional `homeostat_error **err` last: pass NULL to ignore it, else free what it gives.
 *   - What came out through an `out` parameter is the caller's and has its `_free`; `_free(NULL)`
 *     does nothing. A `const char *` from a getter lives as long as its object.
 *   - Text is UTF-8 with a length; what an object gives is also NUL-terminated.
 *   - Structs begin with their size: HOMEOSTAT_INIT(&s), then set what you need. Zero = default.
 *   - Thread safety: distinct objects are safe to use from distinct threads; one object from one
 *     thread at a time, except where a function says otherwise.
 *   - Nothing here prints, exits, installs a signal handler or changes the environment.
 *
 * Data whose shape grows travels as JSON text; README.md beside this file gives the shapes.
 */
#ifndef HOMEOSTAT_H
#define HOMEOSTAT_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define HOMEOSTAT_API __attribute__((visibility("default")))
#else
#define HOMEOSTAT_API
#endif

/* Zeroes a struct and sets its size. */
#define HOMEOSTAT_INIT(s) (memset((s), 0, sizeof *(s)), (s)->struct_size = sizeof *(s))

/* Chosen by the remedy. The values are fixed for ever. */
typedef int32_t homeostat_status;
#define HOMEOSTAT_OK 0
#define HOMEOSTAT_INVALID_ARGUMENT 1 /* the call was wrong */
#define HOMEOSTAT_INVALID_CONFIG 2   /* the configuration was wrong */
#define HOMEOSTAT_CANCELLED 3
#define HOMEOSTAT_TIMEOUT 4
#define HOMEOSTAT_TRANSPORT 5 /* a peer was not reached, or its answer was lost */
#define HOMEOSTAT_DENIED 6    /* a peer answered no and did nothing */
#define HOMEOSTAT_CONFLICT 7
#define HOMEOSTAT_STORE 8
#define HOMEOSTAT_UNSUPPORTED 9 /* this build, machine or version cannot do it */
#define HOMEOSTAT_INTERNAL 10
#define HOMEOSTAT_NO_MEMORY 11

typedef struct homeostat_error homeostat_error;
typedef struct homeostat_text homeostat_text;
typedef struct homeostat_engine homeostat_engine;
typedef struct homeostat_run homeostat_run;
typedef struct homeostat_exchange homeostat_exchange;

/* "0.1.0". Lives for ever. */
HOMEOSTAT_API const char* homeostat_version(void);
/* Grows with each change of this interface that a caller could notice. */
HOMEOSTAT_API int32_t homeostat_abi_version(void);

/* ---- errors and texts ---- */

HOMEOSTAT_API homeostat_status homeostat_error_status(const homeostat_error* error);
/* One line; never NULL. */
HOMEOSTAT_API const char* homeostat_error_message(const homeostat_error* error);
HOMEOSTAT_API void homeostat_error_free(homeostat_error* error);

HOMEOSTAT_API const char* homeostat_text_data(const homeostat_text* text);
HOMEOSTAT_API size_t homeostat_text_size(const homeostat_text* text);
HOMEOSTAT_API void homeostat_text_free(homeostat_text* text);

/* ---- pure functions: safe from any thread ---- */

/* Takes secrets and personal data out of `text`. `options_json`: NULL or
 * {"compat": false, "known_values": ["…"]}. */
HOMEOSTAT_API homeostat_status homeostat_sanitize(const char* options_json, const char* text,
                                                  size_t size, homeostat_text** out,
                                                  homeostat_error** err);

/* Judges a patch. `policy_json`: NULL (the defaults) or the guardrail policy. A refusal is a
 * result: {"verdict": "pass"|"refuse", "reasons": [{"code", "file", "line", "detail"}]}. */
HOMEOSTAT_API homeostat_status homeostat_check_patch(const char* policy_json, const char* patch,
                                                     size_t size, homeostat_text** out,
                                                     homeostat_error** err);

/* ---- the engine ---- */

/* The host's way to a model: one request in, one answer out.
 *
 * complete: is given {"model", "purpose", "repo", "issue", "output_tokens_max",
 *   "messages": [{"role", "text"}]} and answers through homeostat_exchange_answer with
 *   {"text", "usage": {"input", "output", "cache_read", "cache_write"}, "finish_reason"}, then
 *   returns HOMEOSTAT_OK; or returns another status (DENIED, UNSUPPORTED, INVALID_ARGUMENT:
 *   nothing was billed; all others: the worst case is booked). It runs on a thread of the
 *   library's own, so it may block: cancelling a run does not wait for it. At most one call per
 *   run at a time; several runs may call at the same time.
 * destroy: runs exactly once, if and only if homeostat_engine_new succeeded, in the thread that
 *   frees the engine, after every call of complete has returned. May be NULL.
 */
typedef struct homeostat_model {
  size_t struct_size;
  void* user_data;
  homeostat_status (*complete)(void* user_data, const char* request_json, size_t size,
                               homeostat_exchange* exchange);
  void (*destroy)(void* user_data);
} homeostat_model;

/* Only within `complete`. The text is copied; a second answer replaces the first. */
HOMEOSTAT_API homeostat_status homeostat_exchange_answer(homeostat_exchange* exchange,
                                                         const char* json, size_t size);
/* 1 if nobody waits for the answer any more (the run was cancelled or timed out), else 0. */
HOMEOSTAT_API int32_t homeostat_exchange_cancelled(const homeostat_exchange* exchange);

/* `config_json`: the configuration. `model`: NULL = the built-in one (recorded answers, by
 * "replay_path"). The struct is copied. */
HOMEOSTAT_API homeostat_status homeostat_engine_new(const char* config_json,
                                                    const homeostat_model* model,
                                                    homeostat_engine** out, homeostat_error** err);
/* Waits for calls of the host's callbacks that are still open. Free all runs first. */
HOMEOSTAT_API void homeostat_engine_free(homeostat_engine* engine);

/* ---- runs ---- */

/* Starts one pass over all repositories on a thread of the library's own. One run per engine at
 * a time: CONFLICT while another one is not freed. */
HOMEOSTAT_API homeostat_status homeostat_run_start(homeostat_engine* engine, homeostat_run** out,
                                                   homeostat_error** err);
/* Waits at most timeout_ms (negative: without end); HOMEOSTAT_TIMEOUT if the run still goes on.
 * HOMEOSTAT_OK says that it ended, whatever it did. Safe from any thread. */
HOMEOSTAT_API homeostat_status homeostat_run_wait(homeostat_run* run, int64_t timeout_ms);
/* Asks the run to end soon; returns at once. Safe from any thread. */
HOMEOSTAT_API void homeostat_run_cancel(homeostat_run* run);
/* The report of an ended run as JSON; CONFLICT while it goes on. */
HOMEOSTAT_API homeostat_status homeostat_run_report(homeostat_run* run, homeostat_text** out,
                                                    homeostat_error** err);
/* The run summary in Markdown, likewise. */
HOMEOSTAT_API homeostat_status homeostat_run_summary(homeostat_run* run, homeostat_text** out,
                                                     homeostat_error** err);
/* Cancels and waits for the run first. */
HOMEOSTAT_API void homeostat_run_free(homeostat_run* run);

#ifdef __cplusplus
}
#endif

#endif
