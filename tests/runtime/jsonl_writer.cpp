#include <homeostat/runtime/jsonl_writer.hpp>

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <random>
#include <set>

#include "runtime/support.hpp"

using namespace homeostat;
using namespace runtime_test;

namespace {

const Time start = *parse_time("2026-11-22T09:30:00.123Z");

Event event_of(EventKind kind, const std::string& run = "run-1", std::string json = "") {
  Event event;
  event.kind = kind;
  event.time = start;
  event.run = RunId(run);
  event.json = std::move(json);
  return event;
}

std::string record_of(std::int64_t issue, std::size_t filler = 0) {
  RunMetrics metrics;
  metrics.timestamp = start;
  metrics.repo = RepoId("acme/kit");
  metrics.issue = {issue};
  if (filler > 0) metrics.reasons = {std::string(filler, 'x')};
  return to_json(metrics);
}

/// The issue numbers of a file's lines, each of which must be a whole record.
std::vector<std::int64_t> issues_in(const std::string& path) {
  std::vector<std::int64_t> out;
  const std::string content = support::read_file(path);
  std::istringstream lines(content);
  for (std::string line; std::getline(lines, line);) {
    if (line.find_first_not_of(' ') == std::string::npos) continue;
    const auto metrics = parse_metrics(line.substr(line.find_first_not_of(' ')));
    INFO("line: " << line);
    REQUIRE(metrics);
    out.push_back(metrics->issue.value);
  }
  return out;
}

/// A record within one page of the page cache cannot be cut by a kill.
void check_pages(const std::string& path) {
  const std::string content = support::read_file(path);
  std::size_t begin = 0;
  while (begin < content.size()) {
    const std::size_t end = std::min(content.find('\n', begin), content.size() - 1);
    const std::size_t text = content.find_first_not_of(' ', begin);
    if (text != std::string::npos && end - text < 4096) CHECK(text / 4096 == end / 4096);
    begin = end + 1;
  }
}

}  // namespace

TEST_CASE("a run has one file with one line for each record, in order") {
  const TemporaryFolder folder;
  JsonlWriter writer(folder / "a/b");
  CHECK(writer.path().empty());
  REQUIRE(writer.emit(event_of(EventKind::run_started)));
  for (int i = 1; i <= 100; ++i) {
    REQUIRE(writer.emit(event_of(EventKind::metrics, "run-1", record_of(i))));
  }
  REQUIRE(writer.emit(event_of(EventKind::run_ended)));
  CHECK(writer.path() == (folder / "a/b/run-2026-11-22T09-30-00-123Z.jsonl"));
  const auto issues = issues_in(writer.path());
  REQUIRE(issues.size() == 100);
  for (std::size_t i = 0; i < 100; ++i)
    CHECK(issues[i] == static_cast<std::int64_t>(i) + 1);
  CHECK(support::read_file(writer.path()).back() == '\n');
}

TEST_CASE("other events leave no file") {
  const TemporaryFolder folder;
  JsonlWriter writer(folder / "a");
  for (const EventKind kind : {EventKind::run_started, EventKind::room_entered, EventKind::warning,
                               EventKind::run_ended}) {
    REQUIRE(writer.emit(event_of(kind)));
  }
  CHECK_FALSE(std::filesystem::exists(folder / "a"));
}

TEST_CASE("another run gets another file, named by its own start") {
  const TemporaryFolder folder;
  JsonlWriter writer(folder.path());
  REQUIRE(writer.emit(event_of(EventKind::metrics, "run-1", record_of(1))));
  const std::string first = writer.path();
  Event next = event_of(EventKind::run_started, "run-2");
  next.time += Milliseconds{1000};
  REQUIRE(writer.emit(next));
  REQUIRE(writer.emit(event_of(EventKind::metrics, "run-2", record_of(2))));
  CHECK(writer.path() == (folder / "run-2026-11-22T09-30-01-123Z.jsonl"));
  CHECK(issues_in(first) == std::vector<std::int64_t>{1});
  CHECK(issues_in(writer.path()) == std::vector<std::int64_t>{2});
}

TEST_CASE("a file that exists is continued, behind a line that was cut") {
  const TemporaryFolder folder;
  const std::string name = "run-2026-11-22T09-30-00-123Z.jsonl";
  write_in(folder, name, record_of(1) + "\n" + record_of(2).substr(0, 50));
  JsonlWriter writer(folder.path());
  REQUIRE(writer.emit(event_of(EventKind::metrics, "run-1", record_of(3))));
  const auto report = read_metrics(folder.path());
  REQUIRE(report);
  CHECK(report->summary.records == 2);
  CHECK(report->summary.malformed_lines == 1);
}

TEST_CASE("no record of usual size crosses a page, and long ones are kept as well") {
  const TemporaryFolder folder;
  JsonlWriter writer(folder.path());
  const auto seed = std::random_device{}();
  INFO("seed " << seed);
  std::mt19937 random(seed);
  std::vector<std::int64_t> written;
  for (std::int64_t i = 1; i <= 200; ++i) {
    const std::size_t filler = i % 50 == 0 ? 9000 : random() % 3700;
    REQUIRE(writer.emit(event_of(EventKind::metrics, "run-1", record_of(i, filler))));
    written.push_back(i);
  }
  CHECK(issues_in(writer.path()) == written);
  check_pages(writer.path());
}

