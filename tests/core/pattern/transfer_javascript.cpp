// Fixes learned once, and copies of their bugs elsewhere: JavaScript and TypeScript.
#include "core/pattern/transfer.hpp"
#include "support/catch.hpp"

using homeostat::test::check_transfers;

namespace {

constexpr std::string_view read_name = "Cannot read properties of undefined (reading 'name')";
constexpr std::string_view read_title = "Cannot read properties of undefined (reading 'title')";
constexpr std::string_view read_length = "Cannot read properties of undefined (reading 'length')";
constexpr std::string_view read_map = "Cannot read properties of undefined (reading 'map')";

}  // namespace

TEST_CASE("optional chaining moves to other receivers and members") {
  check_transfers(
      {"src/user.js", "TypeError", read_name,
       "export function label(user) {\n@  return user.name;\n}\n",
       "export function label(user) {\n  return user?.name;\n}\n"},
      {
          {"src/book.js", read_title, "const t = (b) => {\n@\treturn b.title.trim()\n}\n",
           "const t = (b) => {\n\treturn b?.title.trim()\n}\n"},
          {"lib/a.ts", "Cannot read properties of null (reading 'id')",
           "class A {\r\n@    get key(): string { return this.state.row.id; }\r\n}\r\n",
           "class A {\r\n    get key(): string { return this.state.row?.id; }\r\n}\r\n"},
          {"src/c.jsx", read_title, "@const v = <p>Don't {items[0].title}</p>;\n",
           "const v = <p>Don't {items[0]?.title}</p>;\n"},
          {"src/d.js", read_title, "@log(`a ${find(x => x.id == 1).title} b`);\n",
           "log(`a ${find(x => x.id == 1)?.title} b`);\n"},
          {"src/e.js", "Cannot read property 'title' of undefined",
           "@const a = /\"/g.exec(s), t = page.title;\n",
           "const a = /\"/g.exec(s), t = page?.title;\n"},
          {"src/f.js", read_title, "/* it's */ x = a /* b.title */\n@  .page /* c */ .title\n",
           "/* it's */ x = a /* b.title */\n  .page /* c */ ?.title\n"},
          {"src/g.js", read_title, "function f(p) {\n@\n  return p.title;\n}\n",
           "function f(p) {\n\n  return p?.title;\n}\n"},
          // Wrong places.
          {"src/h.js", read_title, "@page.title = 'x';\n", ""},
          {"src/i.js", read_title, "@return page.name;\n", ""},
          {"src/j.js", read_title, "@const t = 'page.title'; // page.title\n", ""},
          {"src/k.js", read_title, "@const t = page?.title;\n", ""},
          {"src/l.js", read_title, "@\n\n\n\n\n\n\n\n\nreturn page.title;\n", ""},
          {"src/m.js", "page.title is not a function", "@return page.title();\n", ""},
          {"src/n.js", "boom", "@return page.title;\n", ""},
          {"src/o.py", read_title, "@return page.title\n", ""},
          {"src/p.js", read_title, "@const t = new page.title();\n", ""},
          {"src/q.js", read_title, "@page.title.count += 1;\n", ""},
      });
}

TEST_CASE("a default behind a condition moves with its expression") {
  check_transfers({"src/a.js", "TypeError", read_length,
                   "function count(items) {\n@  return items.length;\n}\n",
                   "function count(items) {\n  return items ? items.length : 0;\n}\n"},
                  {
                      {"src/b.ts", read_length, "@    const n: number = this.state.rows.length;\n",
                       "    const n: number = this.state.rows ? this.state.rows.length : 0;\n"},
                      {"src/c.js", read_length, "@\tsend({ size: batch.length, kind: 'x' })\n",
                       "\tsend({ size: batch ? batch.length : 0, kind: 'x' })\n"},
                      // An operator around it would bind otherwise; a call would be made twice.
                      {"src/d.js", read_length, "@return 2 * items.length;\n", ""},
                      {"src/e.js", read_length, "@return items.length - 1;\n", ""},
                      {"src/f.js", read_length, "@return load().length;\n", ""},
                      {"src/g.js", read_name, "@return items.length;\n", ""},
                      // Zero is the default of a length, not of a name.
                      {"src/i.js", read_name, "@return user.name;\n", ""},
                      {"src/h.js", read_length, "@return items ? items.length : 0;\n", ""},
                  });
}

