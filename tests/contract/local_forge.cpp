#include <homeostat/git/local_forge.hpp>

#include <map>

#include "contract/contract.hpp"
#include "support/temporary_folder.hpp"

using namespace homeostat;

namespace {

class LocalForgeUnderTest : public testing::ForgeUnderTest {
 public:
  LocalForgeUnderTest() {
    std::filesystem::create_directory(folder_ / "issues");
    LocalForgeOptions options;
    options.folders[repo()] = folder_.path();
    auto made = LocalForge::make(options);
    REQUIRE(made.has_value());
    forge_ = std::move(*made);
  }
  Forge& forge() override { return *forge_; }
  RepoId repo() override { return RepoId{"acme/palette-kit"}; }
  std::string base() override { return "main"; }
  std::string make_branch(const std::string& suffix) override { return "topic-" + suffix; }

  void add_issue(const Issue& issue) override {
    std::string labels;
    for (const std::string& label : issue.labels)
      labels += (labels.empty() ? "" : ", ") + ("\"" + label + "\"");
    std::string body;
    for (const char c : issue.body)
      body += c == '\n' ? std::string("\\n") : std::string(1, c);
    const std::string number = std::to_string(issue.number.value);
    support::write_file(folder_ / ("issues/" + number + ".json"),
                        "{\"number\": " + number + ", \"title\": \"" + issue.title +
                            "\", \"body\": \"" + body + "\", \"labels\": [" + labels +
                            "], \"state\": \"" +
                            (issue.state == IssueState::open ? "open" : "closed") + "\"}");
  }
  void set_state(PullNumber number, PullState state) override {
    const std::string path = folder_ / ("pulls/" + std::to_string(number.value) + ".md");
    std::string text = support::read_file(path);
    const std::string open = "state: open";
    REQUIRE(text.find(open) != std::string::npos);
    support::write_file(
        path, text.replace(text.find(open), open.size(),
                           state == PullState::merged ? "state: merged" : "state: closed"));
  }
  std::vector<std::string> comments(IssueNumber issue) override {
    std::map<int, std::string> texts;
    for (const auto& entry : std::filesystem::directory_iterator(comments_of(issue)))
      texts[std::stoi(entry.path().stem())] = support::read_file(entry.path());
    std::vector<std::string> found;
    for (const auto& [number, text] : texts)
      found.push_back(text);
    return found;
  }
  void add_comment(IssueNumber issue, const std::string& body) override {
    support::write_file(comments_of(issue) + "/1.md", body);
  }

 private:
  [[nodiscard]] std::string comments_of(IssueNumber issue) const {
    return folder_ / ("comments/" + std::to_string(issue.value));
  }
  support::TemporaryFolder folder_;
  std::unique_ptr<LocalForge> forge_;
};

}  // namespace

TEST_CASE("the local forge keeps the contract of a forge") {
  run_contract(testing::forge_contract([] { return std::make_unique<LocalForgeUnderTest>(); }));
}
