// How a contract case says what did not hold.
#pragma once

#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

#include <homeostat/result.hpp>
#include <homeostat/testing/contract.hpp>

namespace homeostat::testing {

class Expect {
 public:
  explicit Expect(const ReportFailure& fail) : fail_(fail) {}

  /// `what` is what should be so.
  bool that(bool holds, const std::string& what) const {
    if (!holds) fail_("not so: " + what);
    return holds;
  }

  template <class T>
  bool success(const Result<T>& result, const std::string& call) const {
    if (!result.has_value()) {
      fail_(call + " failed with " + std::string(to_string(result.error().code)) + ": " +
            result.error().message);
    }
    return result.has_value();
  }

  template <class T>
  bool error(const Result<T>& result, ErrorCode code, const std::string& call) const {
    const std::string wanted = call + " should fail with " + std::string(to_string(code));
    if (result.has_value()) {
      fail_(wanted + ", but succeeded");
    } else if (result.error().code != code) {
      fail_(wanted + ", but failed with " + std::string(to_string(result.error().code)) + ": " +
            result.error().message);
    }
    return !result.has_value() && result.error().code == code;
  }

 private:
  const ReportFailure& fail_;
};

/// A context whose stop was requested already.
[[nodiscard]] inline CallContext stopped_context() {
  std::stop_source source;
  source.request_stop();
  return CallContext{source.get_token(), Milliseconds{60'000}};
}

/// One case: `run` on what `make` gives, anew for each.
template <class Subject>
struct CaseOf {
  const char* name;
  void (*run)(Subject&, const Expect&);
};

template <class Subject>
[[nodiscard]] Contract make_cases(std::function<std::unique_ptr<Subject>()> make,
                                  std::initializer_list<CaseOf<Subject>> cases) {
  Contract contract;
  for (const CaseOf<Subject>& one : cases) {
    contract.push_back({one.name, [make, run = one.run](const ReportFailure& fail) {
                          const std::unique_ptr<Subject> subject = make();
                          run(*subject, Expect(fail));
                        }});
  }
  return contract;
}

}  // namespace homeostat::testing