TEST_CASE("an early return is put before the line that fails, in the file's layout") {
  check_transfers(
      {"src/a.js", "TypeError", read_length,
       "function count(items) {\n@  return items.length;\n}\n",
       "function count(items) {\n  if (!items) {\n    return 0;\n  }\n  return items.length;\n}\n"},
      {
          {"src/b.js", read_length,
           "class A {\r\n\tsize(xs) {\r\n\t\t// how many\r\n@\t\treturn xs.length;\r\n\t}\r\n}\r\n",
           "class A {\r\n\tsize(xs) {\r\n\t\t// how many\r\n\t\tif (!xs) {\r\n\t\t\treturn 0;\r\n"
           "\t\t}\r\n\t\treturn xs.length;\r\n\t}\r\n}\r\n"},
          {"src/c.ts", read_length,
           "export const n = (page: Page) => {\n    const a = 1;\n@    return "
           "page.rows.length\n}\n",
           "export const n = (page: Page) => {\n    const a = 1;\n    if (!page.rows) {\n"
           "        return 0;\n    }\n    return page.rows.length\n}\n"},
          {"src/d.js", read_length, "if (a)\n@  return xs.length;\n", ""},
          {"src/e.js", read_length, "const f = (xs) =>\n@  xs.length;\n", ""},
          {"src/f.js", read_length,
           "function f(xs) {\n  if (!xs) {\n    return 0;\n  }\n@  return xs.length;\n}\n", ""},
      });
}

TEST_CASE("an empty list takes the place of a missing one for every method of lists") {
  check_transfers(
      {"src/a.js", "TypeError", read_map, "const f = (rows) => {\n@  return rows.map(draw);\n};\n",
       "const f = (rows) => {\n  return (rows || []).map(draw);\n};\n"},
      {
          {"src/b.js", "Cannot read properties of null (reading 'filter')",
           "@  this.open = page.items.filter((i) => i.open).length\n",
           "  this.open = (page.items || []).filter((i) => i.open).length\n"},
          {"src/c.ts", "Cannot read properties of undefined (reading 'forEach')",
           "@for (;;) { data['x'].forEach(f) }\n", "for (;;) { (data['x'] || []).forEach(f) }\n"},
          {"src/d.js", "Cannot read properties of undefined (reading 'trim')",
           "@x = name.trim();\n", ""},
          {"src/e.js", read_map, "@x = (rows || []).map(draw);\n", ""},
      });
}

TEST_CASE("a default value is chosen with nullish or logical or") {
  check_transfers(
      {"src/a.js", "TypeError", read_name,
       "function f(o) {\n@  const user = o.user;\n  return user.name;\n}\n",
       "function f(o) {\n  const user = o.user || {};\n  return user.name;\n}\n"},
      {
          {"src/b.js", read_title,
           "function g(state) {\n@  const page = state.page;\n  return page.title;\n}\n",
           "function g(state) {\n  const page = state.page || {};\n  return page.title;\n}\n"},
          {"src/b.js", read_title,
           "function g(state) {\n@  const page = load(state);\n  return page.title;\n}\n", ""},
      });
  check_transfers({"src/a.js", "TypeError", "Cannot read properties of undefined (reading 'trim')",
                   "function f(text) {\n@  return text.trim();\n}\n",
                   "function f(text) {\n  return (text ?? '').trim();\n}\n"},
                  {
                      {"src/b.js", "Cannot read properties of null (reading 'toLowerCase')",
                       "@return row.label.toLowerCase() + \"x\" + \"y\";\n",
                       "return (row.label ?? \"\").toLowerCase() + \"x\" + \"y\";\n"},
                      {"src/c.js", "Cannot read properties of null (reading 'split')",
                       "@const [a, b] = `${q}`.length ? env.PATHS.split(':') : [];\n",
                       "const [a, b] = `${q}`.length ? (env.PATHS ?? '').split(':') : [];\n"},
                  });
}

