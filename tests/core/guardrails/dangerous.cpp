#include <homeostat/guardrails.hpp>

#include <string>
#include <vector>

#include "core/guardrails/verdicts.hpp"
#include "support/catch.hpp"
#include "support/patches.hpp"

using homeostat::test::changed;
using homeostat::test::danger_in;
using homeostat::test::patch_of;

namespace {

bool is_dangerous(const std::string& line, const std::string& path = "src/a.js") {
  return danger_in({"+" + line}, path).starts_with("an added line has ");
}

}  // namespace

TEST_CASE("dynamic evaluation is seen in every spelling") {
  for (const char* line : {"eval(x)",
                           "eval (x)",
                           "eval\t( x )",
                           "eval/* */(x)",
                           "eval?.(x)",
                           "window.eval(x)",
                           "globalThis['eval'](x)",
                           "window[\"eval\"](x)",
                           "(0, eval)(x)",
                           "const e = eval;",
                           "\\u0065val(x)",
                           "\\u{65}val(x)",
                           "window['\\x65val'](x)",
                           "new Function('x')",
                           "new  Function (x)",
                           "Function('return this')()",
                           "[].constructor.constructor('x')()",
                           "setTimeout('x()', 1)",
                           "setInterval(`x`, 1)",
                           "document.write(x)",
                           "document . writeln(x)",
                           "document['write'](x)",
                           "chrome.debugger.attach()",
                           "chrome?.debugger",
                           "x = `${eval(y)}`",
                           "vm.runInNewContext(x)"}) {
    INFO(line);
    CHECK(is_dangerous(line));
  }
}

TEST_CASE("spawning of processes is seen in every language") {
  for (const char* line :
       {"const cp = require('child_process')", "import { execSync } from \"node:child_process\"",
        "execSync('ls')", "cp.execSync('ls')", "spawn('sh')", "cp.spawn('sh')", "exec('ls')",
        "cp.exec('ls')", "execFile('x')", "spawnSync('x')", "new Deno.Command('x')"}) {
    INFO(line);
    CHECK(is_dangerous(line));
  }
  for (const char* line : {"os.system('ls')", "os.popen('ls')", "import subprocess", "eval(x)",
                           "exec(x)", "subprocess.run(['ls'])", "__import__('os')", "os.execvp(a)",
                           "from subprocess import Popen", "builtins.exec(x)"}) {
    INFO(line);
    CHECK(is_dangerous(line, "src/a.py"));
  }
  for (const char* line : {"shell_exec($x);", "system($x);", "passthru($x);", "exec($x);",
                           "proc_open($x);", "$y = `ls`;", "eval($x);", "popen($x);"}) {
    INFO(line);
    CHECK(is_dangerous(line, "src/a.php"));
  }
  CHECK(is_dangerous("exec.Command(\"sh\")", "src/a.go"));
  CHECK(is_dangerous("std::process::Command::new(\"sh\")", "src/a.rs"));
  CHECK(is_dangerous("Runtime.getRuntime().exec(x)", "src/A.java"));
  CHECK(is_dangerous("new ProcessBuilder(x)", "src/A.kt"));
  CHECK(is_dangerous("std::system(x);", "src/a.cpp"));
  CHECK(is_dangerous("system(x);", "src/a.cpp"));
  CHECK(is_dangerous("p->popen(x); execve(a, b, c);", "src/a.c"));
  CHECK(is_dangerous("Process.Start(x);", "src/a.cs"));
  CHECK(is_dangerous("IO.popen(x)", "src/a.rb"));
  CHECK(is_dangerous("eval \"$x\"", "src/a.sh"));
  CHECK(is_dangerous("eval(x)", "src/unknown.lang"));
}

TEST_CASE("functions of the same name that are others are not dangerous") {
  for (const char* line :
       {"const m = re.exec(x);", "while ((m = /a/g.exec(s)) !== null) {", "evaluate(x)",
        "medieval(x)", "my.eval(x)", "function eval2(x) {}", "parser.document.writer(x)",
        "newFunction(x)", "type F = Function;", "setTimeout(() => x, 1)", "setTimeout(f, 1)",
        "{ eval: 1 }", "document.writable", "chrome.tabs", "function exec(x) {", "respawn(x)"}) {
    INFO(line);
    CHECK(danger_in({std::string("+") + line}) == "");
  }
  CHECK(danger_in({"+model.eval()"}, "src/a.py") == "");
  CHECK(danger_in({"+def eval(self):"}, "src/a.py") == "");
  CHECK(danger_in({"+x->system(y);"}, "src/a.cpp") == "");
  CHECK(danger_in({"+Use `eval(x)` with care."}, "content/a.md") == "");
}

TEST_CASE("only what is added counts, also when a call is spread over lines") {
  CHECK(danger_in({"-eval(x)", "+JSON.parse(x)"}) == "");
  CHECK(danger_in({" eval(x)", "+y()"}) == "");
  CHECK(danger_in({"+eval", "+(x)"}) != "");
  CHECK(danger_in({" const a = window", "+  .eval(x)"}) != "");
  CHECK(danger_in({"+eval // why", "+(x)"}) != "");
  CHECK(danger_in({"+eval", " x"}) == "");
  CHECK(danger_in({"+eval /* never closed"}) == "");
}

TEST_CASE("the detail names what was found, the line where") {
  const auto verdict = homeostat::check_patch(
      {}, patch_of({changed("src/a.js", {" a", "+b; eval(x); eval(y)", "+execSync(z)"})}));
  REQUIRE(verdict.refusals.size() == 2);
  CHECK(verdict.refusals[0].detail == "an added line has eval() (changes.dynamic_code)");
  CHECK(verdict.refusals[0].line == 2);
  CHECK(verdict.refusals[1].detail == "an added line has execSync() (changes.processes)");
  CHECK(verdict.refusals[1].line == 3);
}
