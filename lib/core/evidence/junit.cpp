// JUnit XML as Ant, PHPUnit, pytest, ctest, node, jest and vitest write it.
#include <algorithm>

#include "core/base/text.hpp"
#include "core/evidence/reader.hpp"
#include "core/evidence/xml.hpp"

namespace homeostat::evidence {
namespace {

constexpr std::size_t attribute_bytes_max = 4096;

class JunitReader {
 public:
  explicit JunitReader(ReportBuilder& out) : out_(out) {}

  void read(std::string_view text) {
    // Programs print before their report, and after it.
    const std::size_t start = std::min(text.find("<?xml"), text.find("<testsuite"));
    if (start == text.npos) return;
    XmlReader reader(text.substr(start));
    while (auto token = reader.next())
      take(*token);
    if (suites_open_ > 0) out_.not_whole();
  }

 private:
  void take(const XmlToken& token) {
    switch (token.kind) {
      case XmlToken::Kind::open:
        open(token);
        if (token.empty) close(token.name);
        return;
      case XmlToken::Kind::close:
        close(token.name);
        return;
      case XmlToken::Kind::text:
        if (takes_text_) {
          out_.add_message(token.verbatim ? std::string(token.text.substr(0, attribute_bytes_max))
                                          : decode_xml(token.text, attribute_bytes_max));
        }
    }
  }

  void open(const XmlToken& token) {
    if (token.name == "testsuite" || token.name == "testsuites") {
      ++suites_open_;
      if (token.name == "testsuite") suite_ = token.attribute("name", attribute_bytes_max);
    } else if (token.name == "testcase") {
      open_case(token);
    } else if (in_case_ && (token.name == "failure" || token.name == "error")) {
      outcome(token.name == "error" ? TestOutcome::error : TestOutcome::failed);
      out_.add_message(token.attribute("type", attribute_bytes_max));
      out_.add_message(token.attribute("message", attribute_bytes_max));
      takes_text_ = true;
    } else if (in_case_ && token.name == "skipped") {
      outcome(TestOutcome::skipped);
    }
  }

  void open_case(const XmlToken& token) {
    in_case_ = true;
    std::string suite = token.attribute("classname", attribute_bytes_max);
    // node writes "test" there, whatever the suite.
    if (suite.empty() || suite == "test") suite = suite_;
    const std::string status = token.attribute("status", attribute_bytes_max);
    const bool skipped = status == "notrun" || status == "disabled" || status == "skipped";
    const std::size_t before = out_.size();
    out_.add(suite, token.attribute("name", attribute_bytes_max),
             skipped ? TestOutcome::skipped : TestOutcome::passed, {},
             seconds_of(token.attribute("time", attribute_bytes_max)));
    kept_ = out_.size() > before;
  }

  /// The worst that is said of a test counts.
  void outcome(TestOutcome outcome) {
    TestCase* test = kept_ ? out_.last() : nullptr;
    if (test == nullptr || test->outcome == TestOutcome::failed) return;
    test->outcome = outcome;
  }

  void close(std::string_view name) {
    if (name == "testsuite" || name == "testsuites") --suites_open_;
    if (name == "testcase") in_case_ = false;
    if (name == "failure" || name == "error" || name == "testcase") takes_text_ = false;
  }

  ReportBuilder& out_;
  std::string suite_;
  std::int64_t suites_open_ = 0;
  bool in_case_ = false;
  bool kept_ = false;
  bool takes_text_ = false;
};

}  // namespace

void read_junit(std::string_view text, ReportBuilder& out) { JunitReader(out).read(text); }

}  // namespace homeostat::evidence
