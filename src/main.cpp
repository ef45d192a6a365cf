// SPDX-License-Identifier: MIT
// Joins the rooms: window, session, pictures and panels, once a frame.

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "app/edit/clipboard.hpp"
#include "app/remote.hpp"
#include "app/save/autosave.hpp"
#include "app/session/session.hpp"
#include "app/session/watch_pace.hpp"
#include "app/spoken.hpp"
#include "document/json.hpp"
#include "document/link.hpp"
#include "map_painter.hpp"
#include "platform/arguments.hpp"
#include "platform/platform.hpp"
#include "ui/controls/file_dialog.hpp"
#include "ui/frame.hpp"
#include "ui/notices.hpp"
#include "ui/text/letters.hpp"

namespace isobath {
namespace {

constexpr double kFrame_ms = 1000.0 / 60.0;
// What a link may carry before it is left out of the address bar: values of tables and weights.
constexpr core::Index kLinkValues = 4000;
// Records that this visit does not need may take so much, for other tabs and their undo.
constexpr std::size_t kUnusedRecords_bytes = std::size_t{128} << 20U;
// An update that is under way is asked for once more after this.
constexpr double kLeastSaveWait_ms = 50.0;

struct App {
  platform::Capabilities can = platform::capabilities();
  app::Session session{can.threads ? app::Session::Threads::some : app::Session::Threads::none};
  app::Autosave autosave;
  platform::FetchedRecords records;  // of the last visit, until it is back
  bool begun = false;                // is it?
  bool refusal_told = false;         // a record was refused
  bool save_expected = false;
  app::Actions actions;
  MapPainter maps;
  ui::Letters letters{platform::asset};
  std::vector<ui::Widget> widgets;
  bool widgets_wanted = false;  // is the next frame to list them?
  bool dark = true;             // is the theme?
  bool widgets_known = false;   // did the last one?
  std::vector<app::Event> events;
  app::Spoken spoken;
  ui::FileDialog dialog;
  bool told_goes = false;                   // is a frame due when what was told goes?
  std::string path;                         // of the document that is open, if it is a file
  std::optional<std::string> unsaved_path;  // of a file that is still to be written
  app::FrameTimes times;
  double last_frame_ms = 0.0;
  bool frame_expected = false;
  bool play_when_seen = false;  // it was stopped because the page went out of sight
  bool new_entry = false;       // the next link is a new entry of the browser's history
};

// What goes wrong outside of the session: files, shaders.
void notify(const std::string& sentence) {
  ui::tell(sentence);
  platform::announce("error", sentence);
  platform::wake();
}

/// That something was done which cannot be seen.
void tell(const std::string& sentence) {
  ui::tell(sentence, ui::Tone::done);
  platform::wake();
}

void open_text(App& app, std::string name, std::string text) {
  app.path = app.can.file_paths && name.ends_with(".json") ? name : "";
  app.session.open_file({std::move(name), std::move(text)});
}

void open_path(App& app, const std::string& path) {
  platform::File file = platform::read_file(path);
  if (!file.error.empty()) return notify(file.error);
  open_text(app, path, std::move(file.text));
}

void save(App& app, const std::string& path) {
  // A study is saved as what the name says.
  const std::string_view extension = std::string_view(path).substr(path.rfind('.') + 1);
  if (const auto file = app.session.study_file(extension, app.dark)) {
    const auto saved = platform::save_file(path, *file);
    return saved ? tell("Saved: " + path + ".") : notify(saved.error());
  }
  // While a thread is in the midst of an update, the file has to wait for its end.
  app.unsaved_path.reset();
  if (!app.session.settle()) {
    app.unsaved_path = path;
    return platform::wake();
  }
  const bool trained = app.session.record().step > 0;
  const document::Document document = trained ? app.session.saved() : app.session.document();
  const auto saved = platform::save_file(path, document::to_json(document) + "\n");
  if (!saved) return notify(saved.error());
  app.path = path;
  tell("Saved: " + path + (trained ? ", with W and b as they are now." : "."));
}

/// Asks for a call once there is something to save; where it comes too early, for another one.
void expect_save(App& app) {
  const double wait_ms = app.autosave.wait_ms(platform::now_ms());
  if (app.save_expected || !std::isfinite(wait_ms)) return;
  app.save_expected = true;
  platform::call_later(std::max(wait_ms, kLeastSaveWait_ms), [&app] {
    app.save_expected = false;
    const std::string refusal = app.autosave.save_if_due(app.session, platform::now_ms());
    if (!refusal.empty()) notify(refusal);
    expect_save(app);
  });
}

void note_changes(App& app) {
  const double now_ms = platform::now_ms();
  app.autosave.note(app.events, now_ms);
  app.autosave.note_view(app.session.view(), now_ms);
  app.autosave.note_runs(app.session.runs(), now_ms);
  expect_save(app);
}

app::Store open_store(App& app) {
  app::Store store;
  store.read = [](std::string_view key) { return platform::stored(key); };
  store.write = [](std::string_view key, std::string_view text) {
    return platform::store(key, text);
  };
  store.keep = [&app](std::string_view key, const std::string& bytes) {
    platform::keep_record(key, bytes, [&app](const std::string& refusal) {
      if (!std::exchange(app.refusal_told, true)) notify(refusal);
    });
  };
  store.kept = [&app](std::string_view key) -> std::optional<std::string> {
    const auto found = app.records.find(key);
    if (found == app.records.end()) return std::nullopt;
    return found->second;
  };
  store.tidy = [](const std::vector<std::string>& used) {
    platform::tidy_records(app::kRecordKey, used, kUnusedRecords_bytes);
  };
  return store;
}

/// Before the first frame: what was left, or what the address or the command line asks for.
void begin(App& app, const std::string& document) {
  std::optional<std::string> link = platform::take_link();
  const bool is_link = document.starts_with('#') || document.find("://") != std::string::npos;
  if (is_link) link = document;
  app.session.apply(app::set_view<&app::View::speed>(app::kWatch));
  const std::string problem = app.autosave.restore(app.session, link);
  app.records.clear();
  if (!problem.empty()) notify(problem);
  if (!document.empty() && !is_link) open_path(app, document);
  app.begun = true;
  platform::wake();
}

void take_outside_input(App& app) {
  for (platform::File& file : platform::take_files()) {
    if (file.error.empty())
      open_text(app, std::move(file.name), std::move(file.text));
    else
      notify(file.error);
  }
  if (const auto link = platform::take_link(); link) {
    app.session.apply(app::OpenLink{*link});
    app.new_entry = false;
  }
}

void copy(App& app) {
  ImGui::SetClipboardText(app::to_copy(app.session, platform::address()).c_str());
  tell(app.session.view().pinned_unit
           ? "Copied: the weights and the bias of the unit that is kept in view."
           : "Copied: the link. Whoever opens it sees this experiment at its first step.");
}

void use_clipboard(App& app) {
  if (ImGui::GetIO().WantTextInput) return;
  if (ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiKey_C)) copy(app);
  if (!ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiKey_V)) return;
  const char* text = ImGui::GetClipboardText();
  if (const auto action = app::to_paste(text != nullptr ? text : ""); action)
    app.session.apply(*action);
  else
    notify("There is no text to paste.");
}

