#pragma once

/// Keeps the metrics of a run: one line of JSON per visited issue in
/// `<folder>/run-<timestamp>.jsonl`, and reads them all again.
///
/// ```cpp
/// #include <homeostat/runtime/jsonl_writer.hpp>
/// homeostat::JsonlWriter writer("artifacts");
/// const auto report = homeostat::read_metrics("artifacts");
/// ```

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <homeostat/ports/event_sink.hpp>
#include <homeostat/telemetry.hpp>

namespace homeostat {

/// Writes events of the kind `metrics`, ignores all others. The file is made with its folder when
/// the first record of a run comes. A record is whole in the file, flushed to the disk, when
/// `emit` returns; killing the process at any moment leaves whole lines behind (records above
/// 4 KiB may lose their end, and the next one then begins a new line). Several writers, also of
/// several processes, may share a file. Errors are `store`, and the next record tries again.
class JsonlWriter : public EventSink {
 public:
  explicit JsonlWriter(std::string folder);
  ~JsonlWriter() override;
  JsonlWriter(const JsonlWriter&) = delete;
  JsonlWriter& operator=(const JsonlWriter&) = delete;

  Status emit(const Event& event) override;
  /// Of the run that is being written, or was last; empty: no record yet.
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  Status open(const Event& event);
  void close();

  std::string folder_;
  std::string path_;
  RunId run_;
  std::optional<Time> run_started_;
  int file_ = -1;
};

/// What one file had to say.
struct MetricsFile {
  std::string path;
  std::int64_t records = 0;  ///< counted in the sums
  std::int64_t malformed_lines = 0;
  std::optional<Error> error;  ///< it could not be read (further)
};

struct MetricsReport {
  MetricsSummary summary;
  std::vector<MetricsFile> files;  ///< by name
};

/// Sums all run-*.jsonl of a folder; records before `since` are passed over. A folder that does
/// not exist has no records; one that cannot be listed is an error `store`. A line above 1 MiB is
/// malformed.
Result<MetricsReport> read_metrics(const std::string& folder,
                                   std::optional<Time> since = std::nullopt);

}  // namespace homeostat
