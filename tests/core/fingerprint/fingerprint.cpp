#include <homeostat/fingerprint.hpp>

#include <random>
#include <set>
#include <string>
#include <vector>

#include <homeostat/intake.hpp>

#include "support/catch.hpp"

using homeostat::ErrorReport;
using homeostat::fingerprint_parts;
using homeostat::fingerprint_v1;
using homeostat::Frame;

namespace {

std::string id_of(const std::string& trace) {
  const homeostat::IntakeResult result = homeostat::parse_trace(trace);
  CHECK(result.refusals.empty());
  return fingerprint_v1(result.report).str();
}

ErrorReport report_of(std::vector<Frame> frames, std::string message = "no rows") {
  ErrorReport report;
  report.error_type.value = "TypeError";
  report.message.value = std::move(message);
  report.frames = std::move(frames);
  for (Frame& frame : report.frames)
    frame.in_project = true;
  return report;
}

Frame frame_of(std::string function, std::string file, std::string source = "") {
  Frame frame;
  frame.function = std::move(function);
  frame.file = std::move(file);
  frame.source_line = std::move(source);
  return frame;
}

std::string id_of_frame(const Frame& frame) { return fingerprint_v1(report_of({frame})).str(); }

// One error as it looks on one machine.
struct Machine {
  std::string root;
  std::string separator;
};

const std::vector<Machine> machines = {
    {"/home/ann/work/notes/", "/"},
    {"/home/bob/notes/", "/"},
    {"/Users/eve/Documents/GitHub/notes/", "/"},
    {"C:\\Users\\Max\\source\\repos\\notes\\", "\\"},
    {"D:\\work\\notes\\", "\\"},
    {"/app/", "/"},
    {"/github/workspace/", "/"},
    {"/home/runner/work/notes/notes/", "/"},
    {"file:///Users/eve/notes/", "/"},
    {"file:///C:/Users/Max/notes/", "/"},
    {"webpack-internal:///./", "/"},
    {"webpack://notes/./", "/"},
    {"https://staging-7.example.com/", "/"},
    {"http://localhost:3000/", "/"},
    {"chrome-extension://abcdefghijklmnopabcdefghijklmnop/", "/"},
    {"moz-extension://0b5d4e6c-1234-4a6b-9c3d-000000000001/", "/"},
    {"", "/"}};

std::string on_machine(const Machine& machine, const std::string& path) {
  std::string out = machine.root;
  for (const char c : path)
    out += c == '/' ? machine.separator : std::string(1, c);
  return out;
}

}  // namespace

TEST_CASE("one error of all users, systems and builds has one id") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  std::uniform_int_distribution<int> number(1, 99999);
  const std::vector<std::string> hashes = {"", ".3f2a9c1b", ".00ff12ab34cd", "-1a2b3c4d5e6f"};
  const std::vector<std::string> queries = {"", "?v=17", "?3f2a"};
  std::set<std::string> ids;
  for (const Machine& machine : machines) {
    for (const std::string& hash : hashes) {
      for (const std::string& query : queries) {
        const auto place = [&](const std::string& path, const std::string& end) {
          return on_machine(machine, path) + hash + end + query + ":" +
                 std::to_string(number(random)) + ":" + std::to_string(number(random));
        };
        const std::string id = std::to_string(number(random));
        const std::string trace = "TypeError: row " + id + " took " + id + "ms at 2026-01-0" +
                                  std::to_string(1 + number(random) % 9) +
                                  "T10:00:00Z (reading 'rows')\n    at readTable (" +
                                  place("src/table/read", ".js") + ")\n    at async Store.load (" +
                                  place("src/store", ".js") + ")\n    at " +
                                  place("background/index", ".js") +
                                  "\n    at node:internal/process/task_queues:" + id + ":5\n";
        CAPTURE(trace);
        ids.insert(id_of(trace));
        REQUIRE(ids.size() == 1);
      }
    }
  }
}

TEST_CASE("other functions, folders, files, types and names give other ids") {
  std::set<std::string> ids;
  std::size_t expected = 0;
  for (const char* type : {"TypeError", "RangeError"}) {
    for (const char* name : {"'rows'", "'cells'"}) {
      for (const char* function : {"read", "write", "Table.read", "Store.read"}) {
        for (const char* file : {"background/index.js", "popup/index.js", "src/a/index.js",
                                 "src/b/index.js", "src/a/other.js"}) {
          ids.insert(id_of(std::string(type) + ": cannot read " + name + "\n    at " + function +
                           " (/home/ann/notes/" + file + ":1:2)\n"));
          ++expected;
        }
      }
    }
  }
  CHECK(ids.size() == expected);
}

TEST_CASE("bare frames keep their folder (the predecessor gave both one id)") {
  const std::string background = "Error: boom\n    at background/index.js:10:2\n";
  const std::string popup = "Error: boom\n    at popup/index.js:10:2\n";
  CHECK(id_of(background) != id_of(popup));
  CHECK(homeostat::fingerprint_v0("Error", "boom", background) ==
        homeostat::fingerprint_v0("Error", "boom", popup));
}