/// What plays rests while nobody sees it.
void follow_visibility(App& app, bool visible) {
  if (!visible) {
    app.play_when_seen = app.session.playing() || app.play_when_seen;
    if (app.session.playing())
      app.autosave.note({{app::Event::Kind::step, "", false}}, platform::now_ms());
    app.session.apply(app::Pause{});
    // The page may not come back.
    const std::string refusal = app.autosave.save_now(app.session);
    if (!refusal.empty()) notify(refusal);
  } else if (visible && std::exchange(app.play_when_seen, false)) {
    app.session.apply(app::Play{});
  }
}

// Documents are opened and saved by their usual keys, by path or as downloads.
void draw_files(App& app, const ui::Theme& theme, ui::Errand errand, const char* file_name) {
  if (app.unsaved_path) save(app, std::string(*app.unsaved_path));
  const bool paths = app.can.file_paths;
  const bool opens =
      ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiKey_O) || errand == ui::Errand::open_file;
  if (opens && paths) app.dialog.show(ui::FileDialog::Purpose::open, app.path);
  if (ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiKey_S) || errand == ui::Errand::save_file) {
    if (!paths || !app.path.empty())
      save(app, paths ? app.path : "isobath.json");
    else
      app.dialog.show(ui::FileDialog::Purpose::save, "experiment.json");
  }
  if (errand == ui::Errand::save_study) {
    if (paths)
      app.dialog.show(ui::FileDialog::Purpose::save, file_name);
    else
      save(app, file_name);
  }
  if (errand == ui::Errand::open_file && !paths) platform::choose_file();
  if (const auto request = draw_file_dialog(app.dialog, theme); request) {
    if (request->purpose == ui::FileDialog::Purpose::open)
      open_path(app, request->path);
    else
      save(app, request->path);
  }
}

