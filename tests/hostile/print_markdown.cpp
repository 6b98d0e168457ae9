// Writes what tests/render looks at: one page of all hostile texts, escaped, in a list, a table
// and a heading; and the pull request of each hostile report.
//
// usage: hostile_markdown FOLDER

#include <homeostat/privacy.hpp>

#include <fstream>
#include <iostream>

#include "hostile/cases.hpp"
#include "hostile/walk.hpp"

using namespace homeostat;

namespace {

void write(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

std::string page_of_texts() {
  std::string list = "## Texts\n\n";
  std::string table = "\n| Id | Text |\n|---|---|\n";
  for (const auto& one : test::read_cases("texts.jsonl")) {
    const std::string id = test::text_of(one, "id");
    const std::string shown = escape_markdown(test::text_of(one, "text"));
    list += "- " + shown + "\n";
    table += "| " + id + " | " + shown + " |\n";
  }
  return list + table;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: hostile_markdown FOLDER\n";
    return 2;
  }
  const std::string folder = std::string(argv[1]) + "/";
  write(folder + "texts.md", page_of_texts());
  write(folder + "ordinary.md", test::texts_of(test::issue_with("", "")).body);
  for (const auto& one : test::read_cases("reports.jsonl")) {
    const Issue issue = test::issue_with(test::text_of(one, "field"), test::text_of(one, "text"));
    write(folder + test::text_of(one, "id") + ".md", test::texts_of(issue).body);
  }
  return 0;
}
