#include <algorithm>

#include "testing/expect.hpp"

namespace homeostat::testing {
namespace {

Issue issue_of(std::int64_t number, std::vector<std::string> labels,
               IssueState state = IssueState::open) {
  Issue issue;
  issue.number = IssueNumber{number};
  issue.title = "Error " + std::to_string(number);
  issue.body = "## Error\nTypeError: x is not a function\n";
  issue.labels = std::move(labels);
  issue.state = state;
  return issue;
}

NewPullRequest pull_of(ForgeUnderTest& test, const std::string& head) {
  NewPullRequest pull;
  pull.title = "fix: guard the \"null\" case";
  pull.body = "## What changed\n\n- a line\n---\n";
  pull.head = head;
  pull.base = test.base();
  pull.labels = {"homeostat"};
  return pull;
}

std::string numbers_of(ForgeUnderTest& test, const IssueQuery& query, const Expect& expect) {
  auto issues = test.forge().list_issues(test.repo(), query, {});
  std::string numbers;
  if (!expect.success(issues, "list_issues")) return numbers;
  for (const Issue& issue : *issues)
    numbers += std::to_string(issue.number.value) + " ";
  return numbers;
}

void lists_issues(ForgeUnderTest& test, const Expect& expect) {
  expect.that(numbers_of(test, {}, expect).empty(), "without issues the list is empty");
  test.add_issue(issue_of(2, {"robot"}));
  test.add_issue(issue_of(10, {"robot", "bug"}));
  test.add_issue(issue_of(1, {}));
  test.add_issue(issue_of(3, {"robot"}, IssueState::closed));
  IssueQuery query;
  expect.that(numbers_of(test, query, expect) == "1 2 10 ", "open issues come by number");
  query.labels = {"robot"};
  expect.that(numbers_of(test, query, expect) == "2 10 ", "those with a label are found");
  query.labels = {"robot", "bug"};
  expect.that(numbers_of(test, query, expect) == "10 ", "all labels are needed");
  query.labels = {"none"};
  expect.that(numbers_of(test, query, expect).empty(), "no issue has another label");
  query.labels.clear();
  query.include_closed = true;
  expect.that(numbers_of(test, query, expect) == "1 2 3 10 ", "closed ones come if asked for");
  query.max = 4;
  expect.that(numbers_of(test, query, expect) == "1 2 3 10 ", "as many as the limit are fine");
  query.max = 3;
  expect.that(!test.forge().list_issues(test.repo(), query, {}), "more than the limit is an error");
}

void finds_issues(ForgeUnderTest& test, const Expect& expect) {
  test.add_issue(issue_of(7, {"robot"}));
  auto found = test.forge().find_issue(test.repo(), IssueNumber{7}, {});
  if (expect.success(found, "find_issue") && expect.that(found->has_value(), "it is found")) {
    const Issue& issue = **found;
    expect.that(issue.number == IssueNumber{7} && issue.title == "Error 7" &&
                    issue.body.find("TypeError: x is not a function") != std::string::npos &&
                    issue.labels == std::vector<std::string>{"robot"} &&
                    issue.state == IssueState::open,
                "an issue is given as it was filed");
  }
  found = test.forge().find_issue(test.repo(), IssueNumber{8}, {});
  expect.that(found && !*found, "an issue that is not there is none, and no error");
}

void opens_pull_requests(ForgeUnderTest& test, const Expect& expect) {
  const std::string head = test.make_branch("one");
  const NewPullRequest wanted = pull_of(test, head);
  auto made = test.forge().create_pull_request(test.repo(), wanted, {});
  if (!expect.success(made, "create_pull_request")) return;
  expect.that(made->number.value > 0, "a pull request has a number");
  auto found = test.forge().find_pull_requests(test.repo(), head, {});
  if (!expect.success(found, "find_pull_requests") ||
      !expect.that(found->size() == 1, "it is found by its head")) {
    return;
  }
  const PullRequest& pull = found->front();
  expect.that(pull.number == made->number && pull.state == PullState::open && pull.draft,
              "it is open, and a draft");
  expect.that(pull.title == wanted.title && pull.body == wanted.body, "with its title and body");
  expect.that(pull.head == head && pull.base == test.base(), "between its branches");
  expect.that(pull.labels == wanted.labels, "with its labels");
  expect.error(test.forge().create_pull_request(test.repo(), wanted, {}), ErrorCode::conflict,
               "a second open one of the same head");
  found = test.forge().find_pull_requests(test.repo(), head + "x", {});
  expect.that(found && found->empty(), "another head has none");
}

void tells_states(ForgeUnderTest& test, const Expect& expect) {
  const std::string head = test.make_branch("two");
  std::vector<PullNumber> numbers;
  for (const PullState state : {PullState::closed, PullState::merged}) {
    auto made = test.forge().create_pull_request(test.repo(), pull_of(test, head), {});
    if (!expect.success(made, "create_pull_request after a closed one")) return;
    numbers.push_back(made->number);
    test.set_state(made->number, state);
  }
  auto found = test.forge().find_pull_requests(test.repo(), head, {});
  if (!expect.success(found, "find_pull_requests") ||
      !expect.that(found->size() == 2, "closed ones are found, too")) {
    return;
  }
  expect.that(found->front().number == numbers[1] && found->back().number == numbers[0],
              "the newest comes first");
  expect.that(found->front().state == PullState::merged && found->back().state == PullState::closed,
              "each with its state");
}

void updates_pull_requests(ForgeUnderTest& test, const Expect& expect) {
  const std::string head = test.make_branch("three");
  auto made = test.forge().create_pull_request(test.repo(), pull_of(test, head), {});
  if (!expect.success(made, "create_pull_request")) return;
  PullRequestUpdate update;
  update.number = made->number;
  update.body = "another body\n";
  expect.success(test.forge().update_pull_request(test.repo(), update, {}), "update of the body");
  update.body.reset();
  update.title = "another title";
  auto updated = test.forge().update_pull_request(test.repo(), update, {});
  if (!expect.success(updated, "update of the title")) return;
  auto found = test.forge().find_pull_requests(test.repo(), head, {});
  expect.that(found && found->size() == 1 && found->front().body == "another body\n" &&
                  found->front().title == "another title",
              "what was updated is so, and the rest as before");
  expect.that(found && found->size() == 1 && *updated == found->front(),
              "an update gives the pull request as it is now");
  update.number = PullNumber{4711};
  expect.that(!test.forge().update_pull_request(test.repo(), update, {}),
              "an update of what is not there is an error");
}

std::int64_t count_of(const std::vector<std::string>& texts, const std::string& part) {
  return std::count_if(texts.begin(), texts.end(), [&](const std::string& text) {
    return text.find(part) != std::string::npos;
  });
}

void keeps_one_comment(ForgeUnderTest& test, const Expect& expect) {
  test.add_issue(issue_of(5, {"robot"}));
  const IssueNumber issue{5};
  test.add_comment(issue, "somebody's own words");
  const auto upsert = [&](const std::string& marker, const std::string& text) {
    expect.success(test.forge().upsert_comment(test.repo(), issue, marker, text + marker, {}),
                   "upsert_comment");
  };
  upsert("<!-- homeostat:a -->", "first\n");
  upsert("<!-- homeostat:b -->", "other\n");
  upsert("<!-- homeostat:a -->", "second\n");
  upsert("<!-- homeostat:a -->", "third\n");
  const auto comments = test.comments(issue);
  expect.that(comments.size() == 3, "a marker has one comment");
  expect.that(count_of(comments, "third") == 1 && count_of(comments, "first") == 0 &&
                  count_of(comments, "second") == 0,
              "its text is the last one");
  expect.that(count_of(comments, "other") == 1, "another marker's comment stays");
  expect.that(count_of(comments, "somebody's own words") == 1, "a person's comment stays");
}

void adds_labels(ForgeUnderTest& test, const Expect& expect) {
  test.add_issue(issue_of(6, {"robot"}));
  const auto add = [&](std::vector<std::string> labels) {
    expect.success(test.forge().add_labels(test.repo(), IssueNumber{6}, labels, {}), "add_labels");
  };
  add({"fixed", "robot"});
  add({"fixed"});
  auto found = test.forge().find_issue(test.repo(), IssueNumber{6}, {});
  if (!expect.success(found, "find_issue") || !expect.that(found->has_value(), "it is found")) {
    return;
  }
  std::vector<std::string> labels = (*found)->labels;
  std::sort(labels.begin(), labels.end());
  expect.that(labels == std::vector<std::string>{"fixed", "robot"},
              "labels are added, each of them once");
}

void obeys_stop(ForgeUnderTest& test, const Expect& expect) {
  const std::string head = test.make_branch("four");
  const CallContext stopped = stopped_context();
  expect.error(test.forge().list_issues(test.repo(), {}, stopped), ErrorCode::cancelled,
               "list_issues after a stop");
  expect.error(test.forge().create_pull_request(test.repo(), pull_of(test, head), stopped),
               ErrorCode::cancelled, "create_pull_request after a stop");
  auto found = test.forge().find_pull_requests(test.repo(), head, {});
  expect.that(found && found->empty(), "a stopped call opens nothing");
}

}  // namespace

Contract forge_contract(std::function<std::unique_ptr<ForgeUnderTest>()> make) {
  return make_cases<ForgeUnderTest>(
      make, {{"issues are listed by number, filtered by labels and state, bounded", lists_issues},
             {"an issue is found by its number, or is none", finds_issues},
             {"a head has one open pull request", opens_pull_requests},
             {"pull requests of a head come newest first, with their state", tells_states},
             {"an update changes what it names", updates_pull_requests},
             {"a marker has one comment on an issue", keeps_one_comment},
             {"labels are added once", adds_labels},
             {"a stop ends a call before it acts", obeys_stop}});
}

}  // namespace homeostat::testing
