#include "sqlite/state_file.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "core/base/format.hpp"

namespace homeostat::sqlite {
namespace {

namespace fs = std::filesystem;

constexpr const char* application_id = "1752003444";  // "hmst"
constexpr std::string_view schema_version = "1";

constexpr const char* schema =
    "PRAGMA journal_mode = WAL;"
    "BEGIN IMMEDIATE;"
    "CREATE TABLE record (kind TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL,"
    " json TEXT NOT NULL, PRIMARY KEY (kind, id)) STRICT;"
    // One row: the last version that was given out, of all records together.
    "CREATE TABLE counter (value INTEGER NOT NULL) STRICT;"
    "INSERT INTO counter (value) VALUES (0);"
    "PRAGMA application_id = 1752003444;"
    "PRAGMA user_version = 1;"
    "COMMIT;";

Error system_error(std::string_view what, const std::string& path, int code) {
  return Error{ErrorCode::store,
               base::format("{} {}: {}", what, path, std::system_category().message(code))};
}

/// So that the new name survives a loss of power.
Status sync_folder(const std::string& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return system_error("cannot open folder", folder, errno);
  const int code = ::fsync(descriptor) == 0 ? 0 : errno;
  ::close(descriptor);
  if (code != 0) return system_error("cannot sync folder", folder, code);
  return {};
}

Status fill_file(const std::string& path, const Deadline& deadline) {
  auto connection = Connection::open(path, deadline);
  if (!connection) return connection.error();
  return (*connection)->execute(schema);
}

}  // namespace

Status create_state_file(const std::string& path, const Deadline& deadline) {
  std::error_code failed;
  if (fs::exists(path, failed)) return {};
  const std::string folder = fs::path(path).parent_path().string();
  fs::create_directories(folder, failed);
  if (failed) return system_error("cannot make folder", folder, failed.value());

  std::string draft = path + ".new-XXXXXX";
  const int descriptor = ::mkstemp(draft.data());  // mode 0600
  if (descriptor < 0) return system_error("cannot make a file beside", path, errno);
  ::close(descriptor);
  Status filled = fill_file(draft, deadline);
  // A link fails where the name exists: then somebody else was first, and theirs is the file.
  if (filled && ::link(draft.c_str(), path.c_str()) != 0 && errno != EEXIST) {
    filled = system_error("cannot make state file", path, errno);
  }
  ::unlink(draft.c_str());
  if (!filled) return filled;
  return sync_folder(folder);
}

Result<std::unique_ptr<Connection>> open_state_file(const std::string& path,
                                                    const Deadline& deadline) {
  auto connection = Connection::open(path, deadline);
  if (!connection) return connection.error();
  Connection& database = **connection;
  auto application = database.value_of("PRAGMA application_id");
  if (!application) return application.error();
  if (*application != application_id) {
    return Error{ErrorCode::store,
                 base::format("file {} is not a state file, or was emptied", path)};
  }
  auto version = database.value_of("PRAGMA user_version");
  if (!version) return version.error();
  if (*version != schema_version) {
    return Error{ErrorCode::unsupported,
                 base::format("state file {} has version {}, this build knows {}", path, *version,
                              schema_version)};
  }
  // Each commit is on the disk before it returns: intents must survive a loss of power.
  if (Status set = database.execute("PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF;");
      !set) {
    return set.error();
  }
  return connection;
}

}  // namespace homeostat::sqlite
