// SPDX-License-Identifier: MIT
// The output panel: what the network answers, as a map over the plane, as ŷ against y, as classes
// counted or as pictures; below, loss and accuracy of every part.
#include <algorithm>
#include <array>
#include <cmath>

#include "app/run/moment.hpp"
#include "say/output.hpp"
#include "ui/controls/controls.hpp"
#include "ui/network/thumbnails.hpp"
#include "ui/output/panel_output.hpp"
#include "ui/panels.hpp"

namespace isobath::ui {
namespace {

constexpr float kTable = 68.0F;  // height of the numbers of all parts

struct View {
  app::OutputKind kind;
  const char* id;
  words::Later label;
  words::Later tip;
};

constexpr std::array<View, 4> kViews{
    {{app::OutputKind::map, "output-map", "map", say::output::over_the_plane_with},
     {app::OutputKind::gallery, "output-gallery", "images", say::output::examples_with_their_class},
     {app::OutputKind::fit, "output-fit", "fit", say::output::against_y_on_the},
     {app::OutputKind::confusion, "output-confusion", "classes",
      say::output::how_often_each_class}}};

Text heading(const app::Snapshot& snapshot) {
  // A unit in view takes over the map alone.
  const auto focus = snapshot.output_kind() == app::OutputKind::map ? snapshot.view.focus()
                                                                    : std::optional<app::UnitId>{};
  if (!focus && snapshot.shows_difference())
    return Text("ŷ − STEP ") + count(snapshot.pinned->look.record.step);
  if (!focus) return say::output::output();
  if (focus->layer == 0) return Text("INPUT ") + std::to_string(focus->unit + 1);
  return Text("UNIT ") + std::to_string(focus->unit + 1) + ", LAYER " +
         std::to_string(focus->layer);
}

/// The choice among the views that the data offer, at the right of the panel's head.
void draw_output_choice(Frame& frame, const Rect& rect) {
  const app::Snapshot& snapshot = frame.snapshot;
  constexpr float kBetween = 4.0F, kPadding = 16.0F;
  float width = -kBetween;
  int offered = 0;
  const auto width_of = [&](const View& view) {
    return text_size(frame.theme.fonts.body, view.label).x + kPadding;
  };
  for (const View& view : kViews)
    if (snapshot.offers(view.kind)) width += width_of(view) + kBetween, ++offered;
  if (offered < 2) return;
  float x = rect.max.x - 10.0F - width;
  for (const View& view : kViews) {
    if (!snapshot.offers(view.kind)) continue;
    ImGui::SetCursorScreenPos({x, head_top(rect)});
    if (toggle(frame, {view.id, view.label, view.tip}, snapshot.output_kind() == view.kind,
               {width_of(view), frame.theme.metric.head_px}))
      frame.actions.push_back(app::set_view<&app::View::output>(view.kind));
    x += width_of(view) + kBetween;
  }
}

/// How the map is drawn, right-aligned; returns where they begin.
float draw_map_options(Frame& frame, float right, float y) {
  const app::Snapshot& snapshot = frame.snapshot;
  const float height = frame.theme.metric.head_px;
  constexpr float kTone = 98.0F, kDev = 44.0F, kBetween = 4.0F;
  const bool classes = snapshot.dataset->task != data::Task::regression;
  float left = right - kTone - kDev - kBetween;
  if (classes) {
    left -= height + kBetween;
    ImGui::SetCursorScreenPos({left, y});
    if (toggle(
            frame,
            {"output-shapes", say::output::shapes(), say::output::shapes_tip(), true, 0.0F, true},
            snapshot.view.class_shapes, {height, height}))
      frame.actions.push_back(app::set_view<&app::View::class_shapes>(!snapshot.view.class_shapes));
    const Rect rect = item_rect();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImU32 ink = frame.theme.colour.text_soft;
    draw_shape(list, Shape::disc, {rect.centre().x - 4.0F, rect.centre().y + 2.5F}, 3.4F, ink);
    draw_shape(list, Shape::diamond, {rect.centre().x + 4.0F, rect.centre().y - 2.5F}, 3.4F, ink);
  }
  const float first = right - kTone - kDev - kBetween;
  ImGui::SetCursorScreenPos({first, y});
  if (toggle(frame, {"output-discrete", say::output::discrete(), say::output::discrete_tip()},
             snapshot.view.discrete, {kTone, height}))
    frame.actions.push_back(app::set_view<&app::View::discrete>(!snapshot.view.discrete));
  ImGui::SetCursorScreenPos({first + kTone + kBetween, y});
  if (toggle(frame, {"output-dev", say::output::dev(), say::output::dev_tip()},
             snapshot.view.dev_shown, {kDev, height}))
    frame.actions.push_back(app::set_view<&app::View::dev_shown>(!snapshot.view.dev_shown));
  return left;
}

void draw_table(const Frame& frame, const Rect& area) {
  const core::Record& record = frame.snapshot.record;
  const data::Dataset& dataset = *frame.snapshot.dataset;
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  struct Row {
    const char* name;
    const core::PartRecord& part;
    const core::Matrix<double>& y;
    ImU32 colour;
  };
  const std::array<Row, 3> rows{{{"train", record.train, dataset.train.y, theme.colour.forward},
                                 {"dev", record.dev, dataset.dev.y, theme.colour.backward},
                                 {"test", record.test, dataset.test.y, theme.colour.text_soft}}};
  const float step = area.height() / 4.0F;
  const bool narrow = area.width() < 190.0F;
  const bool classes = dataset.task != data::Task::regression;
  const bool squared = frame.snapshot.document->loss == core::Loss::squared_error;
  // In the target's own unit, which with one target is known from the loss.
  const bool errors = !classes && squared && dataset.targets() == 1 && area.width() >= 264.0F;
  // Right ends but for the first.
  std::array<float, 5> edges{0.0F, narrow ? 0.36F : 0.44F, narrow ? 0.75F : 0.72F, 1.0F, 0.0F};
  if (errors) edges = {0.0F, 0.34F, 0.56F, 1.0F, 0.8F};
  const auto cell = [&](int row, std::size_t column, ImU32 colour, const Text& text) {
    const float y = area.min.y + step * static_cast<float>(row);
    const float x = area.min.x + area.width() * edges[column];
    const float width = text_size(theme.fonts.small, text.view()).x;
    draw_text(list, theme.fonts.small, {column == 0 ? x : x - width, y}, colour, text.view());
  };
  // What an accuracy has to be better than.
  const double largest = frame.snapshot.diagnosis.signs.largest_class;
  const Text baseline = Text("largest class ") + percent(largest);
  const bool told =
      classes && !std::isnan(largest) &&
      text_size(theme.fonts.small, baseline.view()).x + 20.0F < area.width() * edges[1];
  if (told) cell(0, 0, theme.colour.text_faint, baseline);
  cell(0, 1, theme.colour.text_faint, narrow || told ? "m" : "examples");
  cell(0, 2, theme.colour.text_faint, "loss");
  cell(0, 3, theme.colour.text_faint, !classes ? "R²" : narrow ? "acc." : "accuracy");
  if (errors) cell(0, 4, theme.colour.text_faint, say::output::rms_error());
  for (int i = 0; i < 3; ++i) {
    const Row& row = rows[static_cast<std::size_t>(i)];
    cell(i + 1, 0, row.colour, row.name);
    cell(i + 1, 1, theme.colour.text_soft, count(row.y.cols()));
    const bool there = row.y.cols() > 0;
    const bool broken = there && !std::isfinite(row.part.loss);
    cell(i + 1, 2, broken ? theme.colour.non_finite : theme.colour.text,
         there ? number(row.part.loss) : Text("–"));
    if (errors)
      cell(i + 1, 4, theme.colour.text,
           there && !broken ? number(dataset.target_scale(0) * std::sqrt(2.0 * row.part.loss))
                            : Text("–"));
    // The class of an answer that is no number is nobody's.
    if (classes)
      cell(i + 1, 3, theme.colour.text, there && !broken ? percent(row.part.accuracy) : Text("–"));
    else
      cell(i + 1, 3, theme.colour.text,
           there && !broken && squared ? r_squared_text(app::r_squared(row.part.loss, row.y))
                                       : Text("–"));
  }
}

/// The map with its scale and the numbers: below it, or beside it where it is low and wide.
void draw_map_view(Frame& frame, const Rect& body) {
  const float options = frame.theme.metric.head_px;
  const float scale = std::max(30.0F, options + 2.0F);
  const float left = body.min.x, right = body.max.x, top = body.min.y;
  const float table_top = body.max.y - kTable;
  const float room = table_top - top - scale - 10.0F;
  if (room < 150.0F && body.width() > 296.0F) {
    const float side = std::min(body.height(), body.width() * 0.52F);
    draw_output_map(frame, {{left, top}, {left + side, top + side}});
    const float x = left + side + 14.0F;
    draw_map_options(frame, right, top);
    draw_output_scale(frame, {{x, top + options + 8.0F}, {right, top + options + 18.0F}});
    draw_table(frame, {{x, top + options + 40.0F}, {right, top + options + 40.0F + kTable}});
    return;
  }
  const float side = std::max(40.0F, std::min(room, body.width()));
  const float x = std::round((left + right - side) * 0.5F);
  draw_output_map(frame, {{x, top}, {x + side, top + side}});
  const float y = top + side + 6.0F;
  const float end = draw_map_options(frame, right, y);
  draw_output_scale(frame, {{left, y}, {end - 10.0F, y + 10.0F}});
  draw_table(frame, {{left, table_top}, {right, body.max.y}});
}

}  // namespace

Text r_squared_text(double value) {
  return std::fabs(value) < 0.005 ? Text("0.00") : number(value, 2);
}

Text then_name(const app::Snapshot& snapshot) {
  return Text("step ") + count(snapshot.pinned->look.record.step);
}

Text class_name(const app::Snapshot& snapshot, int of_class) {
  const auto at = static_cast<std::size_t>(of_class);
  const auto& own = snapshot.dataset->class_names;
  if (at < own.size()) return Text("") + std::string_view(own[at]);
  const auto& names = snapshot.dataset->target_names;
  if (names.size() < 2 || at >= names.size() || names[at].empty())
    return std::to_string(of_class).c_str();
  // Columns made of words are "kind=cat", "kind=dog": what they share says nothing.
  const std::size_t sign = names[at].find('=') + 1;
  const std::string_view shared = std::string_view(names[at]).substr(0, sign);
  const bool all_share =
      std::ranges::all_of(names, [&](const std::string& name) { return name.starts_with(shared); });
  return Text("") + std::string_view(names[at]).substr(all_share ? sign : 0);
}

namespace {
constexpr core::Index kMostInputs = 5;  // that a card has room for
}

void draw_example_card(const Frame& frame, const char* part_name, const data::Part& part,
                       const core::Matrix<float>& outputs, core::Index example) {
  const app::Snapshot& snapshot = frame.snapshot;
  const data::Dataset& dataset = *snapshot.dataset;
  const core::Matrix<float>& then =
      &outputs == &snapshot.outputs ? snapshot.then_outputs : snapshot.then_dev_outputs;
  const bool compared = snapshot.compares_answers() && then.cols() == outputs.cols();
  std::array<CardLine, 14> lines;
  std::size_t size = 0;
  const bool table = snapshot.document->data.source == data::Source::table;
  if (table && dataset.inputs() <= kMostInputs) {
    // As they stand in the table.
    for (core::Index j = 0; j < dataset.inputs(); ++j)
      lines[size++] = {
          Text("") + std::string_view(dataset.input_names[static_cast<std::size_t>(j)]),
          trimmed(part.x(j, example) * dataset.scale(j) + dataset.shift(j), 4), 0};
  } else if (part.plane.cols() > example) {
    lines[size++] = {"x₁, x₂",
                     number(part.plane(0, example)) + ", " + number(part.plane(1, example)), 0};
  }
  const bool known = outputs.cols() == part.y.cols() && outputs.rows() == part.y.rows();
  const double scale = dataset.target_scale(0), shift = dataset.target_shift(0);
  if (dataset.task == data::Task::categorical) {
    const int truth = likeliest(part.y, example);
    lines[size++] = {"y", class_name(snapshot, truth),
                     target_colour(frame.theme, dataset.task, truth)};
    for (core::Index k = 0; known && k < outputs.rows() && size + 2 < lines.size(); ++k)
      lines[size++] = {Text("ŷ ") + class_name(snapshot, static_cast<int>(k)),
                       number(static_cast<double>(outputs(k, example))), 0};
  } else {
    const bool named = dataset.task == data::Task::binary && !dataset.class_names.empty();
    lines[size++] = {"y",
                     named ? class_name(snapshot, part.y(0, example) > 0.5 ? 1 : 0)
                           : trimmed(part.y(0, example) * scale + shift, 4),
                     target_colour(frame.theme, dataset.task, part.y(0, example))};
    const double answer = known ? static_cast<double>(outputs(0, example)) : 0.0;
    if (known) lines[size++] = {"ŷ", number(answer * scale + shift, 4), 0};
    if (known && dataset.task == data::Task::regression)
      lines[size++] = {"ŷ − y", signed_number((answer - part.y(0, example)) * scale), 0};
  }
  if (known && compared && then.rows() == 1) {
    lines[size++] = {Text("ŷ at ") + then_name(snapshot),
                     number(static_cast<double>(then(0, example)) * scale + shift, 4), 0};
    lines[size++] = {"Δŷ",
                     signed_number((static_cast<double>(outputs(0, example)) -
                                    static_cast<double>(then(0, example))) *
                                   scale),
                     0};
  } else if (known && compared) {
    const int was = app::answer_of(then, example, dataset.task);
    lines[size++] = {Text("at ") + then_name(snapshot),
                     was < 0 ? Text("NaN") : class_name(snapshot, was),
                     was < 0 ? 0 : target_colour(frame.theme, dataset.task, was)};
  }
  if (known && size < lines.size())
    lines[size++] = {
        "loss", number(app::example_loss(outputs, part.y, example, snapshot.document->loss)), 0};
  const Text title = Text("example ") + count(example + 1) + " of " + part_name;
  card(frame, title.view(), std::span(lines).first(size));
}

void follow(Frame& frame, core::Index example) {
  const auto chosen = static_cast<int>(example);
  frame.actions.push_back(
      app::set_view<&app::View::example>(frame.snapshot.view.example == chosen ? -1 : chosen));
}

void draw_output(Frame& frame, const Rect& rect) {
  const Text title = heading(frame.snapshot);
  begin_panel(frame, "output", title.c_str(), rect,
              ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  draw_output_choice(frame, rect);
  const Rect body{{rect.min.x + 12.0F, body_top(frame, rect)},
                  {rect.max.x - 12.0F, rect.max.y - 8.0F}};
  const Rect above{body.min, {body.max.x, body.max.y - kTable - 8.0F}};
  const app::OutputKind kind = frame.snapshot.output_kind();
  if (kind == app::OutputKind::map) {
    draw_map_view(frame, body);
  } else {
    if (kind == app::OutputKind::fit) draw_output_fit(frame, above);
    if (kind == app::OutputKind::confusion) draw_output_confusion(frame, above);
    if (kind == app::OutputKind::gallery) draw_output_gallery(frame, above);
    draw_table(frame, {{body.min.x, body.max.y - kTable}, body.max});
  }
  end_panel();
}

}  // namespace isobath::ui
