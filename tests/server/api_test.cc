// What can be asked over HTTP.

#include "server/api/api.h"

#include "tests/server/served_store.h"

namespace lode::server {
namespace {

using testing_served::Served;
namespace fs = std::filesystem;

class Api : public Served {
 protected:
  void SetUp() override { Start(); }
};

TEST_F(Api, AnswersEveryRouteOfItsOwnDocument) {
  const std::string statement = Get("/api/claims?limit=1").json["claims"][0]["id"];
  const std::string article = Get("/api/articles").json["articles"][0]["id"];
  const Got document = Get("/api/openapi.json");
  ASSERT_EQ(document.status, 200);
  std::size_t seen = 0;
  for (const Route& route : Routes()) {
    ASSERT_TRUE(document.json["paths"].contains(route.path)) << route.path;
    if (std::string(route.method) != "GET") continue;
    std::string path = route.path;
    if (path == "/api/statement/{id}") path = "/api/statement/" + statement;
    if (path == "/api/article/{id}") path = "/api/article/" + article;
    const Got got = Get(path + "?q=nordhaven&text=sup&id=Lovik&from=Nordhaven&to=Lovik");
    EXPECT_EQ(got.status, 200) << path << got.body;
    EXPECT_TRUE(got.json.is_object()) << path << got.body;
    ++seen;
  }
  EXPECT_GT(seen, 10u);
}

TEST_F(Api, FindsNamesAndSentences) {
  const Got got = Get("/api/search?q=nordhaven");
  ASSERT_EQ(got.status, 200) << got.body;
  EXPECT_EQ(got.json["names"][0]["entity"]["name"], "Nordhaven");
  ASSERT_FALSE(got.json["sentences"].empty());
  EXPECT_NE(got.json["sentences"][0]["text"].get<std::string>().find("Nordhaven"),
            std::string::npos);
  EXPECT_EQ(Get("/api/search?q=nordhavn&in=names").json["near"][0], "Nordhaven");
}

// The words of the sentences that are found, those that were looked for in brackets.
std::vector<std::string> Found(const nlohmann::json& reply) {
  std::vector<std::string> sentences;
  for (const auto& one : reply["sentences"]) {
    std::string& text = sentences.emplace_back();
    for (const auto& segment : one["segments"]) {
      const bool found = !segment["marks"].empty();
      text += (found ? "[" : "") + segment["text"].get<std::string>() + (found ? "]" : "");
    }
  }
  return sentences;
}

TEST_F(Api, FindsSentencesByTheirWords) {
  EXPECT_EQ(Found(Get("/api/search?q=buses%20maker&in=sentences").json),
            std::vector<std::string>({"Halden Industries owns Nordhaven, a [maker] of cells for "
                                      "[buses] and ferries in the far north."}));
  EXPECT_EQ(Found(Get("/api/search?q=%22maker%20of%20cells%22&in=sentences").json).size(), 1u);
  EXPECT_TRUE(Found(Get("/api/search?q=%22cells%20maker%22&in=sentences").json).empty());
  // It is found in its article by its place, and what was read in it is named.
  const Got got = Get("/api/search?q=new%20rails&in=sentences");
  ASSERT_EQ(got.json["sentences"].size(), 1u) << got.body;
  const auto& one = got.json["sentences"][0];
  EXPECT_EQ(one["statements"].size(), 1u) << got.body;
  const Got article = Get("/api/article/" + one["article"]["id"].get<std::string>() +
                          "?begin=" + std::to_string(one["begin"].get<int>()) +
                          "&end=" + std::to_string(one["end"].get<int>()));
  std::string asked;
  for (const auto& block : article.json["blocks"])
    for (const auto& segment : block["segments"])
      for (const auto& mark : segment["marks"])
        if (mark == "asked") asked += segment["text"];
  EXPECT_EQ(asked, "The rails to the mine are new.");
  EXPECT_EQ(Get("/api/search?q=%26").json["sentences"].size(), 0u);
  EXPECT_EQ(Get("/api/search?q=port&since=soon").status, 400);
}

TEST_F(Api, NarrowsAllToASet) {
  const std::string set = "&set=ports%20%26%20rails";
  const Got sets = Get("/api/sets");
  ASSERT_EQ(sets.json["sets"].size(), 1u) << sets.body;
  EXPECT_EQ(sets.json["sets"][0]["name"], "ports & rails");
  EXPECT_EQ(sets.json["sets"][0]["articles"], 1);
  EXPECT_EQ(Get("/api/articles?q=" + set).json["total"], 1);
  const std::string id = Get("/api/articles?q=" + set).json["articles"][0]["id"];
  EXPECT_EQ(Get("/api/article/" + id).json["sets"][0], "ports & rails");
  const Got found = Get("/api/search?q=nordhaven" + set);
  for (const auto& one : found.json["sentences"]) EXPECT_EQ(one["article"]["path"], "port.txt");
  EXPECT_EQ(Get("/api/search?q=ferries&in=sentences" + set).json["sentences"].size(), 0u);
  EXPECT_LT(Get("/api/entity?id=nordhaven" + set).json["statements"],
            Get("/api/entity?id=nordhaven").json["statements"]);
  EXPECT_LT(Get("/api/neighbours?id=lovik" + set).json["total"],
            Get("/api/neighbours?id=lovik").json["total"]);
  const Got claims = Get("/api/claims?limit=100" + set);
  EXPECT_GT(claims.json["count"], 0) << claims.body;
  for (const auto& claim : claims.json["claims"]) EXPECT_EQ(claim["article"]["path"], "port.txt");
  for (const char* path :
       {"/api/matrix?about=3", "/api/conflicts?limit=5", "/api/corroboration?limit=5"})
    EXPECT_EQ(Get(path + set).status, 200) << Get(path + set).body;
  for (const char* path :
       {"/api/matrix?", "/api/conflicts?", "/api/corroboration?", "/api/claims?", "/api/articles?",
        "/api/search?q=port", "/api/entity?id=lovik", "/api/neighbours?id=lovik"})
    EXPECT_EQ(Get(std::string(path) + "&set=none").status, 404) << path;
}

TEST_F(Api, GroupsWhatIsKnownOfAnEntity) {
  const Got got = Get("/api/entity?id=nordhaven");
  ASSERT_EQ(got.status, 200) << got.body;
  EXPECT_EQ(got.json["entity"]["name"], "Nordhaven");
  bool owned = false;
  for (const auto& heading : got.json["headings"])
    for (const auto& line : heading["lines"])
      if (line["predicate"] == "owns") {
        owned = true;
        EXPECT_EQ(line["articles"], 2);
        EXPECT_EQ(line["oldest"], "2025-06-03");
        EXPECT_EQ(line["newest"], "2025-06-05");
      }
  EXPECT_TRUE(owned) << got.body;
  EXPECT_EQ(got.json["timeline"][0]["month"], "2025-06");
  EXPECT_LT(Get("/api/entity?id=nordhaven&since=2025-06-04").json["statements"],
            got.json["statements"]);
}

TEST_F(Api, GivesNeighboursThroughFilters) {
  const Got all = Get("/api/neighbours?id=Meridian%20Motors");
  ASSERT_EQ(all.status, 200) << all.body;
  const Got denied = Get("/api/neighbours?id=Meridian%20Motors&polarity=negated");
  ASSERT_EQ(denied.json["edges"].size(), 1u) << denied.body;
  EXPECT_EQ(denied.json["edges"][0]["object"]["text"], "Lovik");
  EXPECT_GT(all.json["total"], denied.json["total"]);
  EXPECT_EQ(Get("/api/neighbours?id=Lovik&polarity=maybe").status, 400);
  EXPECT_EQ(Get("/api/neighbours?id=Lovik&modality=wild").status, 400);
  EXPECT_EQ(Get("/api/neighbours?id=Lovik&confidence=7").status, 400);
}

TEST_F(Api, MarksAStatementsWordsInItsArticle) {
  const Got edges = Get("/api/neighbours?id=Nordhaven&predicate=owns");
  const std::string id = edges.json["edges"][0]["statements"][0];
  const Got got = Get("/api/statement/" + id);
  ASSERT_EQ(got.status, 200) << got.body;
  std::string subject, sentence;
  for (const auto& block : got.json["blocks"])
    for (const auto& segment : block["segments"])
      for (const auto& mark : segment["marks"]) {
        if (mark == "subject") subject += segment["text"];
        if (mark == "sentence") sentence += segment["text"];
      }
  EXPECT_EQ(subject, "Halden Industries");
  EXPECT_TRUE(sentence.starts_with("Halden Industries owns Nordhaven")) << sentence;
  EXPECT_EQ(Get("/api/statement/st:0000").status, 404);
}

TEST_F(Api, FindsPathsWithTheEvidenceOfEachHop) {
  const Got got = Get("/api/path?from=Lovik&to=Meridian%20Motors");
  ASSERT_EQ(got.status, 200) << got.body;
  ASSERT_FALSE(got.json["paths"].empty());
  for (const auto& hop : got.json["paths"][0]["hops"])
    EXPECT_FALSE(hop["statements"][0]["text"].get<std::string>().empty());
  EXPECT_EQ(got.json["note"], "");
  EXPECT_EQ(Get("/api/path?from=Lovik&to=Nobody%20Known").status, 404);
  EXPECT_EQ(Get("/api/path?from=Lovik&to=Lovik&hops=99").status, 400);
}

TEST_F(Api, AWayThroughRolesIsFoundWhereThereIsNoOther) {
  const Got got = Get("/api/path?from=Nordhaven&to=Lovik");
  ASSERT_EQ(got.status, 200) << got.body;
  ASSERT_FALSE(got.json["paths"].empty()) << got.body;
  EXPECT_NE(got.json["note"].get<std::string>().find("through what stands in roles"),
            std::string::npos)
      << got.body;
  EXPECT_EQ(got.json["paths"][0]["hops"][0]["predicate"], "supplies to:");
}

TEST_F(Api, ClaimsAreTurnedPageByPage) {
  const Got all = Get("/api/claims?limit=100");
  ASSERT_GT(all.json["claims"].size(), 3u) << all.body;
  EXPECT_EQ(all.json["more"], false);
  std::vector<std::string> ids;
  for (bool more = true; more;) {
    const Got page = Get("/api/claims?limit=2&offset=" + std::to_string(ids.size()));
    ASSERT_EQ(page.status, 200) << page.body;
    ASSERT_LE(page.json["claims"].size(), 2u);
    for (const auto& claim : page.json["claims"]) ids.push_back(claim["id"]);
    more = page.json["more"];
  }
  ASSERT_EQ(ids.size(), all.json["claims"].size());
  for (std::size_t i = 0; i < ids.size(); ++i) EXPECT_EQ(ids[i], all.json["claims"][i]["id"]);
  EXPECT_EQ(Get("/api/claims?offset=5001").status, 400);
}

TEST_F(Api, TellsConflictsAndCorroboration) {
  const Got conflicts = Get("/api/conflicts?about=Lovik");
  ASSERT_EQ(conflicts.json["pairs"].size(), 1u) << conflicts.body;
  const Got agreed = Get("/api/corroboration?about=Nordhaven");
  ASSERT_FALSE(agreed.json["lines"].empty()) << agreed.body;
  EXPECT_EQ(agreed.json["lines"][0]["sources"], 2);
  EXPECT_EQ(Get("/api/corroboration?about=Nordhaven&sources=1&limit=2").json["lines"].size(), 2u);
  EXPECT_EQ(Get("/api/corroboration?sources=1&limit=4").json["lines"].size(), 4u);
}

TEST_F(Api, AnswersQuestionsWithParameters) {
  const Got got =
      Ask({{"text", "owns($who, What)?"}, {"parameters", {{"who", "Halden Industries"}}}});
  ASSERT_EQ(got.status, 200) << got.body;
  EXPECT_EQ(got.json["answers"][0]["columns"][0], "What");
  EXPECT_EQ(got.json["answers"][0]["rows"][0][0]["text"], "Nordhaven");
}

TEST_F(Api, APathInARowHasItsNodesAndHops) {
  const Got got =
      Ask({{"text", "shortest (any | ^any){1,6}(\"Meridian Motors\", \"Lovik\") as P?"}});
  ASSERT_EQ(got.status, 200) << got.body;
  ASSERT_EQ(got.json["answers"][0]["rows"].size(), 1u) << got.body;
  const auto& path = got.json["answers"][0]["rows"][0][0];
  EXPECT_EQ(path["kind"], "path");
  ASSERT_GE(path["hops"].size(), 1u) << got.body;
  EXPECT_EQ(path["nodes"].size(), path["hops"].size() + 1);
  EXPECT_EQ(path["nodes"][0]["text"], "Meridian Motors");
  EXPECT_FALSE(path["hops"][0]["statements"].empty());
}

TEST_F(Api, SaysWhatIsNearAnEmptyAnswer) {
  const Got got = Ask({{"text", "owns(\"Nordhaven\", X)?"}});
  EXPECT_NE(got.body.find("owns(X, \\\"Nordhaven\\\")?"), std::string::npos) << got.body;
}

TEST_F(Api, TellsMistakesWithLineColumnAndCaret) {
  const Got got = Ask({{"text", "owns(X, Y),\nonws(Y, Z)?"}});
  EXPECT_EQ(got.status, 400);
  const auto& diagnostic = got.json["diagnostics"][0];
  EXPECT_EQ(diagnostic["line"], 2);
  EXPECT_EQ(diagnostic["column"], 1);
  EXPECT_EQ(diagnostic["length"], 4);
  EXPECT_NE(diagnostic["text"].get<std::string>().find("^~~~"), std::string::npos);
}

TEST_F(Api, CutsAnswersAtTheRowsAskedFor) {
  const Got got = Ask({{"text", "any triple(X, P, Y)?"}, {"max_rows", 2}});
  ASSERT_EQ(got.status, 200) << got.body;
  EXPECT_EQ(got.json["answers"][0]["rows"].size(), 2u);
  EXPECT_TRUE(got.json["answers"][0]["truncated"].get<bool>());
}

TEST_F(Api, TellsALimitThatWasMet) {
  const Got got = Ask({{"text", testing_served::kEndless}, {"timeout_ms", 20}});
  EXPECT_EQ(got.status, 422) << got.body;
  EXPECT_EQ(got.json["error"]["code"], "limit");
}

TEST_F(Api, GivesTablesThatNoSpreadsheetTakesForFormulas) {
  const Got got = Ask({{"text", "X = \"=1+1\", Y = \"a,b\"?"}, {"format", "csv"}});
  EXPECT_EQ(got.body, "X,Y\r\n'=1+1,\"a,b\"\r\n");
}

TEST_F(Api, ForgetsTheRulesOfARequest) {
  EXPECT_EQ(Ask({{"text", "mine(X) :- owns(X, _). mine(X)?"}}).status, 200);
  EXPECT_EQ(Ask({{"text", "mine(X)?"}}).status, 400);
}

TEST_F(Api, RefusesBodiesThatAreNone) {
  const auto post = [&](const std::string& body) {
    return Take(Client().Post("/api/query", body, "application/json")).status;
  };
  EXPECT_EQ(post("{"), 400);
  EXPECT_EQ(post("[1]"), 400);
  EXPECT_EQ(post("{\"text\": 3}"), 400);
  EXPECT_EQ(post("{\"text\": \"p(X)?\", \"max_rows\": -1}"), 400);
  EXPECT_EQ(post("{\"text\": \"p(X)?\", \"parameters\": {\"a\": []}}"), 400);
  EXPECT_EQ(post(std::string(100'000, '[')), 400);
  EXPECT_EQ(Get("/api/entity").status, 400);
  EXPECT_EQ(Get("/api/nothing").status, 404);
  EXPECT_EQ(Get("/api/query").status, 405);
  EXPECT_EQ(Get("/api/query").json["error"]["message"], "this path does not take GET, but POST");
}

TEST_F(Api, ARowLeadsToTheStatementsThatItRestsOn) {
  const auto rests = [&](const nlohmann::json& body) {
    return Take(Client().Post("/api/evidence", body.dump(), "application/json"));
  };
  const std::string text =
      "owner(X, Z) :- owns(X, Y), supplies(Y, Z).\nspoke(X, Y)?\n"
      "owner(X, Z)?";
  ASSERT_EQ(Ask({{"text", text}}).json["answers"][1]["row_count"], 1);
  const Got got = rests({{"text", text}, {"answer", 2}, {"row", 1}});
  ASSERT_EQ(got.status, 200) << got.body;
  std::set<std::string> predicates;
  for (const auto& statement : got.json["statements"]) predicates.insert(statement["predicate"]);
  EXPECT_EQ(predicates, (std::set<std::string>{"owns", "supplies"})) << got.body;
  EXPECT_EQ(rests({{"text", text}, {"answer", 2}, {"row", 2}}).status, 404);
  EXPECT_EQ(rests({{"text", text}, {"answer", 3}, {"row", 1}}).status, 404);
  EXPECT_EQ(rests({{"text", "owns(X, Y"}, {"row", 1}}).status, 400);
  EXPECT_EQ(rests({{"text", "owns(X, Y)?"}, {"row", -1}}).status, 400);
}

TEST_F(Api, CompletesPredicatesAndNames) {
  EXPECT_EQ(Get("/api/complete?text=suppl").json["candidates"][0], "supplies");
  const Got got = Get("/api/complete?text=owns(%22nordh");
  EXPECT_EQ(got.json["candidates"][0], "Nordhaven");
  EXPECT_EQ(got.json["begin"], 6);
  EXPECT_EQ(Get("/api/complete?text=owns(%22motor").json["candidates"][0], "Meridian Motors");
}

TEST_F(Api, CompletesNamesByWhatStandsInThatPlace) {
  const auto names = [&](const std::string& text) {
    return Get("/api/complete?text=" + text).json["candidates"];
  };
  // Halden Industries owns, Nordhaven is owned; both have an "n".
  EXPECT_EQ(names("owns(%22n"), nlohmann::json({"Halden Industries"}));
  EXPECT_EQ(names("owns(X,%20%22n"), nlohmann::json({"Nordhaven"}));
  EXPECT_GT(names("triple(%22n").size(), 2u);
  EXPECT_EQ(names("owns(%22lov"), nlohmann::json({"Lovik"}));  // nobody there: of all
}

TEST_F(Api, CompletesTheRolesOfAPredicate) {
  const Got all = Get("/api/complete?text=supplies(X,%20Y,%20");
  EXPECT_EQ(all.json["candidates"], nlohmann::json({"to:"})) << all.body;
  EXPECT_EQ(all.json["end"], " ");
  EXPECT_TRUE(Get("/api/complete?text=supplies(X,%20").json["candidates"].empty());
  EXPECT_TRUE(Get("/api/complete?text=supplies(X,%20Y,%20to:%20").json["candidates"].empty());
}

class Mcp : public Served {
 protected:
  void SetUp() override {
    options_ = Options();
    options_.mcp = [](const std::string& message, const std::atomic<bool>*) {
      return message == "{}" ? std::string() : "{\"echo\":" + message + "}";
    };
  }
  Got Post(const std::string& body, const httplib::Headers& headers = {}) {
    return Take(Client().Post("/mcp", headers, body, "application/json"));
  }
  ServeOptions options_;
};

TEST_F(Mcp, CarriesOneMessageByPost) {
  Start(options_);
  EXPECT_EQ(Post("[1]").body, "{\"echo\":[1]}");
  EXPECT_EQ(Post("{}").status, 202);  // a notification
  EXPECT_EQ(Post("{}").body, "");
  EXPECT_EQ(Get("/mcp").status, 405);  // nothing is streamed
  EXPECT_EQ(Post("[1]", {{"MCP-Protocol-Version", "2025-06-18"}}).status, 200);
  EXPECT_EQ(Post("[1]", {{"MCP-Protocol-Version", "newest"}}).status, 400);
  EXPECT_EQ(Post("[1]", {{"Origin", "http://stranger.example"}}).status, 403);
}

TEST_F(Mcp, WantsTheToken) {
  options_.token = "open sesame";
  Start(options_);
  EXPECT_EQ(Post("[1]").status, 401);
  EXPECT_EQ(Post("[1]", {{"Authorization", "Bearer open sesame"}}).status, 200);
}

TEST_F(Mcp, IsNotThereWhereNobodyAnswersIt) {
  Start();
  EXPECT_EQ(Post("[1]").status, 404);
}

class Upload : public Served {
 protected:
  void SetUp() override {
    fs::remove_all(folder_ / "own.db");
    fs::copy(folder_ / "news.db", folder_ / "own.db", fs::copy_options::recursive);
    options_ = Options();
    options_.store_path = (folder_ / "own.db").string();
  }
  Got Send(const nlohmann::json& body, const httplib::Headers& headers) {
    return Take(Client().Post("/api/articles", headers, body.dump(), "application/json"));
  }
  // The state of the newest upload once it is over.
  nlohmann::json Last() {
    nlohmann::json job;
    do {
      job = Get("/api/uploads").json["uploads"][0];
    } while (job["state"] == "waiting" || job["state"] == "loading");
    return job;
  }
  ServeOptions options_;
};

TEST_F(Upload, IsReadAndSeenByLaterQuestions) {
  Start(options_);
  const httplib::Headers writes = {{"X-Lode-Write", "1"}};
  const Got got = Send({{"name", "../../ferry.txt"},
                        {"text", "Ferry sold\n\nWestline Ferries bought Oslo Docks.\n"},
                        {"source", "Harbour Gazette"},
                        {"set", "ferries"}},
                       writes);
  ASSERT_EQ(got.status, 202) << got.body;
  EXPECT_EQ(got.json["name"], "ferry.txt");
  const nlohmann::json job = Last();
  EXPECT_EQ(job["state"], "done") << job;
  EXPECT_EQ(job["added"], 1);
  EXPECT_EQ(Get("/api/entity?id=Westline%20Ferries").status, 200);
  EXPECT_EQ(Get("/api/articles?q=ferry").json["total"], 1);
  EXPECT_EQ(Get("/api/articles?set=ferries").json["total"], 1);
}

TEST_F(Upload, IsRefusedWithoutItsHeaderAndByAReader) {
  Start(options_);
  EXPECT_EQ(Send({{"name", "a.txt"}, {"text", "x"}}, {}).status, 403);
  EXPECT_EQ(
      Send({{"name", "a.txt"}, {"text", "x"}, {"set", "a\nb"}}, {{"X-Lode-Write", "1"}}).status,
      400);
  EXPECT_EQ(Send({{"name", ".."}, {"text", "x"}}, {{"X-Lode-Write", "1"}}).status, 400);
  options_.read_only = true;
  Start(options_);
  EXPECT_EQ(Send({{"name", "a.txt"}, {"text", "x"}}, {{"X-Lode-Write", "1"}}).status, 403);
}

}  // namespace
}  // namespace lode::server
