#include <homeostat/intake.hpp>

#include "core/intake/show.hpp"
#include "support/catch.hpp"

using homeostat::Language;
using homeostat::parse_stack_trace;
using homeostat::StackTrace;
using show::Texts;

TEST_CASE("a PHP trace gives each place the function that holds it") {
  const StackTrace trace = parse_stack_trace(
      R"(PHP Fatal error:  Uncaught TypeError: not an array in /srv/notes/includes/table.php:27
Stack trace:
#0 /srv/notes/includes/store.php(12): Notes\Table->count('a (b): c', NULL)
#1 [internal function]: Notes\Store->save(Array)
#2 /var/www/html/wp-includes/class-wp-hook.php(308): {closure}()
#3 /var/www/html/index.php(9): do_action('save')
#4 {main}
  thrown in /srv/notes/includes/table.php on line 27)");
  CHECK(trace.error_type == "TypeError");
  CHECK(trace.message == "not an array");
  CHECK(trace.language == Language::php);
  CHECK(show::frames(trace.frames) ==
        Texts{"Notes\\Table->count /srv/notes/includes/table.php:27:0 +",
              "Notes\\Store->save /srv/notes/includes/store.php:12:0 +",
              "{closure} [internal function]:0:0",
              "do_action /var/www/html/wp-includes/class-wp-hook.php:308:0",
              " /var/www/html/index.php:9:0 +"});
}

TEST_CASE("of chained PHP exceptions the first one is the root cause") {
  const StackTrace trace =
      parse_stack_trace(R"(Fatal error: Uncaught PDOException: refused in /app/src/Db.php:5
Stack trace:
#0 /app/src/Repo.php(8): Db->open()
#1 {main}

Next RuntimeException: cannot load in /app/src/Repo.php:10
Stack trace:
#0 /app/index.php(3): Repo->load()
#1 {main}
  thrown in /app/src/Repo.php on line 10)");
  CHECK(trace.error_type == "PDOException");
  CHECK(show::frames(trace.frames) ==
        Texts{"Db->open /app/src/Db.php:5:0 +", " /app/src/Repo.php:8:0 +"});
}

TEST_CASE("a PHP warning without a trace still names its place") {
  const StackTrace trace =
      parse_stack_trace("PHP Warning:  Undefined variable $rows in /app/src/rows.php on line 5");
  CHECK(trace.language == Language::php);
  CHECK(show::frames(trace.frames) == Texts{" /app/src/rows.php:5:0 +"});
}

TEST_CASE("a PHP trace without its headline begins with the first place") {
  const StackTrace trace = parse_stack_trace(
      "#0 /app/src/a.php(3): f()\n#1 /app/src/b.php(4): Cls::g(1, 2)\n#2 {main}\n");
  CHECK(show::frames(trace.frames) ==
        Texts{"Cls::g /app/src/a.php:3:0 +", " /app/src/b.php:4:0 +"});
}

TEST_CASE("a PHP trace longer than the limit keeps its innermost frames") {
  std::string text = "PHP Fatal error:  Uncaught Error: deep in /app/src/a.php:1\n";
  for (int i = 0; i < 300; ++i) {
    text += "#" + std::to_string(i) + " /app/src/a.php(" + std::to_string(i + 2) + "): f()\n";
  }
  const StackTrace trace = parse_stack_trace(text);
  REQUIRE(trace.frames.size() == 200);
  CHECK(trace.frames[0].line == 1);
  CHECK(trace.frames[199].line == 200);
}

TEST_CASE("lines that are not quite PHP's are no frames") {
  CHECK(parse_stack_trace("#0 /app/a.php(x): f()\n#a /app/a.php(1): f()\n#1/app/a.php(1): f()\n"
                          "#2 (1): f()\n#3\nin nothing\nfailed in a.php\nin /a.txt on line 3")
            .frames.empty());
  CHECK(parse_stack_trace("in /a.php on line 3").frames.size() == 1);
}