TEST_CASE("traces of Python, PHP and Windows have places (the predecessor's were unknown)") {
  const auto python = [](const std::string& file) {
    return id_of("Traceback (most recent call last):\n  File \"" + file +
                 "\", line 3, in f\n    x()\nKeyError: 'k'\n");
  };
  CHECK(python("/home/ann/notes/src/a.py") == python("/srv/notes/src/a.py"));
  CHECK(python("/home/ann/notes/src/a.py") != python("/home/ann/notes/src/b.py"));
  const auto php = [](const std::string& file) {
    return id_of("PHP Fatal error:  Uncaught Error: x in " + file + ":5\n#0 {main}\n");
  };
  CHECK(php("/var/www/html/src/a.php") != php("/var/www/html/src/b.php"));
}

TEST_CASE("durations and addresses do not split an error (the predecessor's ids did)") {
  const auto id = [](const std::string& message) {
    return fingerprint_v1(report_of({frame_of("f", "src/a.js")}, message)).str();
  };
  CHECK(id("took 12ms at 0x7ffe12") == id("took 13ms at 0x55d0c0"));
  CHECK(homeostat::fingerprint_v0("E", "took 12ms", "") !=
        homeostat::fingerprint_v0("E", "took 13ms", ""));
}

TEST_CASE("the reporter's own fingerprint does not enter the id (the predecessor keyed on it)") {
  ErrorReport mine = report_of({frame_of("f", "src/a.js")});
  ErrorReport theirs = mine;
  theirs.fingerprint_hint = {"anything", homeostat::Provenance::reporter};
  CHECK(fingerprint_v1(mine) == fingerprint_v1(theirs));
}

TEST_CASE("no frame counts as the headline (the predecessor's top frame was the message)") {
  const homeostat::IntakeResult result =
      homeostat::parse_trace("TypeError: no rows\n    at first (src/table.js:1:1)\n");
  CHECK(fingerprint_parts(result.report).frames == std::vector<std::string>{"src/table.js:first"});
}

TEST_CASE("an anonymous frame counts with its source line, if the report has one") {
  for (const char* name : {"", "Object.<anonymous>", "{closure}", "<lambda>"}) {
    CAPTURE(name);
    CHECK(id_of_frame(frame_of(name, "src/a.js", "  f( x )  ;")) ==
          id_of_frame(frame_of(name, "src/a.js", "\tf(\tx )\n;")));
    CHECK(id_of_frame(frame_of(name, "src/a.js", "f(x);")) !=
          id_of_frame(frame_of(name, "src/a.js", "g(x);")));
  }
  CHECK(id_of_frame(frame_of("f", "src/a.js", "f(x);")) ==
        id_of_frame(frame_of("f", "src/a.js", "g(x);")));
  CHECK(fingerprint_parts(report_of({frame_of("", "src/a.js")})).frames ==
        std::vector<std::string>{"src/a.js:?"});
}

TEST_CASE("a short name in a bundle is minified and does not count") {
  CHECK(id_of_frame(frame_of("a", "assets/main.3f2a9c1b.js", "x.rows")) ==
        id_of_frame(frame_of("t", "assets/main.0d1e2f3a.js", "x.rows")));
  CHECK(id_of_frame(frame_of("a", "assets/main.min.js", "x.rows")) !=
        id_of_frame(frame_of("a", "assets/main.min.js", "y.rows")));
  CHECK(id_of_frame(frame_of("f", "src/a.js")) != id_of_frame(frame_of("g", "src/a.js")));
  CHECK(id_of_frame(frame_of("load", "assets/main.min.js")) !=
        id_of_frame(frame_of("save", "assets/main.min.js")));
}

TEST_CASE("what an engine puts before a name does not count") {
  const std::string id = id_of_frame(frame_of("load", "src/a.js"));
  for (const char* name :
       {"async load", "new load", "Object.load", "exports.load", "async Module.load"}) {
    CAPTURE(name);
    CHECK(id_of_frame(frame_of(name, "src/a.js")) == id);
  }
  CHECK(id_of_frame(frame_of("Object.", "src/a.js")) != id);
}

TEST_CASE("the first five frames of the project count, recursion once") {
  std::vector<Frame> frames;
  for (int i = 0; i < 50; ++i)
    frames.push_back(frame_of("again", "src/a.js"));
  for (const char* name : {"b", "c", "d", "e", "f"})
    frames.push_back(frame_of(name, "src/a.js"));
  CHECK(fingerprint_parts(report_of(frames)).frames ==
        std::vector<std::string>{"src/a.js:again", "src/a.js:b", "src/a.js:c", "src/a.js:d",
                                 "src/a.js:e"});
  ErrorReport foreign = report_of(frames);
  for (Frame& frame : foreign.frames)
    frame.in_project = false;
  CHECK(fingerprint_parts(foreign).frames.empty());
}

TEST_CASE("an id says its version and has 64 digits, of which 12 are the short form") {
  const homeostat::FingerprintId id = fingerprint_v1(report_of({frame_of("f", "src/a.js")}));
  CHECK(id.str().substr(0, 3) == "v1:");
  CHECK(id.str().size() == 67);
  CHECK(short_id(id) == id.str().substr(3, 12));
  CHECK(short_id(homeostat::FingerprintId("abcdef")) == "abcdef");
}

TEST_CASE("version 1 is what it was: ids are stored, so this one may never change") {
  ErrorReport report = report_of({frame_of("first", "src/table.js")}, "row 7 of 'rows'");
  report.error_type.value = "Uncaught  TypeError";
  // printf 'TypeError\nrow <n> of '"'"'rows'"'"'\nsrc/table.js:first' | sha256sum
  CHECK(fingerprint_v1(report).str() ==
        "v1:72e1d61f303ff7f0133cee950c8de7771e0a226ed9e90029e99605265188dfaa");
}
