#include <homeostat/runtime/jsonl_writer.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include "runtime/read_file.hpp"

namespace homeostat {
namespace {

// A write inside one page of the page cache is never cut, not even by SIGKILL.
constexpr std::size_t page_bytes = 4096;

/// "run-2026-11-22T09-30-00-000Z.jsonl": sorted by time, and good on every file system.
std::string file_name(Time started) {
  std::string time = format_time(started);
  std::replace_if(
      time.begin(), time.end(), [](char c) { return c == ':' || c == '.'; }, '-');
  return "run-" + time + ".jsonl";
}

/// Holds the file against other writers, so that its size tells where the next line begins.
class FileLock {
 public:
  explicit FileLock(int file) : file_(file) {
    while (flock(file_, LOCK_EX) != 0 && errno == EINTR) {
    }
  }
  ~FileLock() { flock(file_, LOCK_UN); }
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  int file_;
};

/// Whether the file ends in a line that was cut: more than blanks behind the last line end.
bool ends_in_cut_line(int file, std::size_t size) {
  std::string tail(std::min(size, page_bytes), '\0');
  const auto offset = static_cast<off_t>(size - tail.size());
  const ssize_t count = pread(file, tail.data(), tail.size(), offset);
  if (count != static_cast<ssize_t>(tail.size())) return true;
  const std::size_t text = tail.find_last_not_of(' ');
  return text != std::string::npos && tail[text] != '\n';
}

/// What stands before a record at the end of a file of `size` bytes: the end of a line that was
/// cut, and blanks up to the next page where the record would not fit into this one.
std::string padding(int file, std::size_t size, std::size_t record_bytes) {
  std::string out = ends_in_cut_line(file, size) ? "\n" : "";
  const std::size_t left = page_bytes - (size + out.size()) % page_bytes;
  if (record_bytes > left && record_bytes <= page_bytes) out.append(left, ' ');
  return out;
}

Status append_line(int file, const std::string& path, std::string_view record) {
  const FileLock lock(file);
  struct stat info {};
  if (fstat(file, &info) != 0) return runtime::system_error(path, errno);
  std::string line = padding(file, static_cast<std::size_t>(info.st_size), record.size() + 1);
  line += record;
  line += '\n';
  const ssize_t written = write(file, line.data(), line.size());
  if (written < 0) return runtime::system_error(path, errno);
  if (static_cast<std::size_t>(written) < line.size()) {
    // The disk is full: half a record is none.
    if (ftruncate(file, info.st_size) != 0) return runtime::system_error(path, errno);
    return runtime::system_error(path, ENOSPC);
  }
  if (fdatasync(file) != 0) return runtime::system_error(path, errno);
  return {};
}

}  // namespace

JsonlWriter::JsonlWriter(std::string folder) : folder_(std::move(folder)) {}

JsonlWriter::~JsonlWriter() { close(); }

void JsonlWriter::close() {
  if (file_ >= 0) ::close(file_);
  file_ = -1;
}

Status JsonlWriter::open(const Event& event) {
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  if (error) return runtime::system_error(folder_, error.value());
  path_ = (std::filesystem::path(folder_) / file_name(run_started_.value_or(event.time))).string();
  file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (file_ < 0) return runtime::system_error(path_, errno);
  return {};
}

Status JsonlWriter::emit(const Event& event) {
  if (event.kind == EventKind::run_started || event.run != run_) {
    close();
    run_ = event.run;
    run_started_ = event.time;
  }
  if (event.kind != EventKind::metrics) return {};
  if (event.json.find('\n') != std::string::npos) {
    return Error{ErrorCode::invalid_argument, "a metrics record must be one line"};
  }
  if (file_ < 0) {
    if (Status opened = open(event); !opened) return opened;
  }
  return append_line(file_, path_, event.json);
}

}  // namespace homeostat
