#include <homeostat/intake.hpp>

#include "core/intake/show.hpp"
#include "support/catch.hpp"

using homeostat::Language;
using homeostat::parse_stack_trace;
using homeostat::StackTrace;
using show::Texts;

TEST_CASE("a Java trace with causes gives the root cause and its frames") {
  const StackTrace trace =
      parse_stack_trace(R"(Exception in thread "main" com.acme.LoadException: cannot load
	at com.acme.app.Loader.load(Loader.java:40)
	at com.acme.app.Main.main(Main.java:12)
	Suppressed: java.io.IOException: close failed
		at com.acme.app.Pool.close(Pool.java:3)
	Caused by: java.lang.Error: inner of the suppressed
		at com.acme.app.Pool.drop(Pool.java:5)
Caused by: java.lang.IllegalStateException: no rows: 0
	at com.acme.app.Table$Row.first(Table.java:27) ~[app.jar:1.2]
	at java.base/java.util.ArrayList.forEach(ArrayList.java:1511)
	at app//com.acme.app.Table.lambda$read$0(Table.kt:31)
	at jdk.internal.reflect.NativeMethodAccessorImpl.invoke0(Native Method)
	at com.acme.gen.Proxy.call(Unknown Source)
	... 12 more)");
  CHECK(trace.error_type == "java.lang.IllegalStateException");
  CHECK(trace.message == "no rows: 0");
  CHECK(trace.language == Language::java);
  CHECK(show::frames(trace.frames) ==
        Texts{"com.acme.app.Table$Row.first Table.java:27:0 +",
              "java.util.ArrayList.forEach ArrayList.java:1511:0",
              "com.acme.app.Table.lambda$read$0 Table.kt:31:0 +",
              "jdk.internal.reflect.NativeMethodAccessorImpl.invoke0 :0:0",
              "com.acme.gen.Proxy.call :0:0"});
}

TEST_CASE("a trace of Kotlin files is Kotlin's") {
  const StackTrace trace = parse_stack_trace(
      "kotlin.KotlinNullPointerException\n\tat com.acme.MainKt.main(Main.kt:3)\n");
  CHECK(trace.language == Language::kotlin);
  CHECK(trace.error_type == "kotlin.KotlinNullPointerException");
  CHECK(trace.message.empty());
}

TEST_CASE("a Java trace with the root cause first ends where the wrapping begins") {
  const StackTrace trace = parse_stack_trace(R"(java.lang.NullPointerException: boom
	at com.acme.A.a(A.java:1)
Wrapped by: java.lang.RuntimeException: outer
	at com.acme.B.b(B.java:2)
	at com.acme.C.c(C.java:3))");
  CHECK(trace.error_type == "java.lang.NullPointerException");
  CHECK(show::frames(trace.frames) == Texts{"com.acme.A.a A.java:1:0 +"});
}

TEST_CASE("what looks like a Java frame but names no file of the JVM is none") {
  CHECK(parse_stack_trace("at a.b(C.html:3)\nat ab(C.java:3)\nat a.b(\nat a b(C.java:1)")
            .frames.empty());
}

TEST_CASE("a .NET trace gives the innermost exception and only its frames") {
  const StackTrace trace = parse_stack_trace(
      "Unhandled exception. System.AggregateException: One or more errors occurred. (no rows)\r\n"
      " ---> System.InvalidOperationException: no rows\r\n"
      "   at Acme.Data.Table.First(String name, Int32 count) in C:\\work\\acme\\src\\Table.cs:line "
      "27\r\n"
      "   at Acme.Data.Store.<SaveAsync>d__5.MoveNext() in /home/ann/acme/src/Store.cs:line 9\r\n"
      "   at Acme.Data.Store.<>c__DisplayClass5_0.<Find>b__0() in /home/ann/acme/src/Store.cs:line "
      "30\r\n"
      "   at System.Linq.Enumerable.First[TSource](IEnumerable`1 source)\r\n"
      "   --- End of inner exception stack trace ---\r\n"
      "   at Acme.Program.Main() in C:\\work\\acme\\src\\Program.cs:line 3\r\n");
  CHECK(trace.error_type == "System.InvalidOperationException");
  CHECK(trace.message == "no rows");
  CHECK(trace.language == Language::csharp);
  CHECK(show::frames(trace.frames) ==
        Texts{"Acme.Data.Table.First /work/acme/src/Table.cs:27:0 +",
              "Acme.Data.Store.SaveAsync /home/ann/acme/src/Store.cs:9:0 +",
              "Acme.Data.Store.Find /home/ann/acme/src/Store.cs:30:0 +",
              "System.Linq.Enumerable.First[TSource] :0:0"});
}

TEST_CASE("Mono's frames are .NET frames, and the runtime's own code is not the project's") {
  const StackTrace trace = parse_stack_trace(
      "System.NullReferenceException: Object reference not set\n"
      "  at Acme.Game.Player.Move (System.Single x) [0x00012] in "
      "/home/ann/game/Assets/Player.cs:44 \n"
      "  at System.Threading.Tasks.Task.Run () [0x00000] in /_/src/Task.cs:7\n"
      "  at Microsoft.Acme.Run () [0x00000] in /build/Run.cs:7\n");
  CHECK(show::frames(trace.frames) ==
        Texts{"Acme.Game.Player.Move /home/ann/game/Assets/Player.cs:44:0 +",
              "System.Threading.Tasks.Task.Run /_/src/Task.cs:7:0",
              "Microsoft.Acme.Run /build/Run.cs:7:0"});
}
