#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <homeostat/runtime/jsonl_writer.hpp>

#include "runtime/read_file.hpp"

namespace homeostat {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t line_bytes_max = 1024 * 1024;

/// Cuts a stream of bytes into lines. Of a line above the limit only its beginning is kept,
/// which is enough for it to be malformed.
class LineFeeder {
 public:
  explicit LineFeeder(MetricsAggregator& aggregator) : aggregator_(aggregator) {}

  void feed(std::string_view bytes) {
    while (!bytes.empty()) {
      const std::size_t end = bytes.find('\n');
      const std::string_view part = bytes.substr(0, end);
      line_ += part.substr(0, std::min(part.size(), line_bytes_max + 1 - line_.size()));
      if (end == std::string_view::npos) return;
      finish();
      bytes.remove_prefix(end + 1);
    }
  }
  void finish() {
    aggregator_.add_line(line_);
    line_.clear();
  }

 private:
  MetricsAggregator& aggregator_;
  std::string line_;
};

std::optional<Error> feed_file(const std::string& path, MetricsAggregator& aggregator) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return runtime::system_error(path, errno);
  LineFeeder feeder(aggregator);
  std::array<char, 65536> buffer{};
  ssize_t count = 0;
  do {
    count = read(file, buffer.data(), buffer.size());
    if (count > 0) feeder.feed({buffer.data(), static_cast<std::size_t>(count)});
  } while (count > 0 || (count < 0 && errno == EINTR));
  const int error_number = errno;
  close(file);
  feeder.finish();
  if (count < 0) return runtime::system_error(path, error_number);
  return std::nullopt;
}

Result<std::vector<std::string>> list_files(const std::string& folder) {
  std::vector<std::string> paths;
  std::error_code error;
  if (!fs::exists(folder, error) && !error) return paths;
  fs::directory_iterator entry(folder, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name.starts_with("run-") && name.ends_with(".jsonl")) {
      paths.push_back(entry->path().string());
    }
  }
  if (error) return runtime::system_error(folder, error.value());
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace

Result<MetricsReport> read_metrics(const std::string& folder, std::optional<Time> since) {
  const Result<std::vector<std::string>> paths = list_files(folder);
  if (!paths) return paths.error();
  MetricsAggregator aggregator(since);
  MetricsReport report;
  for (const std::string& path : *paths) {
    const MetricsSummary before = aggregator.summary();
    MetricsFile file;
    file.path = path;
    file.error = feed_file(path, aggregator);
    const MetricsSummary after = aggregator.summary();
    file.records = after.records - before.records;
    file.malformed_lines = after.malformed_lines - before.malformed_lines;
    report.files.push_back(std::move(file));
  }
  report.summary = aggregator.summary();
  return report;
}

}  // namespace homeostat
