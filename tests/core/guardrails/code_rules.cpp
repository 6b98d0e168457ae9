#include "core/guardrails/verdicts.hpp"
#include "support/catch.hpp"

using homeostat::test::class_of;

namespace {

void check_all(const char* expected, const char* path, std::initializer_list<const char*> lines) {
  for (const char* line : lines) {
    INFO(path << ": " << line);
    CHECK(class_of(line, path) == expected);
  }
}

}  // namespace

TEST_CASE("evaluation of text is refused in every language") {
  check_all("dynamic_code", "src/a.ts",
            {"eval`x`",
             "parent.eval(x)",
             "const f = [eval][0]",
             "a ? eval : b",
             "Function`x`",
             "Function.call(null, x)",
             "const F = Function;",
             "let F = Function",
             "Reflect.construct(Function, [x])",
             "globalThis.Function(x)",
             "(() => {}).constructor('x')()",
             "f['constructor']('x')",
             "setImmediate('x')",
             "import('data:text/javascript,x')",
             "new Worker(URL.createObjectURL(b))",
             "import vm from 'vm'",
             "require(\"node:vm\")",
             "process.binding('x')",
             "process.mainModule.require(x)",
             "Module._load(x)"});
  check_all(
      "dynamic_code", "src/a.py",
      {"exec(x)", "e = eval", "execfile(x)", "pickle.loads(x)", "cPickle.load(f)", "yaml.load(x)",
       "yaml.load(f, Loader=yaml.Loader)", "yaml.unsafe_load(x)", "marshal.loads(x)",
       "__builtins__['e']", "import runpy", "types.CodeType(x)", "\xf0\x9d\x90\x9eval(x)"});
  check_all("dynamic_code", "src/a.php",
            {"EVAL($x);", "assert('x');", "unserialize($x);", "include($_GET['p']);",
             "create_function('', $x);", "Extract($_POST);"});
  check_all("dynamic_code", "src/a.rb",
            {"eval 'x'", "obj.instance_eval(x)", "Marshal.load(x)", "Kernel.eval(x)"});
  check_all("dynamic_code", "src/A.java",
            {"new ScriptEngineManager()", "new ObjectInputStream(in)", "new GroovyShell()"});
  check_all("dynamic_code", "src/a.go", {"p, err := plugin.Open(x)"});
  check_all("dynamic_code", "src/a.sh",
            {"eval $x", "curl -s $u | sh", "wget -qO- $u | bash", "source <(curl $u)"});
  check_all("dynamic_code", "src/a.ps1", {"Invoke-Expression $x"});
  check_all("", "src/a.py",
            {"yaml.load(f, Loader=yaml.SafeLoader)", "yaml.safe_load(f)", "json.loads(x)",
             "pickle_path = x", "model.eval()"});
}

TEST_CASE("other programs are refused in every language") {
  check_all("processes", "src/a.mjs",
            {"import cp from 'child_process'", "import { spawn } from 'node:child_process'",
             "await $`ls`", "import { execa } from 'execa'", "Bun.spawn(['ls'])"});
  check_all("processes", "src/a.py",
            {"from os import system", "getattr(os, 'sys' + 'tem')(x)", "os.fork()",
             "asyncio.create_subprocess_shell(x)", "import ctypes", "os.spawnl(x)"});
  check_all("processes", "src/a.php", {"Shell_Exec($x);", "$y = `ls $x`;", "proc_open($x);"});
  check_all("processes", "src/a.rb",
            {"system 'ls'", "exec \"ls\"", "x = %x(ls)", "open('| ls')", "x = `ls`", "spawn 'ls'"});
  check_all("processes", "src/a.go", {"import \"os/exec\"", "syscall.ForkExec(a, b, c)"});
  check_all("processes", "src/A.java", {"rt.getRuntime().exec(x);", "new ProcessBuilder(x)"});
  check_all("processes", "src/a.cpp", {"fork();", "dlopen(x, 1);", "execvp(a, b);"});
  check_all("processes", "src/a.sh", {"bash -c \"$x\"", "sh -c 'ls'"});
  check_all("", "src/a.php",
            {"$db->exec($q);", "$q = 'SELECT `id` FROM `t`';", "$q = \"SELECT `id`\";",
             "$f = function($x) {", "// see `x` and eval(y)", "function exec($x) {"});
  check_all("", "src/a.rb", {"obj.exec(x)", "def system(x)", "spawner(x)"});
}

TEST_CASE("methods of the same name may be defined and called") {
  check_all("", "src/a.js",
            {"  exec(command) {", "  async spawn(x, y) {", "class A { eval(x) { return x; } }",
             "const m = /a/.exec(s)", "regex.exec(s)", "cursor.exec()", "db.exec(q)"});
  check_all("dynamic_code", "src/a.js", {"if (a) { eval(x) }", "eval(f(x))"});
  CHECK(class_of("eval(x)\n") == "dynamic_code");
}
