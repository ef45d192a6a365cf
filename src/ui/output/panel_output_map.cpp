// SPDX-License-Identifier: MIT
// The decision map: colours by ŷ or by the unit in view, the examples upon it, and cards for what
// the pointer is over.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "app/edit/points.hpp"
#include "app/stepper/stepping.hpp"
#include "say/brush.hpp"
#include "say/common.hpp"
#include "say/output.hpp"
#include "ui/controls/controls.hpp"
#include "ui/network/thumbnails.hpp"
#include "ui/output/brush.hpp"
#include "ui/output/panel_output.hpp"
#include "ui/plot/palette.hpp"
#include "ui/plot/plot.hpp"

namespace isobath::ui {
namespace {

/// More examples than these are not told apart on a map.
constexpr core::Index kMostDots = 1500;

core::Index stride_of(const data::Part& part) {
  return std::max<core::Index>(1, (part.plane.cols() + kMostDots - 1) / kMostDots);
}

/// Is the map ŷ of a sigmoid output, which the snapshot carries as ŷ − ½? A difference has no ½.
bool shows_probability(const app::Snapshot& snapshot) {
  if (snapshot.shows_difference()) return false;
  const auto focus = snapshot.view.focus();
  const bool output = !focus || focus->layer == snapshot.layers();
  return output && snapshot.document->layers.back().activation == core::Activation::sigmoid;
}

/// 0 where there is none.
ImTextureID map_picture(Frame& frame) {
  using app::figure::HeatMap;
  // Larger than it is drawn, so that lines between two colours are smooth.
  constexpr ImVec2 kSize{512.0F, 512.0F};
  const app::OutputMap& map = frame.snapshot.output_map;
  if (map.side_cells <= 0) return {};
  const bool classes = !map.classes.empty();
  const double range = static_cast<double>(map.range);
  return frame.pictures.heat_map(
      "output",
      {.columns = map.side_cells,
       .rows = map.side_cells,
       .values = classes ? map.classes : map.values,
       .value = {-range, range, false},
       .scale = classes ? HeatMap::Scale::classes : HeatMap::Scale::diverging,
       .two_colours = frame.snapshot.view.discrete,
       .version = map.version},
      kSize);
}

ImVec2 on_map(const data::PlaneRange& plane, const Rect& map, double x, double y) {
  const double share_x = (x - plane.x_min) / (plane.x_max - plane.x_min);
  const double share_y = (y - plane.y_min) / (plane.y_max - plane.y_min);
  return {map.min.x + static_cast<float>(share_x) * map.width(),
          map.max.y - static_cast<float>(share_y) * map.height()};
}

void draw_part(const Frame& frame, ImDrawList& list, const Rect& map, const data::Part& part,
               bool hollow) {
  const data::Dataset& dataset = *frame.snapshot.dataset;
  const Theme& theme = frame.theme;
  const bool many = part.plane.cols() > 600;
  const Dot dot = hollow ? (many ? Dot::small_ring : Dot::ring) : many ? Dot::small : Dot::point;
  const Dot rim = hollow ? (many ? Dot::small_ring_rim : Dot::ring_rim)
                  : many ? Dot::small_rim
                         : Dot::point_rim;
  const ImU32 outline = theme.dark ? palette::pack(palette::rgb(0x061726)) : IM_COL32_WHITE;
  for (core::Index i = 0; i < part.plane.cols(); i += stride_of(part)) {
    const ImVec2 at = on_map(*dataset.plane, map, part.plane(0, i), part.plane(1, i));
    if (!map.contains(at)) continue;
    const double target = dataset.task == data::Task::categorical
                              ? static_cast<double>(likeliest(part.y, i))
                              : part.y(0, i);
    const ImU32 colour = target_colour(theme, dataset.task, target);
    const Shape shape = target_shape(frame.snapshot.view.class_shapes, dataset.task, target);
    draw_dot(list, theme.fonts.dots, rim, at, outline, shape);
    draw_dot(list, theme.fonts.dots, dot, at, colour, shape);
  }
}

/// What is drawn on empty paper, and how much is lacking.
void draw_paper(const Frame& frame, ImDrawList& list, const Rect& map) {
  const app::Snapshot& snapshot = frame.snapshot;
  const data::Dataset& dataset = *snapshot.dataset;
  const Theme& theme = frame.theme;
  list.AddRectFilled(map.min, map.max, faded(theme.colour.panel, 0.6F));
  for (const app::PaperPoint& point : *snapshot.view.paper) {
    const ImVec2 at = on_map(*dataset.plane, map, point.x1, point.x2);
    const Shape shape = target_shape(snapshot.view.class_shapes, dataset.task, point.target);
    draw_shape(list, shape, at, 6.0F, theme.colour.background);
    draw_shape(list, shape, at, 4.5F, target_colour(theme, dataset.task, point.target));
  }
  const auto lacking =
      static_cast<core::Index>(app::kLeastPoints) - std::ssize(*snapshot.view.paper);
  const Text told = text_of(say::brush::lacking(count(lacking)));
  draw_text_in(list, theme.fonts.body, map, {0.5F, 0.12F}, theme.colour.text, told.view());
}

struct Nearest {
  const data::Part* part = nullptr;  // null: none is near
  core::Index example = 0;
  float distance2 = 0.0F;
};

/// The example under the pointer, if there is one.
Nearest nearest_example(const Frame& frame, const Rect& map) {
  const data::Dataset& dataset = *frame.snapshot.dataset;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const float reach = frame.theme.touch ? 14.0F : 6.0F;
  Nearest nearest{nullptr, 0, reach * reach};
  const auto look_at = [&](const data::Part& part) {
    for (core::Index i = 0; i < part.plane.cols(); i += stride_of(part)) {
      const ImVec2 at = on_map(*dataset.plane, map, part.plane(0, i), part.plane(1, i));
      const float x = at.x - mouse.x, y = at.y - mouse.y;
      if (x * x + y * y < nearest.distance2) nearest = {&part, i, x * x + y * y};
    }
  };
  look_at(dataset.train);
  if (frame.snapshot.view.dev_shown) look_at(dataset.dev);
  return nearest;
}

/// Of the plane's directions: the columns of a table, else x₁ and x₂.
Text axis_name(const app::Snapshot& snapshot, std::size_t axis) {
  const auto& names = snapshot.dataset->input_names;
  const bool table = snapshot.document->data.source == data::Source::table && axis < names.size();
  // Drawn ones are called as the plane is.
  if (table && names[axis] != (axis == 0 ? "x1" : "x2")) return names[axis].c_str();
  return axis == 0 ? "x₁" : "x₂";
}

/// Round values along the lower and the left edge, in the data's own units, and which inputs they
/// are of.
void draw_axes(const Frame& frame, ImDrawList& list, const Rect& map) {
  constexpr float kTick_px = 4.0F, kBetween_px = 6.0F;
  const Theme& theme = frame.theme;
  const data::PlaneRange& plane = *frame.snapshot.dataset->plane;
  const Face font = theme.fonts.small;
  const float line = theme.metric.small_px;
  const Rect inner{{map.min.x + kTick_px + 3.0F, map.min.y + 3.0F},
                   {map.max.x - 4.0F, map.max.y - kTick_px - 2.0F}};
  const auto write = [&](ImVec2 at, const Text& text, float width) {
    list.AddRectFilled({at.x - 3.0F, at.y - 1.0F}, {at.x + width + 3.0F, at.y + line + 1.0F},
                       faded(theme.colour.panel, 0.78F), 3.0F);
    draw_text(list, font, at, theme.colour.text, text.view(), width);
  };
  const auto width_of = [&](const Text& text) { return text_size(font, text.view()).x; };
  const auto mark = [&](ImVec2 from, ImVec2 to) {
    list.AddLine(from, to, theme.colour.panel, 3.0F);
    list.AddLine(from, to, theme.colour.text, 1.0F);
  };
  const Text x_name = axis_name(frame.snapshot, 0) + " →";
  const Text y_name = axis_name(frame.snapshot, 1) + " ↑";
  const float x_width = std::min(width_of(x_name), map.width() * 0.4F);
  write({inner.max.x - x_width, inner.max.y - line}, x_name, x_width);
  write(inner.min, y_name, std::min(width_of(y_name), map.width() * 0.5F));
  const auto wanted = static_cast<int>(map.width() / 64.0F);
  // What would lie over a name or over the number before it is left out.
  float next = inner.min.x;
  for (const Tick& tick : make_ticks({plane.x_min, plane.x_max}, wanted)) {
    const float x = on_map(plane, map, tick.value, 0.0).x;
    const float width = width_of(tick.label);
    const float left = x - width * 0.5F;
    if (left < next || left + width > inner.max.x - x_width - 2.0F * kBetween_px) continue;
    mark({x, map.max.y}, {x, map.max.y - kTick_px});
    write({left, inner.max.y - line}, tick.label, width);
    next = left + width + kBetween_px + 4.0F;
  }
  float below = inner.max.y - 2.0F * line - kBetween_px;
  for (const Tick& tick : make_ticks({plane.y_min, plane.y_max}, wanted)) {
    const float y = on_map(plane, map, 0.0, tick.value).y;
    const float top = y - line * 0.5F;
    if (top > below || top < inner.min.y + line + kBetween_px) continue;
    mark({map.min.x, y}, {map.min.x + kTick_px, y});
    write({inner.min.x, top}, tick.label, width_of(tick.label));
    below = top - line - kBetween_px;
  }
}

/// What the map says at the pointer.
void draw_map_card(const Frame& frame, const Rect& map) {
  const app::Snapshot& snapshot = frame.snapshot;
  const data::PlaneRange& plane = *snapshot.dataset->plane;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const double share_x = static_cast<double>((mouse.x - map.min.x) / map.width());
  const double share_y = static_cast<double>((mouse.y - map.min.y) / map.height());
  std::array<CardLine, 4> lines;
  std::size_t size = 0;
  lines[size++] = {axis_name(snapshot, 0),
                   number(plane.x_min + share_x * (plane.x_max - plane.x_min)), 0};
  lines[size++] = {axis_name(snapshot, 1),
                   number(plane.y_max - share_y * (plane.y_max - plane.y_min)), 0};
  const app::OutputMap& output = snapshot.output_map;
  if (output.side_cells > 0) {
    const auto cell = [&](double share) {
      return std::clamp(static_cast<int>(share * output.side_cells), 0, output.side_cells - 1);
    };
    const auto index = static_cast<std::size_t>(cell(share_y) * output.side_cells + cell(share_x));
    if (index < output.values.size()) {
      const bool probability = shows_probability(snapshot);
      const double value = static_cast<double>(output.values[index]);
      const bool whole = !snapshot.view.focus();
      if (index < output.classes.size()) {
        const auto of_class = static_cast<int>(output.classes[index]);
        lines[size++] = {"class", class_name(snapshot, of_class),
                         target_colour(frame.theme, data::Task::categorical, of_class)};
        lines[size++] = {"ŷ", number(value), 0};
      } else {
        const bool difference = snapshot.shows_difference();
        lines[size++] = {Text(difference ? "Δ" : "") + (whole ? "ŷ" : "a"),
                         number(probability ? value + 0.5 : value),
                         palette::pack(palette::diverging(frame.theme.dark, value,
                                                          static_cast<double>(output.range)))};
      }
    }
  }
  card(frame, {}, std::span(lines).first(size));
}

void draw_class_names(const Frame& frame, const Rect& bar) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto classes = static_cast<int>(frame.snapshot.dataset->targets());
  float x = bar.min.x;
  for (int k = 0; k < classes && x < bar.max.x - 20.0F; ++k) {
    const float y = bar.min.y + 8.0F;
    draw_shape(list, target_shape(frame.snapshot.view.class_shapes, data::Task::categorical, k),
               {x + 5.0F, y}, 4.5F, target_colour(theme, data::Task::categorical, k));
    x += 14.0F;
    x += draw_text(list, theme.fonts.small, {x, y - theme.metric.small_px * 0.5F},
                   theme.colour.text_soft, class_name(frame.snapshot, k).view(), bar.max.x - x) +
         12.0F;
  }
}

}  // namespace