TEST_CASE("a guard in a condition is put in front of its expression") {
  check_transfers({"src/a.js", "TypeError", read_name,
                   "function f(user) {\n@  if (user.name) {\n    go();\n  }\n}\n",
                   "function f(user) {\n  if (user && user.name) {\n    go();\n  }\n}\n"},
                  {
                      {"src/b.ts", read_title, "@\twhile (this.page.title) { next() }\n",
                       "\twhile (this.page && this.page.title) { next() }\n"},
                      {"src/c.js", read_title, "@if (page.title === 'x') {}\n", ""},
                      {"src/d.js", read_title, "@if (page && page.title) {}\n", ""},
                      {"src/e.js", read_title, "@if (load().title) {}\n", ""},
                  });
}

TEST_CASE("a statement is wrapped, with its lines moved in") {
  check_transfers(
      {"src/a.js", "TypeError", "Cannot read properties of null (reading 'focus')",
       "function f(box) {\n@  box.focus();\n}\n",
       "function f(box) {\n  if (box) {\n    box.focus();\n  }\n}\n"},
      {
          {"src/b.js", "Cannot read properties of null (reading 'close')",
           "function g() {\n@\tthis.dialog.close();\n\treturn 1;\n}\n",
           "function g() {\n\tif (this.dialog) {\n\t\tthis.dialog.close();\n\t}\n\treturn 1;\n}\n"},
          {"src/c.js", "Cannot read properties of null (reading 'close')",
           "@  const x = dialog.close();\n", ""},
          {"src/d.js", "Cannot read properties of null (reading 'close')",
           "if (dialog) {\n@  dialog.close();\n}\n", ""},
      });
}

TEST_CASE("an index that runs over the end is stopped") {
  check_transfers({"src/a.js", "TypeError", read_name,
                   "for (let i = 0; i <= rows.length; i++) {\n@  draw(rows[i].name);\n}\n",
                   "for (let i = 0; i < rows.length; i++) {\n  draw(rows[i].name);\n}\n"},
                  {
                      {"src/b.js", read_title,
                       "let s = ''\nfor (var k = 0; k <= this.books.length; ++k) {\n@\ts += "
                       "this.books[k].title\n}\n",
                       "let s = ''\nfor (var k = 0; k < this.books.length; ++k) {\n\ts += "
                       "this.books[k].title\n}\n"},
                      {"src/c.js", read_title, "if (a <= b) {\n@  f(book.title);\n}\n", ""},
                  });
}

TEST_CASE("a call of what is no function is made only where there is one") {
  check_transfers({"src/a.js", "TypeError", "options.done is not a function",
                   "function f(options) {\n@  options.done(1);\n}\n",
                   "function f(options) {\n  options.done?.(1);\n}\n"},
                  {
                      {"src/b.js", "this.props.onClose is not a function",
                       "@\tthis.props.onClose(event, { a: 1 });\n",
                       "\tthis.props.onClose?.(event, { a: 1 });\n"},
                      {"src/c.js", "this.props.onClose is not a function",
                       "@\tthis.props.onOpen(event);\n", ""},
                  });
}

TEST_CASE("what the old fix cannot know is left alone") {
  // A default of its own, a name of its own: nothing for other places.
  const auto own_text =
      homeostat::test::learn({"src/a.js", "TypeError", read_name, "@const n = user.name;\n",
                              "const n = user ? user.name : 'Anonymous Coward';\n"});
  REQUIRE(own_text.has_value());
  CHECK(homeostat::test::heal({*own_text},
                              {"src/b.js", "TypeError", read_title, "@const n = page.title;\n"})
            .empty());
  const auto own_name =
      homeostat::test::learn({"src/a.js", "TypeError", read_name, "@const n = user.name;\n",
                              "const n = defaults(user).name;\n"});
  REQUIRE(own_name.has_value());
  CHECK(homeostat::test::heal({*own_name},
                              {"src/b.js", "TypeError", read_title, "@const n = page.title;\n"})
            .empty());
}
