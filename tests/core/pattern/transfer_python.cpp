// Fixes learned once, and copies of their bugs elsewhere: Python.
#include "core/pattern/transfer.hpp"
#include "support/catch.hpp"

using homeostat::test::check_transfers;

TEST_CASE("a missing key gets a default, whatever dictionary and key") {
  check_transfers(
      {"app/a.py", "KeyError", "'lang'", "def f(d):\n@    x = d[\"lang\"]\n    return x\n",
       "def f(d):\n    x = d.get(\"lang\", \"\")\n    return x\n"},
      {
          {"app/b.py", "'theme'", "class A:\n  def g(self):\n@    return h(self.cfg['theme'], 1)\n",
           "class A:\n  def g(self):\n    return h(self.cfg.get('theme', ''), 1)\n"},
          {"app/c.py", "'b'", "@v = load(x)['a']['b'].strip()  # load(x)['a']['b']\n",
           "v = load(x)['a'].get('b', '').strip()  # load(x)['a']['b']\n"},
          {"app/d.py", "'b'", "@\tv = f\"{q}\" + row[  'b'  ] + \"x\"\n",
           "\tv = f\"{q}\" + row.get('b', \"\") + \"x\"\n"},
          {"app/e.py", "'b'", "@d['b'] = 1\n", ""},
          {"app/f.py", "'b'", "@d['b'] += 1\n", ""},
          {"app/g.py", "'b'", "@del d['b']\n", ""},
          {"app/h.py", "'b'", "@x = d['c']\n", ""},
          {"app/i.py", "'b'", "@x = d.get('b', '')\n", ""},
          {"app/j.py", "'b'", "x = '''\n@y = d['b']\n'''\n", ""},
      });
  check_transfers(
      {"app/a.py", "KeyError", "'n'", "def f(d):\n@    return d['n']\n",
       "def f(d):\n    return d.get('n')\n"},
      {
          {"app/b.py", "'total'", "@print(row[\"total\"])\n", "print(row.get(\"total\"))\n"},
      });
}

TEST_CASE("None is stopped before its attribute is read") {
  check_transfers({"app/a.py", "AttributeError", "'NoneType' object has no attribute 'strip'",
                   "def f(d):\n@    x = d.get('a').strip()\n",
                   "def f(d):\n    x = (d.get('a') or '').strip()\n"},
                  {
                      {"app/b.py", "'NoneType' object has no attribute 'lower'",
                       "@    if self.load(\n        y).lower() == \"z\":\n        pass\n",
                       "    if (self.load(\n        y) or \"\").lower() == \"z\":\n        pass\n"},
                      {"app/c.py", "'NoneType' object has no attribute 'append'",
                       "@d.get('a').append(1)\n", ""},
                  });
  check_transfers(
      {"app/a.py", "AttributeError", "'NoneType' object has no attribute 'name'",
       "def f(user):\n@    return user.name\n",
       "def f(user):\n    if user is None:\n        return None\n    return user.name\n"},
      {
          {"app/b.py", "'NoneType' object has no attribute 'title'",
           "class A:\n\tdef g(self):\n\t\tx = 1\n@\t\treturn self.page.title\n",
           "class A:\n\tdef g(self):\n\t\tx = 1\n\t\tif self.page is None:\n\t\t\treturn None\n"
           "\t\treturn self.page.title\n"},
          {"app/c.py", "'NoneType' object has no attribute 'title'",
           "def g(p):\r\n  # why\r\n@  return p.title.strip()\r\n",
           "def g(p):\r\n  # why\r\n  if p is None:\r\n    return None\r\n"
           "  return p.title.strip()\r\n"},
          {"app/d.py", "'NoneType' object has no attribute 'title'",
           "def g(p):\n    if p is None:\n        return None\n@    return p.title\n", ""},
          {"app/e.py", "'NoneType' object has no attribute 'title'",
           "def g(p): return p.title\n@\n", ""},
      });
  check_transfers(
      {"app/a.py", "AttributeError", "'NoneType' object has no attribute 'name'",
       "def f(user):\n@    label = user.name\n    return label\n",
       "def f(user):\n    label = user.name if user else ''\n    return label\n"},
      {
          {"app/b.py", "'NoneType' object has no attribute 'title'", "@show(page.title, 1)\n",
           "show(page.title if page else '', 1)\n"},
          {"app/c.py", "'NoneType' object has no attribute 'title'", "@x = page.title + 'x'\n", ""},
      });
}

TEST_CASE("a division by an empty sum is stopped") {
  check_transfers(
      {"app/a.py", "ZeroDivisionError", "division by zero",
       "def mean(xs):\n@    return sum(xs) / len(xs)\n",
       "def mean(xs):\n    if not xs:\n        return 0\n    return sum(xs) / len(xs)\n"},
      {
          {"app/b.py", "division by zero",
           "class S:\n\tdef avg(self):\n@\t\treturn sum(self.values) / len(self.values)\n",
           "class S:\n\tdef avg(self):\n\t\tif not self.values:\n\t\t\treturn 0\n"
           "\t\treturn sum(self.values) / len(self.values)\n"},
      });
  check_transfers(
      {"app/a.py", "ZeroDivisionError", "division by zero", "def share(a, b):\n@    return a / b\n",
       "def share(a, b):\n    return a / b if b else 0\n"},
      {
          {"app/b.py", "division by zero", "@    ratio = self.hits / self.total  # ratio\n",
           "    ratio = self.hits / self.total if self.total else 0  # ratio\n"},
          {"app/c.py", "division by zero", "@x = 1 + hits / total\n", ""},
          {"app/d.py", "division by zero", "@x = hits / count()\n", ""},
      });
}

TEST_CASE("an index is checked against the length") {
  check_transfers(
      {"app/a.py", "IndexError", "list index out of range",
       "def second(line):\n    parts = line.split(',')\n@    return parts[1]\n",
       "def second(line):\n    parts = line.split(',')\n"
       "    return parts[1] if len(parts) > 1 else ''\n"},
      {
          {"app/b.py", "list index out of range", "@  name = row[1]\n  email = row[2]\n",
           "  name = row[1] if len(row) > 1 else ''\n  email = row[2]\n"},
          {"app/c.py", "list index out of range", "@  name = row[0]\n", ""},
      });
}

TEST_CASE("a loop over None becomes a loop over nothing") {
  check_transfers(
      {"app/a.py", "TypeError", "'NoneType' object is not iterable",
       "def f(rows):\n@    for row in rows:\n        show(row)\n",
       "def f(rows):\n    for row in rows or []:\n        show(row)\n"},
      {
          {"app/b.py", "'NoneType' object is not iterable",
           "@\tfor x in self.load(1)[2]:\n\t\tgo(x)\n",
           "\tfor x in self.load(1)[2] or []:\n\t\tgo(x)\n"},
          {"app/c.py", "'NoneType' object is not iterable", "@for x in a + b:\n  go(x)\n", ""},
      });
}

TEST_CASE("statements are wrapped with their block moved in") {
  check_transfers(
      {"app/a.py", "AttributeError", "'NoneType' object has no attribute 'close'",
       "def f(conn):\n@    conn.close()\n    return 1\n",
       "def f(conn):\n    if conn:\n        conn.close()\n    return 1\n"},
      {
          {"app/b.py", "'NoneType' object has no attribute 'stop'",
           "def g(self):\n\ttry:\n@\t\tself.timer.stop()\n\tfinally:\n\t\tpass\n",
           "def g(self):\n\ttry:\n\t\tif self.timer:\n\t\t\tself.timer.stop()\n\tfinally:\n"
           "\t\tpass\n"},
      });
}
