#include "progress.hpp"

#include <iostream>

namespace homeostat::cli {

void Progress::show(const std::string& line) {
  if (!live_) return;
  std::cerr << "\r\x1b[K" << line << std::flush;
  line_is_open_ = true;
}

void Progress::print(const std::string& line) {
  if (line_is_open_) std::cerr << "\r\x1b[K";
  line_is_open_ = false;
  std::cerr << line << "\n";
}

Status Progress::emit(const Event& event) {
  const std::string issue = event.repo.str() + "#" + std::to_string(event.issue.value);
  switch (event.kind) {
    case EventKind::repo_started:
      show(event.repo.str());
      break;
    case EventKind::repo_ended:
      if (!event.text.empty()) print(event.repo.str() + ": " + event.text);
      break;
    case EventKind::issue_started:
      ++issues_;
      show("[" + std::to_string(issues_) + "] " + issue);
      break;
    case EventKind::room_entered:
      show("[" + std::to_string(issues_) + "] " + issue + " " + std::string(to_string(event.room)));
      break;
    case EventKind::issue_ended:
      print(issue + " " + event.text);
      break;
    case EventKind::run_ended:
      if (line_is_open_) std::cerr << "\r\x1b[K" << std::flush;
      line_is_open_ = false;
      break;
    case EventKind::warning:
      print("warning: " + event.text);
      break;
    case EventKind::run_started:
    case EventKind::room_left:
    case EventKind::metrics:
      break;
  }
  return {};
}

}  // namespace homeostat::cli
