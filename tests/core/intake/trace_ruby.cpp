#include <homeostat/intake.hpp>

#include "core/intake/show.hpp"
#include "support/catch.hpp"

using homeostat::Language;
using homeostat::parse_stack_trace;
using homeostat::StackTrace;
using show::Texts;

TEST_CASE("a Ruby trace is read in the order of today, old and new quotes alike") {
  const StackTrace trace = parse_stack_trace(
      "/home/ann/notes/lib/table.rb:27:in 'Table#first': undefined method 'name' for nil "
      "(NoMethodError)\n"
      "\tfrom /home/ann/notes/lib/store.rb:12:in `block in save'\n"
      "\tfrom /usr/lib/ruby/3.1.0/set.rb:5:in `each'\n"
      "\tfrom <internal:kernel>:187:in `loop'\n"
      "\tfrom /home/ann/.rbenv/versions/3.2/lib/ruby/gems/3.2.0/gems/rack-3/lib/rack.rb:4:in "
      "`call'\n"
      "\tfrom run.rb:3\n");
  CHECK(trace.error_type == "NoMethodError");
  CHECK(trace.message == "undefined method 'name' for nil");
  CHECK(trace.language == Language::ruby);
  CHECK(show::frames(trace.frames) ==
        Texts{"Table#first /home/ann/notes/lib/table.rb:27:0 +",
              "block in save /home/ann/notes/lib/store.rb:12:0 +",
              "each /usr/lib/ruby/3.1.0/set.rb:5:0", "loop <internal:kernel>:187:0",
              "call /home/ann/.rbenv/versions/3.2/lib/ruby/gems/3.2.0/gems/rack-3/lib/rack.rb:4:0",
              " run.rb:3:0 +"});
}

TEST_CASE("a Ruby trace with the headline last gives the same") {
  const StackTrace trace = parse_stack_trace(
      "Traceback (most recent call last):\n"
      "\t2: from run.rb:9:in `<main>'\n"
      "\t1: from lib/store.rb:12:in `save'\n"
      "lib/table.rb:27:in `first': no rows (ArgumentError)\n");
  CHECK(trace.error_type == "ArgumentError");
  CHECK(trace.message == "no rows");
  CHECK(show::frames(trace.frames) ==
        Texts{"first lib/table.rb:27:0 +", "save lib/store.rb:12:0 +", "<main> run.rb:9:0 +"});
}

TEST_CASE("of Ruby causes, which come last, the last one is the root") {
  const StackTrace trace = parse_stack_trace(
      "a.rb:3:in `x': outer (RuntimeError)\n\tfrom a.rb:9:in `<main>'\n"
      "a.rb:1:in `y': inner (KeyError)\n\tfrom a.rb:2:in `x'\n");
  CHECK(trace.error_type == "KeyError");
  CHECK(show::frames(trace.frames) == Texts{"y a.rb:1:0 +", "x a.rb:2:0 +"});
}

TEST_CASE("Ruby frames alone, as a log has them, take the headline above") {
  const StackTrace trace = parse_stack_trace(
      "ActiveRecord::RecordNotFound: no note 7\napp/models/note.rb:5:in `find'\n"
      "app/controllers/notes_controller.rb:9:in `show'\n");
  CHECK(trace.error_type == "ActiveRecord::RecordNotFound");
  CHECK(trace.frames.size() == 2);
}

TEST_CASE("a Ruby message without a class is a RuntimeError's") {
  const StackTrace trace = parse_stack_trace("a.rb:1:in `y': unhandled\n\tfrom a.rb:2:in `x'\n");
  CHECK(trace.error_type == "RuntimeError");
  CHECK(trace.message == "unhandled");
}

TEST_CASE("lines that are not quite Ruby's are no frames") {
  CHECK(parse_stack_trace("a.rb:x:in `y'\na.rb:1:in `y\nfrom here on\n:1:in `y'").frames.empty());
}