TEST_CASE("killed at any moment, two writers of one file leave whole lines and lose none") {
  const TemporaryFolder folder;
  const auto seed = std::random_device{}();
  INFO("seed " << seed);
  std::mt19937 random(seed);
  std::set<std::int64_t> acknowledged;
  std::string path;
  for (int round = 0; round < 15; ++round) {
    int pipe_ends[2];
    REQUIRE(pipe(pipe_ends) == 0);
    pid_t children[2];
    for (int k = 0; k < 2; ++k) {
      children[k] = fork();
      if (children[k] != 0) continue;
      JsonlWriter writer(folder.path());
      for (std::int64_t i = 0;; ++i) {
        const std::int64_t issue = (round * 2 + k) * 1'000'000 + i + 1;
        const auto filler = static_cast<std::size_t>(i % 7 * 500);
        const auto status =
            writer.emit(event_of(EventKind::metrics, "run-1", record_of(issue, filler)));
        if (!status || write(pipe_ends[1], &issue, sizeof issue) != sizeof issue) _exit(1);
      }
    }
    close(pipe_ends[1]);
    usleep(static_cast<useconds_t>(2000 + random() % 20'000));
    for (const pid_t child : children)
      kill(child, SIGKILL);
    for (const pid_t child : children)
      waitpid(child, nullptr, 0);
    std::int64_t issue = 0;
    while (read(pipe_ends[0], &issue, sizeof issue) == sizeof issue)
      acknowledged.insert(issue);
    close(pipe_ends[0]);
  }
  std::set<std::int64_t> found;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    check_pages(entry.path().string());
    for (const std::int64_t issue : issues_in(entry.path().string())) {
      CHECK(found.insert(issue).second);
    }
  }
  CHECK(acknowledged.size() > 15);
  for (const std::int64_t issue : acknowledged)
    CHECK(found.count(issue) == 1);
}

TEST_CASE("a writer waits while another one holds the file") {
  const TemporaryFolder folder;
  const std::string path = folder / "run-2026-11-22T09-30-00-123Z.jsonl";
  support::write_file(path, "");
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  REQUIRE(flock(file, LOCK_EX) == 0);
  const pid_t child = fork();
  if (child == 0) {
    close(file);
    JsonlWriter writer(folder.path());
    _exit(writer.emit(event_of(EventKind::metrics, "run-1", record_of(1))) ? 0 : 1);
  }
  usleep(200'000);
  CHECK(std::filesystem::file_size(path) == 0);
  REQUIRE(flock(file, LOCK_UN) == 0);
  int status = 0;
  waitpid(child, &status, 0);
  CHECK(status == 0);
  CHECK(issues_in(path) == std::vector<std::int64_t>{1});
  close(file);
}

TEST_CASE("what cannot be written is an error, and the next record tries again") {
  const TemporaryFolder folder;
  write_in(folder, "file", "");
  JsonlWriter blocked(folder / "file");
  const auto status = blocked.emit(event_of(EventKind::metrics, "run-1", record_of(1)));
  REQUIRE_FALSE(status);
  CHECK(status.error().code == ErrorCode::store);
  CHECK(status.error().message.find(folder / "file") == 0);
  std::filesystem::remove(folder / "file");
  REQUIRE(blocked.emit(event_of(EventKind::metrics, "run-1", record_of(1))));
  CHECK(issues_in(blocked.path()) == std::vector<std::int64_t>{1});
}

TEST_CASE("a path that is no file is an error") {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "run-2026-11-22T09-30-00-123Z.jsonl");
  JsonlWriter writer(folder.path());
  const auto status = writer.emit(event_of(EventKind::metrics, "run-1", record_of(1)));
  REQUIRE_FALSE(status);
  CHECK(status.error().message.find("Is a directory") != std::string::npos);
}

TEST_CASE("a full disk leaves no half record") {
  const TemporaryFolder folder;
  const pid_t child = fork();
  if (child == 0) {
    // A file size limit stands for the full disk: a short write, then none.
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{1000, 1000};
    setrlimit(RLIMIT_FSIZE, &limit);
    JsonlWriter writer(folder.path());
    int code = 0;
    for (int i = 1; i <= 5; ++i) {
      if (!writer.emit(event_of(EventKind::metrics, "run-1", record_of(i)))) code = i;
    }
    _exit(code);
  }
  int status = 0;
  waitpid(child, &status, 0);
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 5);
  const std::string path = folder / "run-2026-11-22T09-30-00-123Z.jsonl";
  const auto issues = issues_in(path);
  CHECK_FALSE(issues.empty());
  CHECK(support::read_file(path).back() == '\n');
}

TEST_CASE("a record of two lines is refused") {
  const TemporaryFolder folder;
  JsonlWriter writer(folder.path());
  const auto status = writer.emit(event_of(EventKind::metrics, "run-1", "{}\n{}"));
  REQUIRE_FALSE(status);
  CHECK(status.error().code == ErrorCode::invalid_argument);
}
