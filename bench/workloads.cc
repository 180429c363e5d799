// The questions. Each is written as a user would, in both languages; where SQL has a good
// and a bad way, it is the good one (recursion by UNION, the order of its join kept, `limit
// 1` where one row is enough).

#include "bench/workloads.h"

#include <algorithm>
#include <ctime>

namespace lode::bench {

namespace {

constexpr std::size_t kLookUps = 500, kHops = 50, kReaches = 3, kPaths = 10, kStarts = 1000;

const char kLeft[] = "within(X, Y) :- part-of(X, Y). within(X, Z) :- within(X, Y), part-of(Y, Z).";
const char kRight[] = "within(X, Y) :- part-of(X, Y). within(X, Z) :- part-of(X, Y), within(Y, Z).";
const char kAround[] = " belongs(X, Y) :- within(X, Y).";

std::string Quoted(const std::string& name) {
  return '"' + name + '"';
}

std::string Written(const MadeTerm& term) {
  return term.kind == TermKind::kName ? Quoted(term.text) : term.text;
}

// "{p}" is the id of predicate p, "{1}" the id of the first argument.
std::string Sql(std::string text, const MadeGraph& graph) {
  const auto replace = [&](const std::string& what, const std::string& with) {
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
      text.replace(at, what.size(), with);
  };
  for (const char* number : {"1", "2"})
    replace(std::string("{") + number + "}",
            std::string("(select id from dict where term = ?") + number + ")");
  for (const std::string& predicate : graph.predicates)
    replace("{" + predicate + "}", "(select id from dict where term = '" + predicate + "')");
  return text;
}

class List {
 public:
  explicit List(const MadeGraph& graph) : graph_(graph) {}

  // One question.
  Workload& Once(const std::string& name, const std::string& question, const std::string& sql) {
    Workload& workload = list_.emplace_back();
    workload.name = name;
    workload.sql = Sql(sql, graph_);
    workload.questions = {question};
    workload.arguments = {{}};
    return workload;
  }
  // One for each of the first names; "{}" in the question is the name.
  Workload& Each(const std::string& name, const std::vector<std::string>& names, std::size_t count,
                 const std::string& question, const std::string& sql) {
    std::vector<std::vector<std::string>> arguments;
    for (std::size_t i = 0; i < count && i < names.size(); ++i) arguments.push_back({names[i]});
    return Asked(name, arguments, question, sql);
  }
  Workload& Pairs(const std::string& name,
                  const std::vector<std::pair<std::string, std::string>>& pairs,
                  const std::string& question, const std::string& sql) {
    std::vector<std::vector<std::string>> arguments;
    for (std::size_t i = 0; i < kPaths && i < pairs.size(); ++i)
      arguments.push_back({pairs[i].first, pairs[i].second});
    return Asked(name, arguments, question, sql);
  }
  Workload& Asked(const std::string& name, std::vector<std::vector<std::string>> arguments,
                  const std::string& question, const std::string& sql) {
    Workload& workload = Once(name, "", sql);
    workload.questions.clear();
    for (const std::vector<std::string>& names : arguments) {
      std::string text = question, prepared = question;
      std::vector<MadeTerm>& terms = workload.terms.emplace_back();
      for (const std::string& one : names) {
        text.replace(text.find("{}"), 2, Quoted(one));
        prepared.replace(prepared.find("{}"), 2, terms.empty() ? "$a" : "$b");
        terms.push_back({TermKind::kName, one});
      }
      workload.questions.push_back(std::move(text));
      workload.prepared.push_back(std::move(prepared));
    }
    workload.arguments = std::move(arguments);
    return workload;
  }
  std::vector<Workload> Take() && { return std::move(list_); }