bool is_dark(app::ThemeChoice choice) {
  if (choice == app::ThemeChoice::system) return platform::prefers_dark();
  return choice == app::ThemeChoice::dark;
}

/// What was told goes after a while, even if nothing else asks for a frame then.
void expect_silence(App& app) {
  const double left_s = ui::told_for_s();
  if (left_s <= 0.0 || std::exchange(app.told_goes, true)) return;
  platform::call_later(1000.0 * left_s + kFrame_ms, [&app] {
    app.told_goes = false;
    platform::wake();
  });
}

bool fits_a_link(const document::Document& document) {
  if (document.parameters) return core::count(*document.parameters) <= kLinkValues;
  const auto& table = document.data.table;
  return !table || table->x.size() + table->y.size() <= kLinkValues;
}

void tell_events(App& app) {
  constexpr const char* kNames[] = {"document", "step", "diverged", "error"};
  app.session.take_events(app.events);
  for (const app::Event& event : app.events) {
    platform::announce(kNames[static_cast<std::size_t>(event.kind)], event.detail);
    const document::Document& document = app.session.document();
    if (event.kind != app::Event::Kind::document || !app.can.address_bar) continue;
    platform::set_link(fits_a_link(document) ? document::to_link(document) : "#",
                       app.new_entry && !event.dragging);
  }
  app.new_entry = true;
  note_changes(app);
}

void note_times(App& app, double begin_ms, double train_ms) {
  const double now_ms = platform::now_ms();
  if (app.frame_expected && begin_ms - app.last_frame_ms > 2.0 * kFrame_ms) ++app.times.dropped;
  app.last_frame_ms = begin_ms;
  app.times.train_ms = train_ms;
  app.times.ui_ms = now_ms - begin_ms - train_ms;
  ++app.times.count;
}

/// What is left of a frame; where drawing alone takes longer than that, half as long as drawing, so
/// that a slow screen does not stop the training.
double training_budget_ms(double ui_ms) {
  return std::clamp(std::max(0.8 * kFrame_ms - ui_ms, 0.5 * ui_ms), 3.0, 50.0);
}

/// While a thread trains slower than the screen refreshes, or lines go by slowly, frames without a
/// new look are left out.
bool worth_drawing(App& app) {
  const bool slow = app.session.threaded() || app.session.lines_playing();
  if (!slow || app.widgets_wanted || !app.frame_expected) return true;
  if (app.session.has_news() || platform::settling()) return true;
  app.last_frame_ms = platform::now_ms();
  return false;
}

