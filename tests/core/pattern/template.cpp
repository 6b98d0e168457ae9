#include "core/pattern/template.hpp"

#include "support/catch.hpp"

using namespace homeostat::pattern;

namespace {

Element literal(TokenKind kind, std::string_view text) {
  Element element;
  element.token = kind;
  element.text = text;
  return element;
}
Element chain(int hole) {
  Element element;
  element.kind = ElementKind::chain;
  element.hole = hole;
  return element;
}
Part word(TokenKind kind, std::string_view text) {
  Part part;
  part.token = kind;
  part.text = text;
  return part;
}
Part what(int hole) {
  Part part;
  part.hole = hole;
  return part;
}

// a / b => b / a
Template swap() {
  Template edit;
  edit.left = {chain(0), literal(TokenKind::op, "/"), chain(1)};
  edit.edit_end = 3;
  edit.right = {what(1), word(TokenKind::op, "/"), what(0)};
  return edit;
}

std::string fault(const Template& edit) {
  const auto status = check_abstract(edit, Family::javascript, "division");
  return status ? "" : status.error().message;
}

}  // namespace

TEST_CASE("a template is what it says, or it is refused") {
  CHECK(fault(swap()).empty());
  Template edit = swap();
  edit.right[0].hole = 2;
  CHECK(fault(edit) == "edit: a hole is not bound");
  edit = swap();
  edit.left[0].hole = 1;
  CHECK(fault(edit) == "edit: holes are not in order");
  edit = swap();
  edit.left[2].hole = 0;
  edit.left[2].kind = ElementKind::name;
  CHECK(fault(edit) == "edit: one hole is of two kinds");
  edit = swap();
  edit.edit_end = 4;
  CHECK_FALSE(fault(edit).empty());
  edit = swap();
  edit.left.clear();
  edit.edit_end = 0;
  CHECK(fault(edit) == "edit: looks for nothing");
  edit = swap();
  edit.right.clear();
  CHECK(fault(edit) == "edit: only deletes");
  edit.edit_begin = edit.edit_end;
  CHECK(fault(edit) == "edit: does nothing");
}

TEST_CASE("a literal is one token, so that nothing hides in it") {
  for (const std::string_view text : {"; evil()", "a b", "", "/* */", "//", " x", "x "}) {
    Template edit = swap();
    edit.right.push_back(word(TokenKind::op, text));
    INFO(text);
    CHECK(fault(edit) == "edit: a literal is not one token");
    edit = swap();
    edit.left.push_back(literal(TokenKind::op, text));
    CHECK(fault(edit) == "edit: a literal is not one token");
  }
  Template edit = swap();
  edit.right.push_back(word(TokenKind::newline, "x"));
  CHECK_FALSE(fault(edit).empty());
  edit = swap();
  edit.right.push_back(word(TokenKind::string, "'" + std::string(5000, 'x') + "'"));
  CHECK(fault(edit) == "edit: literal of 5002 bytes, limit is 4096");
}

TEST_CASE("an abstract template carries no name, text, number or code of its own") {
  for (const auto& [kind, text] : {std::pair{TokenKind::identifier, "secretly"},
                                   {TokenKind::identifier, "eval"},
                                   {TokenKind::string, "'text'"},
                                   {TokenKind::number, "8080"},
                                   {TokenKind::regex, "/x/"}}) {
    Template edit = swap();
    edit.right.push_back(word(kind, text));
    INFO(text);
    CHECK(fault(edit) == "edit: carries a name or a text of its own");
    CHECK(check_concrete(edit, Family::javascript).has_value());
  }
}

TEST_CASE("errors are not to be swallowed") {
  Template edit = swap();
  for (const auto& [kind, text] :
       {std::pair{TokenKind::keyword, "catch"}, {TokenKind::open, "{"}, {TokenKind::close, "}"}}) {
    edit.right.push_back(word(kind, text));
  }
  CHECK(fault(edit) == "edit: catches errors and drops them");
  Template python = swap();
  for (const std::string_view text : {"except", "pass"}) {
    python.right.push_back(word(TokenKind::keyword, text));
  }
  CHECK_FALSE(check_abstract(python, Family::python, "division").has_value());
}

TEST_CASE("a template of holes alone weighs nothing") {
  Template edit = swap();
  CHECK(weight_of(edit, Family::javascript, "division") == 2);
  CHECK(weight_of(edit, Family::javascript, "other") == 1);
  CHECK(check_abstract(edit, Family::javascript, "other").error().message ==
        "edit: could be applied anywhere");
  edit.left[0].slot = Slot::subject;
  CHECK(weight_of(edit, Family::javascript, "other") == 4);
  edit.left.push_back(literal(TokenKind::identifier, "length"));
  CHECK(weight_of(edit, Family::javascript, "other") == 6);
  edit.left.push_back(literal(TokenKind::keyword, "return"));
  edit.left.push_back(literal(TokenKind::close, ")"));
  CHECK(weight_of(edit, Family::javascript, "other") == 6);
  edit.left.push_back(literal(TokenKind::open, "["));
  CHECK(weight_of(edit, Family::javascript, "index_range") == 8);
}

TEST_CASE("too many elements are refused") {
  Template edit = swap();
  edit.right.assign(100, what(0));
  CHECK(fault(edit) == "edit: too long for other places");
  edit.right.assign(600, what(0));
  CHECK(fault(edit) == "edit: 600 elements, limit is 512");
}