void draw_output_scale(const Frame& frame, const Rect& bar) {
  const Theme& theme = frame.theme;
  const app::Snapshot& snapshot = frame.snapshot;
  if (!snapshot.output_map.classes.empty()) return draw_class_names(frame, bar);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const palette::Stops& stops = palette::diverging_stops(theme.dark);
  const float step = bar.width() / static_cast<float>(stops.size() - 1);
  for (std::size_t i = 0; i + 1 < stops.size(); ++i) {
    const float x = bar.min.x + step * static_cast<float>(i);
    const ImU32 from = palette::pack(stops[i]), to = palette::pack(stops[i + 1]);
    list.AddRectFilledMultiColor({x, bar.min.y}, {x + step, bar.max.y}, from, to, to, from);
  }
  list.AddRect(bar.min, bar.max, theme.colour.edge, 2.0F);
  const bool probability = shows_probability(snapshot);
  const double range = static_cast<double>(snapshot.output_map.range);
  const double middle = probability ? 0.5 : 0.0;
  const Rect labels{{bar.min.x, bar.max.y + 1.0F}, {bar.max.x, bar.max.y + 17.0F}};
  const auto label = [&](float share, double value) {
    draw_text_in(list, theme.fonts.small, labels, {share, 0.5F}, theme.colour.text_soft,
                 trimmed(value, 3).view());
  };
  label(0.5F, middle);
  if (!(range > 0.0)) return;  // nothing finite to make a scale of
  label(0.0F, middle - range);
  label(1.0F, middle + range);
}