/// One turn of the loop; whether another is wanted at once.
bool frame(App& app) {
  const double begin_ms = platform::now_ms();
  take_outside_input(app);
  const bool trained = app.session.advance(training_budget_ms(app.times.ui_ms));
  if (!worth_drawing(app)) {
    platform::rest();
    return true;
  }
  const app::Snapshot& snapshot = app.session.snapshot();
  const double train_ms = trained ? platform::now_ms() - begin_ms : 0.0;
  const ui::Fonts& fonts = app.letters.renew(platform::pixel_ratio());
  const ui::Theme theme = ui::make_theme(is_dark(snapshot.view.theme), fonts);
  app.maps.begin_frame(theme.dark);
  app.dark = theme.dark;
  platform::begin_frame();
  app.widgets.clear();
  ui::Frame panels{snapshot, app.actions, theme, app.maps, app.widgets, {}, app.widgets_wanted};
  app.widgets_known = app.widgets_wanted;
  ui::draw(panels);
  if (const std::string problem = app.maps.take_problem(); !problem.empty()) notify(problem);
  draw_files(app, theme, panels.errand, panels.file_name);
  if (panels.errand == ui::Errand::copy_link) copy(app);
  use_clipboard(app);
  expect_silence(app);
  const ImVec4 ground = ImGui::ColorConvertU32ToFloat4(theme.colour.background);
  ImGui::Render();
  const double present_ms = platform::now_ms();
  platform::present(ground.x, ground.y, ground.z);
  app.times.gl_ms = platform::now_ms() - present_ms + app.maps.take_ms();

  for (const app::Action& action : app.actions) app.session.apply(action);
  app.actions.clear();
  tell_events(app);
  app.frame_expected = app.session.playing() || app.session.dirty();
  if (const std::string said = app.spoken.next(snapshot, !app.frame_expected); !said.empty())
    platform::announce("spoken", said);
  note_times(app, begin_ms, train_ms);
  return app.frame_expected;
}

std::string answer(App& app, std::string_view method, std::string_view arguments) {
  app::Screen screen{.controls = {}, .frame = app.times};
  if (method == "widgets") {
    // Of the present moment, even if the browser has not asked for a frame since it changed. Frames
    // on screen do without the list.
    app.widgets_wanted = true;
    if (!app.widgets_known || app.session.dirty()) frame(app);
    app.widgets_wanted = false;
    for (const ui::Widget& widget : app.widgets)
      screen.controls.push_back({widget.id, widget.label, widget.kind, widget.value, widget.x,
                                 widget.y, widget.width, widget.height, widget.description});
  }
  std::string result = app::call(app.session, screen, method, arguments);
  tell_events(app);
  if (app.session.playing() || app.session.dirty()) platform::wake();
  return result;
}

}  // namespace
}  // namespace isobath

int main(int count, char** values) {
  using namespace isobath;
  const platform::Arguments arguments = platform::read_arguments(count, values);
  std::string error = arguments.error;
  if (error.empty()) {
    if (const auto opened = platform::open(arguments.window); !opened) error = opened.error();
  }
  if (!error.empty()) {
    std::fprintf(stderr, "isobath: %s\n", error.c_str());
    return 2;
  }
  const auto app = std::make_shared<App>();
  // A picture shows what it is asked for, and leaves nothing behind.
  if (arguments.window.frames == 0 && app->can.store)
    app->autosave = app::Autosave(open_store(*app));
  platform::on_context_lost([app] { app->maps.forget(); });
  platform::fetch_records(app->autosave.wanted(), [app, arguments](auto records) {
    app->records = std::move(records);
    begin(*app, arguments.document);
    platform::on_call([app](auto method, auto json) { return answer(*app, method, json); });
    platform::on_visibility([app](bool visible) { follow_visibility(*app, visible); });
  });
  return platform::run([app] { return app->begun && frame(*app); });
}
