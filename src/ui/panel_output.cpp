// SPDX-License-Identifier: MIT
// The output panel: what the network (or the unit in view) answers over the plane, with the data
// upon it; without a plane, ŷ against y. Below, loss and accuracy of every part.
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/brush.hpp"
#include "ui/controls.hpp"
#include "ui/palette.hpp"
#include "ui/panels.hpp"
#include "ui/plot.hpp"
#include "ui/thumbnails.hpp"

namespace isobath::ui {
namespace {

/// Is the map ŷ of a sigmoid output, which the snapshot carries as ŷ − ½?
bool shows_probability(const app::Snapshot& snapshot) {
  const auto focus = snapshot.view.focus();
  const bool output = !focus || focus->layer == snapshot.layers();
  return output && snapshot.document->layers.back().activation == core::Activation::sigmoid;
}

Text heading(const app::Snapshot& snapshot) {
  const auto focus = snapshot.view.focus();
  if (!focus) return "OUTPUT ŷ";
  if (focus->layer == 0) return Text("INPUT ") + std::to_string(focus->unit + 1);
  return Text("UNIT ") + std::to_string(focus->unit + 1) + " OF LAYER " +
         std::to_string(focus->layer);
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
  constexpr core::Index kMost = 1500;
  const core::Index stride = std::max<core::Index>(1, (part.plane.cols() + kMost - 1) / kMost);
  const float radius = part.plane.cols() > 600 ? 2.4F : 3.2F;
  const ImU32 outline = theme.dark ? palette::pack(palette::rgb(0x061726)) : IM_COL32_WHITE;
  for (core::Index i = 0; i < part.plane.cols(); i += stride) {
    const ImVec2 at = on_map(*dataset.plane, map, part.plane(0, i), part.plane(1, i));
    if (!map.contains(at)) continue;
    const double target = dataset.task == data::Task::categorical
                              ? static_cast<double>(likeliest(part.y, i))
                              : part.y(0, i);
    const ImU32 colour = target_colour(theme, dataset.task, target);
    if (hollow) {
      list.AddCircle(at, radius, outline, 10, 3.0F);
      list.AddCircle(at, radius, colour, 10, 1.6F);
    } else {
      list.AddCircleFilled(at, radius + 1.1F, outline, 10);
      list.AddCircleFilled(at, radius, colour, 10);
    }
  }
}

void draw_map_card(const Frame& frame, const Rect& map) {
  const app::Snapshot& snapshot = frame.snapshot;
  const data::PlaneRange& plane = *snapshot.dataset->plane;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const double share_x = static_cast<double>((mouse.x - map.min.x) / map.width());
  const double share_y = static_cast<double>((mouse.y - map.min.y) / map.height());
  std::array<CardLine, 3> lines;
  std::size_t size = 0;
  lines[size++] = {"x₁", number(plane.x_min + share_x * (plane.x_max - plane.x_min)), 0};
  lines[size++] = {"x₂", number(plane.y_max - share_y * (plane.y_max - plane.y_min)), 0};
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
      lines[size++] = {whole ? "ŷ" : "a", number(probability ? value + 0.5 : value),
                       palette::pack(palette::diverging(frame.theme.dark, value,
                                                        static_cast<double>(output.range)))};
    }
  }
  card(frame, {}, std::span(lines).first(size));
}

