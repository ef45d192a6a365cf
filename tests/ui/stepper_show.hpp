// SPDX-License-Identifier: MIT
// A session with its stepper open on a stage: what is pushed is carried out.
#pragma once

#include "app/session/session.hpp"
#include "app/stepper/stepping.hpp"
#include "document/link.hpp"
#include "stage.hpp"

namespace isobath::ui {

struct StepperShow {
  app::Session session;
  Stage stage;

  explicit StepperShow(const char* link, ImVec2 display = {1440.0F, 900.0F}, bool dark = true)
      : stage((open(link), session.snapshot()), display, dark) {
    perform(stage.run(2));
  }
  void open(const char* link) {
    auto document = document::from_link(link);
    REQUIRE(document);
    REQUIRE(session.open(*document));
    session.apply(app::set_view<&app::View::stepping>(true));
    session.apply(app::set_view<&app::View::columns>(app::Columns::batch));
  }
  void perform(const app::Actions& actions) {
    for (const app::Action& action : Stage::without_hover(actions)) session.apply(action);
    session.snapshot();
    stage.run(1);
  }
  std::string formula() { return stage.widget("line-formula").label; }
};

}  // namespace isobath::ui
