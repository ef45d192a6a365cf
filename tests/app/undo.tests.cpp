// SPDX-License-Identifier: MIT
// Undo and redo: every edit in words, one a gesture, with the training that it replaced.
#include "app/run/undo.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstring>

#include "app/edit/edit_words.hpp"
#include "app/session/session.hpp"
#include "document/json.hpp"
#include "document/record_json.hpp"

namespace app_undo {

using namespace isobath;
using namespace isobath::app;

namespace {

struct Was {
  document::Document document;
  core::Parameters<double> parameters;
  std::string record;
};

Was now_of(Session& session) {
  return {session.document(), session.parameters(), document::to_json(session.record())};
}

void check_same(Session& session, const Was& was) {
  CHECK(session.document() == was.document);
  CHECK(session.parameters() == was.parameters);
  CHECK(document::to_json(session.record()) == was.record);
}

/// Does the edit, undoes it, does it again; both sides must be what they were, in these words.
void there_and_back(Session& session, const Action& action, const std::string& words) {
  CAPTURE(words);
  const Was before = now_of(session);
  session.apply(action);
  REQUIRE(session.snapshot().message == "");
  CHECK(session.snapshot().undo == words);
  session.apply(Step{3});
  const Was after = now_of(session);
  session.apply(Undo{});
  CHECK(session.snapshot().notice == "Undone: " + words);
  CHECK(session.snapshot().redo == words);
  check_same(session, before);
  session.apply(Redo{});
  CHECK(session.snapshot().notice == "Redone: " + words);
  check_same(session, after);
}

document::Document with(const std::string& link) {
  Session session;
  session.apply(OpenLink{link});
  REQUIRE(session.snapshot().message == "");
  return session.document();
}

}  // namespace

TEST_CASE("an edit is undone and done again with its training", "[app][undo]") {
  Session session;
  session.apply(Step{40});
  there_and_back(session, SetField{"initialization.scale", "1.6", false}, "scale 1.0 → 1.6");
  there_and_back(session, AddLayer{1}, "layer 2 added");
  there_and_back(session, SetUnits{1, 6}, "layer 1: 4 → 6 units");
  there_and_back(session, SetActivation{2, core::Activation::relu}, "layer 2: tanh → relu");
  there_and_back(session, RemoveLayer{1}, "layer 1 removed");
  there_and_back(session, SetField{"data.source", "spiral", false}, "data circle → spiral");
  there_and_back(session, SetField{"data.noise", "0.2", false}, "noise 0.1 → 0.2");
  there_and_back(session, SetField{"initialization.weights", "he_normal", false},
                 "weights xavier normal → he normal");
  there_and_back(session, NewStart{}, "initial weights, seed 1 → 2");
  there_and_back(session, NewData{}, "data, seed 1 → 2");
  there_and_back(session, Reset{}, "same start again");
  there_and_back(session, SetWeight{1, 0, 1, 0.5, false}, "W[1] set to 0.5");
  there_and_back(session, OpenLink{"#precision=double&optimizer=adam"},
                 "another experiment opened");
}

TEST_CASE("hyperparameters are undone where the training stands", "[app][undo]") {
  Session session;
  session.apply(Step{10});
  session.apply(SetField{"training.learning_rate", "0.3"});
  CHECK(session.snapshot().undo == "α 0.1 → 0.3");
  session.apply(Step{10});
  session.apply(Undo{});
  CHECK(session.document().training.learning_rate == 0.1);
  CHECK(session.record().step == 20);
  session.apply(Redo{});
  CHECK(session.document().training.learning_rate == 0.3);
}

TEST_CASE("a future that an edit in the past forgot comes back with undo", "[app][undo]") {
  for (const Action& action : {Action(SetField{"training.learning_rate", "0.3", false}),
                               Action(SetWeight{1, 0, 0, 0.25, false})}) {
    Session session;
    session.apply(Step{50});
    const Was end = now_of(session);
    session.apply(Seek{20});
    session.apply(action);
    session.apply(Step{5});
    CHECK(session.snapshot().timeline.last == 25);
    session.apply(Undo{});
    CHECK(session.record().step == 20);
    CHECK(session.snapshot().timeline.last == 50);
    session.apply(Seek{50});
    check_same(session, end);
  }
}

TEST_CASE("undo brings the whole past back", "[app][undo]") {
  Session session;
  session.apply(Step{30});
  const Was thirty = now_of(session);
  session.apply(Step{30});
  session.apply(SetField{"initialization.scale", "3"});
  session.apply(Step{5});
  session.apply(Undo{});
  CHECK(session.snapshot().timeline.first == 0);
  CHECK(session.snapshot().timeline.last == 60);
  CHECK(session.snapshot().costs.back().step == 60);
  session.apply(Back{30});
  check_same(session, thirty);
}

TEST_CASE("a gesture is one edit", "[app][undo]") {
  Session session;
  session.apply(Step{7});
  const Was start = now_of(session);
  for (const char* scale : {"1.1", "1.2", "1.3"})
    session.apply(SetField{"initialization.scale", scale, true});
  session.apply(SetField{"initialization.scale", "1.3", false});
  CHECK(session.snapshot().undo == "scale 1.0 → 1.3");
  for (const char* scale : {"1.4", "1.5"})
    session.apply(SetField{"initialization.scale", scale, true});
  session.apply(SetField{"initialization.scale", "1.6", false});
  CHECK(session.snapshot().undo == "scale 1.3 → 1.6");
  session.apply(Undo{});
  CHECK(session.document().initialization.scale == 1.3);
  session.apply(Undo{});
  check_same(session, start);
  session.apply(Undo{});  // nothing is left
  check_same(session, start);
  session.apply(SetWeight{1, 1, 1, 0.1, true});
  session.apply(SetWeight{1, 1, 1, 0.2, true});
  session.apply(SetWeight{1, 1, 1, 0.3, false});
  CHECK(session.snapshot().redo == "");
  session.apply(Undo{});
  CHECK(session.parameters() == start.parameters);
}

TEST_CASE("a new edit ends what could be done again", "[app][undo]") {
  Session session;
  session.apply(AddLayer{1});
  session.apply(Undo{});
  CHECK(session.snapshot().redo == "layer 2 added");
  session.apply(SetField{"training.learning_rate", "0.2"});
  CHECK(session.snapshot().redo == "");
  session.apply(Redo{});
  CHECK(session.document().layers.size() == 2);
}

TEST_CASE("an edit that fails leaves nothing to undo", "[app][undo]") {
  Session session;
  session.apply(SetField{"training.learning_rate", "fast"});
  session.apply(OpenText{"broken.json", "{"});
  CHECK(session.snapshot().undo == "");
}

TEST_CASE("words name the first difference", "[app][undo]") {
  CHECK(edit_words(with("#"), with("#")) == "");
  CHECK(edit_words(with("#batch=16"), with("#batch=32&alpha=0.1")) == "batch 16 → 32");
  CHECK(edit_words(with("#"), with("#layers=4tanh,4tanh,4tanh,4tanh,1sigmoid")) == "layers 2 → 5");
  CHECK(edit_words(with("#"), with("#source=spiral&noise=0.2&examples=100&alpha=1&batch=3&l2=1")) ==
        "data circle → spiral and 5 more");
  CHECK(edit_words(with("#"), with("#shuffle=false")) == "shuffle on → off");
}

TEST_CASE("old trainings are let go before there are too many", "[app][undo]") {
  UndoStack undo;
  Session session;
  const auto begun = [] {
    Past past;
    struct Fake : Run::Standing {};
    auto standing = std::make_shared<Fake>();
    standing->bytes = UndoStack::kBudget_bytes / 3;
    past.timeline.begin(0, {});
    past.timeline.keep(standing);
    past.stood = standing;
    return past;
  };
  const Edit empty;
  for (int i = 0; i < 10; ++i) {
    Edit edit = empty;
    edit.before.past = begun();
    edit.words = std::to_string(i);
    undo.add(std::move(edit));
  }
  CHECK(undo.size() == 10);
  CHECK(undo.bytes() <= UndoStack::kBudget_bytes);
  CHECK(undo.take_undone()->before.past.has_value());
  for (int i = 0; i < 500; ++i) undo.add(empty);
  CHECK(undo.size() == UndoStack::kMaxEdits);
}

}  // namespace app_undo