/// The scale of the colours with its range in numbers.
void draw_scale(const Frame& frame, const Rect& bar) {
  const Theme& theme = frame.theme;
  const app::Snapshot& snapshot = frame.snapshot;
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

void draw_map(Frame& frame, const Rect& map) {
  const app::Snapshot& snapshot = frame.snapshot;
  const data::Dataset& dataset = *snapshot.dataset;
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool drawn = frame.textures.output != ImTextureID{} && snapshot.output_map.side_cells > 0;
  if (drawn)
    list.AddImageRounded(frame.textures.output, map.min, map.max, {0.0F, 0.0F}, {1.0F, 1.0F},
                         IM_COL32_WHITE, 4.0F);
  else
    list.AddRectFilled(map.min, map.max, theme.colour.control, 4.0F);
  list.PushClipRect(map.min, map.max, true);
  if (snapshot.view.dev_shown) draw_part(frame, list, map, dataset.dev, true);
  draw_part(frame, list, map, dataset.train, false);
  list.PopClipRect();
  list.AddRect(map.min, map.max, theme.colour.grid_strong, 4.0F);
  if (paint_points(frame, map)) return;
  ImGui::SetCursorScreenPos(map.min);
  ImGui::InvisibleButton("##output-map", map.size());
  register_widget(frame, "plot-output", "decision map", "plot", heading(snapshot).view(), map);
  if (ImGui::IsItemHovered()) draw_map_card(frame, map);
}

/// ŷ against y for every training example; classes are spread sideways by their number.
void draw_scatter(Frame& frame, const Rect& area) {
  const app::Snapshot& snapshot = frame.snapshot;
  const data::Dataset& dataset = *snapshot.dataset;
  const Theme& theme = frame.theme;
  const core::Matrix<float>& outputs = snapshot.outputs;  // [targets, examples]
  const core::Matrix<double>& targets = dataset.train.y;  // [targets, examples]
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const core::Index rows = std::min(outputs.rows(), targets.rows());
  const core::Index columns = std::min(outputs.cols(), targets.cols());
  Extent values(false), known(false);
  for (core::Index row = 0; row < rows; ++row)
    for (core::Index i = 0; i < columns; ++i) {
      values.add(static_cast<double>(outputs(row, i)));
      values.add(targets(row, i));
      known.add(targets(row, i));
    }
  Plot plot;
  plot.y = values.axis(1e-6);
  const bool classes = dataset.task != data::Task::regression;
  plot.x = classes ? Axis{-0.5, 1.5, false} : known.axis(1e-6);
  const Ticks y_ticks = make_ticks(plot.y, 5);
  const float left = tick_width(theme, y_ticks) + 10.0F;
  plot.area = {{area.min.x + left, area.min.y + 18.0F}, {area.max.x - 4.0F, area.max.y - 22.0F}};
  if (plot.area.height() < 20.0F) return;
  draw_text(list, theme.fonts.small, {area.min.x, area.min.y}, theme.colour.text_faint,
            "ŷ against y, training part");
  draw_y_axis(list, theme, plot, y_ticks);
  Ticks x_ticks = make_ticks(plot.x, 4);
  if (classes) {
    x_ticks = {};
    x_ticks.tick[x_ticks.size++] = {0.0, "y = 0"};
    x_ticks.tick[x_ticks.size++] = {1.0, "y = 1"};
  }
  draw_x_axis(list, theme, plot, x_ticks);
  list.PushClipRect(plot.area.min, plot.area.max, true);
  if (!classes) {
    const double low = std::max(plot.x.lowest, plot.y.lowest);
    const double high = std::min(plot.x.highest, plot.y.highest);
    list.AddLine({plot.x_px(low), plot.y_px(low)}, {plot.x_px(high), plot.y_px(high)},
                 theme.colour.text_faint, 1.2F);
  }
  constexpr core::Index kMost = 3000;
  const core::Index stride = std::max<core::Index>(1, rows * columns / kMost);
  int bad = 0;
  for (core::Index i = 0; i < columns; i += stride)
    for (core::Index row = 0; row < rows; ++row) {
      const double y = targets(row, i), answer = static_cast<double>(outputs(row, i));
      if (!std::isfinite(answer)) {
        ++bad;
        continue;
      }
      const double golden = static_cast<double>(i) * 0.6180339887;
      const double x = classes ? y + (golden - std::floor(golden) - 0.5) * 0.6 : y;
      const ImU32 colour = dataset.task == data::Task::categorical
                               ? target_colour(theme, dataset.task, static_cast<double>(row))
                               : target_colour(theme, data::Task::binary, classes ? y : 1.0);
      list.AddCircleFilled({plot.x_px(x), plot.y_px(answer)}, 2.4F, faded(colour, 0.75F), 8);
    }
  list.PopClipRect();
  if (bad > 0)
    draw_text_in(list, theme.fonts.strong, plot.area, {0.5F, 0.5F}, theme.colour.non_finite,
                 "ŷ is not finite");
  ImGui::SetCursorScreenPos(plot.area.min);
  ImGui::InvisibleButton("##output-plot", plot.area.size());
  register_widget(frame, "plot-output", "ŷ against y", "plot", "", plot.area);
}

void draw_table(const Frame& frame, const Rect& area) {
  const core::Record& record = frame.snapshot.record;
  const data::Dataset& dataset = *frame.snapshot.dataset;
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  struct Row {
    const char* name;
    const core::PartRecord& part;
    core::Index examples;
    ImU32 colour;
  };
  const std::array<Row, 3> rows{
      {{"train", record.train, dataset.train.x.cols(), theme.colour.forward},
       {"dev", record.dev, dataset.dev.x.cols(), theme.colour.backward},
       {"test", record.test, dataset.test.x.cols(), theme.colour.text_soft}}};
  const float step = area.height() / 4.0F;
  const std::array<float, 4> edges{0.0F, 0.44F, 0.72F, 1.0F};  // right ends but for the first
  const auto cell = [&](int row, std::size_t column, ImU32 colour, const Text& text) {
    const float y = area.min.y + step * static_cast<float>(row);
    const float x = area.min.x + area.width() * edges[column];
    const float width = text_size(theme.fonts.small, text.view()).x;
    draw_text(list, theme.fonts.small, {column == 0 ? x : x - width, y}, colour, text.view());
  };
  const bool classes = dataset.task != data::Task::regression;
  cell(0, 1, theme.colour.text_faint, "examples");
  cell(0, 2, theme.colour.text_faint, "loss");
  if (classes) cell(0, 3, theme.colour.text_faint, "accuracy");
  for (int i = 0; i < 3; ++i) {
    const Row& row = rows[static_cast<std::size_t>(i)];
    cell(i + 1, 0, row.colour, row.name);
    cell(i + 1, 1, theme.colour.text_soft, count(row.examples));
    const bool there = row.examples > 0;
    const bool broken = there && !std::isfinite(row.part.loss);
    cell(i + 1, 2, broken ? theme.colour.non_finite : theme.colour.text,
         there ? number(row.part.loss) : Text("–"));
    if (classes) cell(i + 1, 3, theme.colour.text, there ? percent(row.part.accuracy) : Text("–"));
  }
}

}  // namespace

