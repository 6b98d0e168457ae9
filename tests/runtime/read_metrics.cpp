#include <homeostat/runtime/jsonl_writer.hpp>

#include "runtime/support.hpp"

using namespace homeostat;
using namespace runtime_test;

namespace {
std::string record(std::int64_t micros, const char* time = "2026-11-22T09:30:00Z") {
  RunMetrics metrics;
  metrics.timestamp = *parse_time(time);
  metrics.repo = RepoId("acme/kit");
  metrics.cost = Money::from_micros(micros);
  return to_json(metrics);
}
}  // namespace

TEST_CASE("all runs of a folder add up, with the malformed lines of each file") {
  const TemporaryFolder folder;
  write_in(folder, "run-2.jsonl", record(10) + "\n{broken\n" + record(20));
  write_in(folder, "run-1.jsonl", record(1) + "\n" + record(2) + "\n");
  write_in(folder, "other.jsonl", record(1000) + "\n");
  write_in(folder, "run-3.txt", record(1000) + "\n");
  const auto report = read_metrics(folder.path());
  REQUIRE(report);
  CHECK(report->summary.total_cost == Money::from_micros(33));
  CHECK(report->summary.records == 4);
  CHECK(report->summary.malformed_lines == 1);
  REQUIRE(report->files.size() == 2);
  CHECK(report->files[0].path == (folder / "run-1.jsonl"));
  CHECK(report->files[0].records == 2);
  CHECK(report->files[0].malformed_lines == 0);
  CHECK(report->files[1].records == 2);
  CHECK(report->files[1].malformed_lines == 1);
}

TEST_CASE("records before the start are passed over") {
  const TemporaryFolder folder;
  write_in(folder, "run-1.jsonl", record(1, "2026-11-20T00:00:00Z") + "\n" + record(2) + "\n");
  const auto report = read_metrics(folder.path(), *parse_time("2026-11-22T00:00:00Z"));
  REQUIRE(report);
  CHECK(report->summary.total_cost == Money::from_micros(2));
  CHECK(report->files[0].records == 1);
}

TEST_CASE("a line above the limit is one malformed line, however long") {
  const TemporaryFolder folder;
  write_in(folder, "run-1.jsonl",
           record(1) + "\n" + std::string(5'000'000, 'x') + "\n" + record(2) + "\n");
  const auto report = read_metrics(folder.path());
  REQUIRE(report);
  CHECK(report->summary.records == 2);
  CHECK(report->summary.malformed_lines == 1);
}

TEST_CASE("a folder that does not exist has no records") {
  const TemporaryFolder folder;
  const auto report = read_metrics(folder / "none");
  REQUIRE(report);
  CHECK(report->files.empty());
  CHECK(report->summary.records == 0);
}

TEST_CASE("a folder that cannot be listed is an error") {
  const TemporaryFolder folder;
  const auto report = read_metrics(write_in(folder, "file", ""));
  REQUIRE_FALSE(report);
  CHECK(report.error().code == ErrorCode::store);
}

TEST_CASE("a file that cannot be read is reported and the others count") {
  const TemporaryFolder folder;
  write_in(folder, "run-2.jsonl", record(5) + "\n");
  std::filesystem::create_directories(folder / "run-1.jsonl");
  std::filesystem::create_symlink("nowhere", folder / "run-0.jsonl");
  const auto report = read_metrics(folder.path());
  REQUIRE(report);
  CHECK(report->summary.total_cost == Money::from_micros(5));
  REQUIRE(report->files.size() == 3);
  CHECK(report->files[0].error->message.find("No such file") != std::string::npos);
  CHECK(report->files[1].error->message.find("Is a directory") != std::string::npos);
  CHECK_FALSE(report->files[2].error);
}