 private:
  const MadeGraph& graph_;
  std::vector<Workload> list_;
};

// Each as a prepared query, then as text.
void AddLookUps(const MadeGraph& graph, List& list) {
  const auto add = [&](const std::string& name, bool is_prepared, bool of_subject) {
    const std::string known = of_subject ? "s" : "o", asked = of_subject ? "o" : "s";
    Workload& workload = list.Once(name, "",
                                   "select d.term from t join dict d on d.id = t." + asked +
                                       " where t.p = {1} and t." + known + " = {2}");
    workload.questions.clear();
    workload.arguments.clear();
    for (std::size_t i = 0; i < kLookUps; ++i) {
      const auto& triples = of_subject ? graph.subjects_asked : graph.objects_asked;
      const MadeTriple& t = graph.triples[triples[i]];
      const MadeTerm& term = graph.terms[of_subject ? t.subject : t.object];
      const std::string& predicate = graph.predicates[t.predicate];
      const auto question = [&](const std::string& word) {
        return predicate + (of_subject ? "(" + word + ", X)?" : "(X, " + word + ")?");
      };
      workload.questions.push_back(question(Written(term)));
      workload.arguments.push_back({predicate, term.text});
      if (!is_prepared) continue;
      workload.prepared.push_back(question("$a"));
      workload.terms.push_back({term});
    }
  };
  for (const bool is_prepared : {true, false})
    for (const bool of_subject : {true, false})
      add(std::string(of_subject ? "(s, p, ?)" : "(?, p, o)") + (is_prepared ? "" : " as text"),
          is_prepared, of_subject);
}

// Many starts as one join, which is what DuckDB is made for.
void AddBatches(const MadeGraph& graph, List& list) {
  std::string facts, terms;
  for (std::size_t i = 0; i < kStarts && i < graph.suppliers.size(); ++i) {
    facts += "start(" + Quoted(graph.suppliers[i]) + "). ";
    terms += (i == 0 ? "'" : ", '") + graph.suppliers[i] + "'";
  }
  const std::string two = "select distinct a.s s, b.o o from (select id from dict where term in (" +
                          terms +
                          ")) x cross join t a on a.p = {supplies} and a.s = x.id "
                          "cross join t b on b.p = {supplies} and b.s = a.o";
  const auto add = [&](const std::string& name, const std::string& rule, const std::string& sql) {
    Workload& workload = list.Once(name, "far(S, Y) select count()?", sql);
    workload.rules = facts + rule;
    workload.sums = true;
  };
  add("2 hops, 1000 at once", "far(S, Y) :- start(S), supplies(S, X), supplies(X, Y).",
      "select count(*) from (" + two + ")");
  add("3 hops, 1000 at once",
      "far(S, Z) :- start(S), supplies(S, X), supplies(X, Y), supplies(Y, Z).",
      "select count(*) from (select distinct h.s, c.o from (" + two +
          ") h cross join t c on c.p = {supplies} and c.s = h.o)");
}

void AddHops(const MadeGraph& graph, List& list) {
  const std::string two =
      "select distinct b.o from (select distinct o from t where p = {supplies} and s = {1}) a "
      "cross join t b on b.p = {supplies} and b.s = a.o";
  list.Each("2 hops", graph.suppliers, kHops, "supplies({}, X), supplies(X, Y) select Y?",
            "select d.term from (" + two + ") h cross join dict d on d.id = h.o");
  list.Each("3 hops", graph.suppliers, kHops,
            "supplies({}, X), supplies(X, Y), supplies(Y, Z) select Z?",
            "select d.term from (select distinct c.o from (" + two +
                ") h cross join t c on c.p = {supplies} and c.s = h.o) g "
                "cross join dict d on d.id = g.o");
  list.Each("star of three", graph.mentioned, kHops,
            "mentions(D, {}), published-by(D, B), published-on(D, T)?",
            "select x.term, y.term, z.term from t m "
            "cross join t b on b.p = {published-by} and b.s = m.s "
            "cross join t c on c.p = {published-on} and c.s = m.s "
            "cross join dict x on x.id = m.s cross join dict y on y.id = b.o "
            "cross join dict z on z.id = c.o where m.p = {mentions} and m.o = {1}");
}

void AddReach(const MadeGraph& graph, List& list) {
  const std::string sql =
      "with recursive r(x) as (select o from t where p = {part-of} and s = {1} union "
      "select t.o from r cross join t on t.p = {part-of} and t.s = r.x) "
      "select d.term from r cross join dict d on d.id = r.x";
  list.Each("reach, a path", graph.parts, kHops, "part-of+ ({}, X)?", sql);
  list.Each("reach, rule from the left", graph.parts, kHops, "within({}, X)?", sql).rules = kLeft;
  list.Each("reach, rule from the right", graph.parts, kHops, "within({}, X)?", sql).rules = kRight;
  list.Each("reach, a rule around it", graph.parts, kHops, "belongs({}, X)?", sql).rules =
      std::string(kRight) + kAround;
  const std::string followed =
      "with recursive r(x) as (select o from t where p = {follows} and s = {1} union "
      "select t.o from r cross join t on t.p = {follows} and t.s = r.x) "
      "select d.term from r cross join dict d on d.id = r.x";
  list.Each("reach among followers", graph.users, kReaches, "follows+ ({}, X)?", followed);
  list.Each("followers, a rule around", graph.users, kReaches, "hears({}, X)?", followed).rules =
      "near(X, Y) :- follows(X, Y). near(X, Z) :- near(X, Y), follows(Y, Z). "
      "hears(X, Y) :- near(X, Y).";
}

void AddPaths(const MadeGraph& graph, List& list) {
  // SQL hands rows of a recursion out in the order of their depth: the first is shortest.
  const std::string six =
      "with recursive r(x, n) as (select o, 1 from t where p = {follows} and s = {1} union "
      "select t.o, r.n + 1 from r cross join t on t.p = {follows} and t.s = r.x where r.n < 6) "
      "select n from r where x = {2} limit 1";
  const std::string six_question = "shortest follows{1,6} ({}, {}) as P select P?";
  list.Pairs("shortest of up to 6 hops", graph.pairs, six_question, six).sums = true;
  list.Pairs("no path of up to 6 hops", graph.apart, six_question, six).sums = true;
  list.Pairs("no path at all", graph.apart, "shortest follows+ ({}, {}) as P select P?",
             "with recursive r(x) as (select o from t where p = {follows} and s = {1} union "
             "select t.o from r cross join t on t.p = {follows} and t.s = r.x) "
             "select 1 from r where x = {2} limit 1")
      .sums = true;
}

void AddWhole(const MadeGraph& graph, List& list) {
  const auto triangles = [&](const std::string& name, const std::string& p) {
    list.Once(name, p + "(X, Y), " + p + "(Y, Z), " + p + "(X, Z) select count()?",
              "select count(*) from t a join t b on b.p = a.p and b.s = a.o "
              "join t c on c.p = a.p and c.s = a.s and c.o = b.o where a.p = {" +
                  p + "}")
        .sums = true;
  };
  triangles("triangles", "supplies");
  triangles("triangles of followers", "follows");
  const auto closure = [](const std::string& p) {
    return "with recursive r(a, b) as (select s, o from t where p = {" + p +
           "} union select r.a, t.o from r cross join t on t.p = {" + p +
           "} and t.s = r.b) select count(*) from r";
  };
  list.Once("part-of+ in full", "part-of+ (X, Y) select count()?", closure("part-of")).sums = true;
  Workload& closed = list.Once("closure by a rule", "r(X, Y) select count()?", closure("step-to"));
  closed.sums = true;
  const std::string rules = "r(X, Y) :- step-to(X, Y). r(X, Z) :- r(X, Y), step-to(Y, Z).";
  closed.rules = rules;
  const auto& [first, last] = graph.closed;
  list.Once("why of a row of it", "why r(" + Quoted(first) + ", " + Quoted(last) + ")?", "").rules =
      rules;
  list.Once("closure by a path", "step-to+ (X, Y) select count()?", closure("step-to")).sums = true;
  Workload& same = list.Once(
      "same generation", "same(X, Y) select count()?",
      "with recursive r(a, b) as (select x.s, y.s from t x join t y on y.p = x.p and y.o = x.o "
      "where x.p = {child-of} union select x.s, y.s from r "
      "cross join t x on x.p = {child-of} and x.o = r.a "
      "cross join t y on y.p = {child-of} and y.o = r.b) select count(*) from r");
  same.sums = true;
  same.rules =
      "same(X, Y) :- child-of(X, P), child-of(Y, P). "
      "same(X, Y) :- child-of(X, A), same(A, B), child-of(Y, B).";
  list.Once("group, top 10", "mentions(D, X) select X, count(D) as N order by N desc limit 10?",
            "select d.term, g.n from (select o, count(*) n from t where p = {mentions} "
            "group by o order by n desc limit 10) g join dict d on d.id = g.o order by g.n desc")
      .sums = true;
  list.Once("anti-join", "located-in(X, _), not part-of(X, _) select count(X)?",
            "select count(*) from (select distinct s from t where p = {located-in}) x "
            "where not exists (select 1 from t where t.p = {part-of} and t.s = x.s)")
      .sums = true;
  list.Once("order by, limit 10", "published-on(D, T) order by T desc, D limit 10?",
            "select x.term, y.term from t join dict x on x.id = t.s join dict y on y.id = t.o "
            "where t.p = {published-on} order by y.term desc, x.term limit 10");
  const std::string all =
      "select x.term, y.term, z.term from t join dict x on x.id = t.s "
      "join dict y on y.id = t.p join dict z on z.id = t.o";
  list.Once("limit 10", "triple(S, P, O) limit 10?", all + " limit 10");
  list.Once("all rows, one by one", "triple(S, P, O)?", all).streams = true;
  Workload& printed =
      list.Once("a million rows as TSV", "triple(S, P, O) limit 1000000?", all + " limit 1000000");
  printed.streams = printed.process = true;
}

}  // namespace

std::vector<Workload> MakeWorkloads(const MadeGraph& graph) {
  List list(graph);
  AddLookUps(graph, list);
  AddHops(graph, list);
  AddBatches(graph, list);
  AddReach(graph, list);
  AddPaths(graph, list);
  AddWhole(graph, list);
  return std::move(list).Take();
}

double ProcessorSeconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

}  // namespace lode::bench