void draw_output(Frame& frame, const Rect& rect) {
  const app::Snapshot& snapshot = frame.snapshot;
  const Text title = heading(snapshot);
  begin_panel(frame, "output", title.c_str(), rect,
              ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  const bool planar = snapshot.dataset->plane.has_value();
  const float left = rect.min.x + 12.0F, right = rect.max.x - 12.0F;
  const float top = body_top(frame, rect);
  if (planar) {
    const float height = frame.theme.metric.head_px;
    constexpr float kTone = 82.0F, kDev = 52.0F, kBetween = 4.0F;
    ImGui::SetCursorScreenPos({right - kTone - kDev - kBetween, head_top(rect)});
    if (toggle(frame,
               {"output-discrete", "two-tone",
                "Only the decision: on which side of ½ (or of 0). Off → how sure it is."},
               snapshot.view.discrete, {kTone, height}))
      frame.actions.push_back(app::SetDiscrete{!snapshot.view.discrete});
    ImGui::SameLine(0.0F, kBetween);
    if (toggle(frame,
               {"output-dev", "dev",
                "The examples of the dev part as rings: it never learns from them."},
               snapshot.view.dev_shown, {kDev, height}))
      frame.actions.push_back(app::ShowDev{!snapshot.view.dev_shown});
  }
  constexpr float kTable = 68.0F, kScale = 28.0F;
  const float bottom = rect.max.y - 8.0F;
  const float table_top = bottom - kTable;
  const float room = table_top - top - 6.0F - (planar ? kScale + 4.0F : 0.0F);
  // On a low and wide panel the numbers stand beside the map.
  const bool beside = room < 150.0F && rect.width() > 320.0F;
  if (!planar) {
    draw_scatter(frame, {{left, top}, {right, table_top - 6.0F}});
    draw_table(frame, {{left, table_top}, {right, bottom}});
  } else if (beside) {
    const float side = std::min(bottom - top, (right - left) * 0.55F);
    draw_map(frame, {{left, top}, {left + side, top + side}});
    const float x = left + side + 14.0F;
    draw_scale(frame, {{x, top}, {right, top + 10.0F}});
    draw_table(frame, {{x, top + 40.0F}, {right, top + 40.0F + kTable}});
  } else {
    const float side = std::max(40.0F, std::min(room, right - left));
    const float x = std::round((left + right - side) * 0.5F);
    draw_map(frame, {{x, top}, {x + side, top + side}});
    const float y = top + side + 6.0F;
    draw_scale(frame, {{left, y}, {right, y + 10.0F}});
    draw_table(frame, {{left, table_top}, {right, bottom}});
  }
  end_panel();
}

}  // namespace isobath::ui
