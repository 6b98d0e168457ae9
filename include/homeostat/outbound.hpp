#pragma once

/// The one gate through which everything leaves: prompts, patches, commit messages, pull requests,
/// comments, log lines, events, metrics, reports. The engine puts it in front of its ports, so
/// that no room can forget it; a host that sends texts of its own may use it alone.
///
/// ```cpp
/// #include <homeostat/outbound.hpp>
/// homeostat::Outbound gate;
/// gate.hold("forge token", "a-token-that-this-process-holds");
/// const std::string line = gate.clean("sent a-token-that-this-process-holds");
/// // "sent [SECRET_1]"
/// ```
///
/// Not for personal data: that is taken out where a text enters (privacy.hpp).

#include <string>
#include <string_view>
#include <vector>

#include <homeostat/event.hpp>
#include <homeostat/patch.hpp>
#include <homeostat/privacy.hpp>
#include <homeostat/reason.hpp>
#include <homeostat/run.hpp>
#include <homeostat/secrets.hpp>

namespace homeostat {

/// Thread safety: `hold` before anything else; the rest is const and safe to share.
class Outbound {
 public:
  /// A token or key that this process holds: found in every usual encoding and in long parts, also
  /// where no rule would know it. `name` says whose it is and may be shown.
  void hold(std::string_view name, std::string_view value) { held_.add(name, value); }
  [[nodiscard]] const KnownValues& held() const { return held_; }

  /// Text without secrets: each becomes "[SECRET_1]". Line count stays. Idempotent.
  [[nodiscard]] std::string clean(std::string_view text) const;

  /// JSON text without secrets. What would not be JSON any more becomes {"redacted":true}.
  [[nodiscard]] std::string clean_json(std::string_view json) const;

  [[nodiscard]] Error clean(Error error) const;
  [[nodiscard]] Refusal clean(Refusal refusal) const;
  [[nodiscard]] Event clean(Event event) const;
  [[nodiscard]] RunReport clean(RunReport report) const;

  /// Why a patch may not leave: secrets in added lines and new names. A patch is never changed.
  [[nodiscard]] std::vector<Refusal> check(const Patch& patch) const;

 private:
  [[nodiscard]] IssueReport clean(IssueReport report) const;
  [[nodiscard]] Sanitized sanitized(std::string_view text) const;
  KnownValues held_;
};

}  // namespace homeostat
