// What the contracts ask for, made of doubles.
#pragma once

#include <homeostat/testing/contract.hpp>
#include <homeostat/testing/memory_forge.hpp>
#include <homeostat/testing/memory_workspace.hpp>
#include <homeostat/testing/scripted_model.hpp>

inline homeostat::testing::ModelUnderTest scripted_model() {
  using namespace homeostat;
  testing::ScriptedAnswer answer;
  answer.text = "no patch";
  answer.usage = {800, 30, 0, 0};
  ModelRequest request;
  request.model = ModelId{"m"};
  request.messages = {{MessageRole::user, "hello"}};
  request.output_tokens_max = 100;
  request.purpose = "draft";
  return {std::make_unique<testing::ScriptedModel>(std::vector{answer}), request};
}

class MemoryWorkspaceUnderTest : public homeostat::testing::WorkspaceUnderTest {
 public:
  MemoryWorkspaceUnderTest() {
    const auto files = homeostat::testing::workspace_contract_files();
    std::vector<homeostat::FileWrite> writes;
    for (const auto& file : files)
      writes.push_back({file.path, file.mode, file.content});
    const auto empty = memory.add_repository(repo(), "main", {});
    const auto tree = memory.write_tree(repo(), empty, writes, {});
    const auto head = memory.commit(repo(), {empty, *tree, "files", {}}, {});
    (void)memory.push(repo(), {"main", *head, empty}, {});
  }
  homeostat::Workspace& workspace() override { return memory; }
  homeostat::RepoId repo() override { return homeostat::RepoId{"acme/palette-kit"}; }
  std::string branch() override { return "main"; }

  homeostat::testing::MemoryWorkspace memory;
};

class MemoryForgeUnderTest : public homeostat::testing::ForgeUnderTest {
 public:
  MemoryForgeUnderTest() : memory(&workspace_.memory) {}
  homeostat::Forge& forge() override { return memory; }
  homeostat::RepoId repo() override { return workspace_.repo(); }
  std::string base() override { return "main"; }
  std::string make_branch(const std::string& suffix) override {
    workspace_.memory.commit_by_hand(repo(), "topic-" + suffix, {{"readme.md", suffix}});
    return "topic-" + suffix;
  }
  void add_issue(const homeostat::Issue& issue) override { memory.add_issue(repo(), issue); }
  void set_state(homeostat::PullNumber number, homeostat::PullState state) override {
    memory.set_state(repo(), number, state);
  }
  std::vector<std::string> comments(homeostat::IssueNumber issue) override {
    return memory.comments(repo(), issue);
  }
  void add_comment(homeostat::IssueNumber issue, const std::string& body) override {
    memory.add_comment(repo(), issue, body);
  }

 private:
  MemoryWorkspaceUnderTest workspace_;

 public:
  homeostat::testing::MemoryForge memory;
};