namespace {

/// The one that is followed everywhere, or else the one that the stepper shows; −1: none.
int followed_example(const app::Snapshot& snapshot) {
  const app::StepperPage page = snapshot.view.stepper_page;
  if (snapshot.view.example >= 0 || !snapshot.stepping) return snapshot.view.example;
  const bool one = page == app::StepperPage::graph ||
                   (page == app::StepperPage::lines &&
                    snapshot.stepping->choice.columns == app::Columns::example);
  return one ? snapshot.stepping->example() : -1;
}

}  // namespace

void draw_output_map(Frame& frame, const Rect& map) {
  const app::Snapshot& snapshot = frame.snapshot;
  const data::Dataset& dataset = *snapshot.dataset;
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImTextureID picture = map_picture(frame);
  if (picture != ImTextureID{})
    list.AddImageRounded(picture, map.min, map.max, {0.0F, 0.0F}, {1.0F, 1.0F}, IM_COL32_WHITE,
                         4.0F);
  else
    list.AddRectFilled(map.min, map.max, theme.colour.control, 4.0F);
  list.PushClipRect(map.min, map.max, true);
  if (snapshot.view.paper) {
    draw_paper(frame, list, map);
  } else {
    if (snapshot.view.dev_shown) draw_part(frame, list, map, dataset.dev, true);
    draw_part(frame, list, map, dataset.train, false);
  }
  const auto ring = [&](const data::Part& part, core::Index example, ImU32 colour) {
    const ImVec2 at = on_map(*dataset.plane, map, part.plane(0, example), part.plane(1, example));
    list.AddCircle(at, 7.0F, theme.colour.panel, 20, 4.0F);
    list.AddCircle(at, 7.0F, colour, 20, 2.0F);
  };
  const int followed = followed_example(snapshot);
  const bool ringed =
      !snapshot.view.paper && followed >= 0 && followed < dataset.train.plane.cols();
  if (ringed) ring(dataset.train, followed, theme.colour.accent);
  const bool painting = paint_points(frame, map);
  bool pressed = false, hovered = false;
  if (!painting) {
    ImGui::SetCursorScreenPos(map.min);
    pressed = ImGui::InvisibleButton("##output-map", map.size(), ImGuiButtonFlags_EnableNav);
    hovered = ImGui::IsItemHovered();
  }
  if (map.width() > 150.0F) draw_axes(frame, list, map);
  const bool looks = !snapshot.view.paper && (hovered || pressed);
  const Nearest nearest = looks ? nearest_example(frame, map) : Nearest{};
  if (nearest.part) ring(*nearest.part, nearest.example, theme.colour.text);
  list.PopClipRect();
  list.AddRect(map.min, map.max, theme.colour.grid_strong, 4.0F);
  if (painting) return;
  const Text told = ringed ? Text("example ") + std::to_string(followed + 1) : Text();
  register_widget(frame, "plot-output", say::common::decision_map(), "plot", told.view(), map);
  const bool of_training = nearest.part == &dataset.train;
  if (hovered && nearest.part)
    draw_example_card(frame, of_training ? "train" : "dev", *nearest.part,
                      of_training ? snapshot.outputs : snapshot.dev_outputs, nearest.example);
  else if (hovered)
    draw_map_card(frame, map);
  if (pressed && of_training) follow(frame, nearest.example);
}

}  // namespace isobath::ui
