#include "core/engine/walk.hpp"

#include <algorithm>

#include "core/pr_body/shown_text.hpp"

namespace homeostat::engine {
namespace {

constexpr Milliseconds closing_limit{10'000};

Milliseconds remaining(Clock& clock, Milliseconds deadline, Milliseconds limit) {
  return std::clamp(deadline - clock.monotonic(), Milliseconds{1}, limit);
}

}  // namespace

CallContext Session::call(Milliseconds limit) const {
  return {stop, remaining(ports.clock, deadline, limit)};
}

CallContext Session::closing_call() const { return {{}, closing_limit}; }

void Session::emit(Event event) {
  event.time = ports.clock.now();
  event.run = run;
  const Status emitted = ports.events.emit(event);
  if (!emitted) warnings.push_back(emitted.error().with_context("event"));
}

CallContext Walk::call(Milliseconds limit) const {
  return {session.stop, remaining(session.ports.clock, deadline, limit)};
}

std::optional<Refusal> Walk::interrupted() const {
  if (session.stop.stop_requested()) return Refusal{Reason::cancelled, "stopped", {}, 0};
  if (session.ports.clock.monotonic() < deadline) return std::nullopt;
  return Refusal{Reason::cancelled, "the time limit of the issue or of the run passed", {}, 0};
}

namespace {

Event room_event(const Walk& walk, EventKind kind, Room room) {
  Event event;
  event.kind = kind;
  event.repo = walk.repo.config.slug;
  event.issue = walk.issue.number;
  event.room = room;
  return event;
}

}  // namespace

void enter_room(Walk& walk, Room room) {
  walk.session.emit(room_event(walk, EventKind::room_entered, room));
}

void leave_room(Walk& walk, Room room, Time started, Milliseconds began, Money cost_before,
                std::vector<Refusal> refusals) {
  Event event = room_event(walk, EventKind::room_left, room);
  if (!refusals.empty()) {
    event.text = std::string(to_string(refusals.front().reason)) + ": " + refusals.front().detail;
  }
  walk.report.trail.push_back({.room = room,
                               .started = started,
                               .took = walk.ports().clock.monotonic() - began,
                               .cost = walk.report.cost - cost_before,
                               .refusals = std::move(refusals),
                               .note = {}});
  walk.session.emit(std::move(event));
}

Status settle_open_spends(Walk& walk, const CallContext& context) {
  Ledger ledger(walk.ports().store, walk.config().money);
  while (!walk.open_spends.empty()) {
    const OpenSpend& spend = walk.open_spends.back();
    const Status settled = ledger.settle(spend.reservation, spend.actual, context);
    if (!settled) return settled;
    walk.report.cost += spend.actual;
    walk.open_spends.pop_back();
  }
  return {};
}

Status keep_lease(Walk& walk) {
  if (!walk.lease) return {};
  // At least one model call must fit: nobody can renew while it is open.
  const Limits& limits = walk.config().limits;
  const Milliseconds ttl = std::max(limits.lease_ttl_ms, 2 * limits.model_timeout_ms);
  if (walk.lease->expires - walk.now() > ttl / 2) return {};
  auto renewed =
      renew_lease(walk.ports().store, *walk.lease, walk.now(), ttl, walk.session.closing_call());
  if (!renewed) return renewed.error();
  if (!*renewed) return Error{ErrorCode::conflict, "the lease was lost"};
  walk.lease = **renewed;
  return {};
}

Result<std::string> random_hex(Entropy& entropy, std::size_t bytes) {
  std::vector<std::byte> random(bytes);
  if (const Status filled = entropy.fill(random); !filled) return filled.error();
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const std::byte b : random) {
    text += digits[std::to_integer<std::size_t>(b >> 4)];
    text += digits[std::to_integer<std::size_t>(b & std::byte{15})];
  }
  return text;
}

bool has_any(const std::vector<Refusal>& refusals, std::initializer_list<Reason> reasons) {
  return std::any_of(refusals.begin(), refusals.end(), [&](const Refusal& refusal) {
    return std::find(reasons.begin(), reasons.end(), refusal.reason) != reasons.end();
  });
}

void report_failure(IssueReport& report, const Error& error) {
  report.outcome = IssueOutcome::failed;
  report.error = error;
  report.reasons = {{Reason::error, safe_line(error.message), {}, 0}};
}

std::string safe_line(std::string_view text) { return pr_body::shown_line(text, 300); }

}  // namespace homeostat::engine
