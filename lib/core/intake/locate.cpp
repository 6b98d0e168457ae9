#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include <homeostat/diagnosis.hpp>

namespace homeostat {
namespace {

using std::string_view;

// Java and Kotlin name the file alone; the package in front of the class names its folder.
std::string written_path(const Frame& frame) {
  const bool bare = frame.file.find('/') == std::string::npos;
  const Language language = language_of_path(frame.file);
  const std::size_t method = frame.function.rfind('.');
  const std::size_t type =
      method == std::string::npos || method == 0 ? method : frame.function.rfind('.', method - 1);
  if (!bare || type == std::string::npos ||
      (language != Language::java && language != Language::kotlin)) {
    return frame.file;
  }
  std::string path = frame.function.substr(0, type);
  std::replace(path.begin(), path.end(), '.', '/');
  return path + "/" + frame.file;
}

// The paths of the tree that end in a suffix some frame asks for.
struct Matches {
  std::size_t count = 0;
  string_view path;   ///< one of them
  string_view whole;  ///< the one that is this suffix and no more
};
using Index = std::unordered_map<string_view, Matches>;

// The suffixes of whole components, the shortest first, as long as `use` says true.
template <class Use>
void for_each_suffix(string_view path, Use use) {
  std::size_t slash = path.size();
  do {
    slash = slash == 0 ? path.npos : path.rfind('/', slash - 1);
    if (!use(path.substr(slash + 1))) return;  // npos + 1 is 0
  } while (slash != path.npos);
}

// One pass over the tree; a path is followed only as far as a frame asks.
Index index_tree(const std::vector<std::string>& written, const TreeListing& tree) {
  Index index;
  for (const std::string& path : written) {
    for_each_suffix(path, [&index](string_view suffix) {
      index.try_emplace(suffix);
      return true;
    });
  }
  for (const TreeEntry& entry : tree.entries) {
    for_each_suffix(entry.path, [&](string_view suffix) {
      const auto found = index.find(suffix);
      if (found == index.end()) return false;
      ++found->second.count;
      found->second.path = entry.path;
      if (suffix.size() == entry.path.size()) found->second.whole = entry.path;
      return true;
    });
  }
  return index;
}

// The path with the longest suffix. Of equally long ones that which the frame's path holds whole:
// "src/a.js" and not "old/src/a.js" for "/app/src/a.js"; otherwise none.
string_view find_path(const Index& index, string_view written) {
  Matches best;
  for_each_suffix(written, [&](string_view suffix) {
    const Matches& matches = index.at(suffix);
    if (matches.count == 0) return false;
    best = matches;
    return true;
  });
  return best.count == 1 ? best.path : best.whole;
}

}  // namespace

std::vector<Location> locate(const std::vector<Frame>& frames, const TreeListing& tree) {
  std::vector<std::string> written;
  for (const Frame& frame : frames) {
    written.push_back(frame.in_project ? written_path(frame) : std::string());
  }
  const Index index = index_tree(written, tree);
  std::vector<Location> locations;
  for (std::size_t i = 0; i < frames.size(); ++i) {
    const string_view path = written[i].empty() ? string_view{} : find_path(index, written[i]);
    if (path.empty()) continue;
    const Frame& frame = frames[i];
    Location location{std::string(path), frame.line, frame.column, frame.function};
    const bool repeated = !locations.empty() && locations.back() == location;
    if (!repeated) locations.push_back(std::move(location));
  }
  return locations;
}

}  // namespace homeostat
