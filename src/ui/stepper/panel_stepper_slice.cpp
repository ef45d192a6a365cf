// SPDX-License-Identifier: MIT
// J along one parameter: the curve, its tangent where the parameter is, and the step that gradient
// descent takes along it. The parameter is a ball that rolls as training plays, and can be dragged.
#include <algorithm>
#include <array>
#include <cmath>

#include "app/figure/slice_figure.hpp"
#include "app/stepper/slice_page.hpp"
#include "ui/controls/typed_number.hpp"
#include "ui/panels.hpp"
#include "ui/plot/figure_plot.hpp"
#include "ui/plot/framed_plot.hpp"
#include "ui/stepper/side_parts.hpp"
#include "ui/stepper/stepper_pages.hpp"
#include "ui/stepper/stepper_words.hpp"

namespace isobath::ui {
namespace {

constexpr std::array<double, 13> kReaches{0.001, 0.003, 0.01, 0.03, 0.1,  0.3,  1.0,
                                          2.0,   5.0,   10.0, 20.0, 50.0, 100.0};

double fitting(double step) { return 2.0 * step; }

/// Which parameter, and how far around it.
float draw_slice_choice(Frame& frame, const Rect& area) {
  const app::Snapshot& snapshot = frame.snapshot;
  const app::SliceView& view = *snapshot.slice;
  // The curve may still be of the one before.
  const lab::ParameterPlace place = app::chosen_parameter(snapshot);
  const float height = frame.theme.metric.control_px, between = 8.0F;
  const bool narrow = area.width() < 560.0F;
  const int in_row = narrow ? 2 : 4;
  const float width = std::min(170.0F, (area.width() - between * static_cast<float>(in_row - 1)) /
                                           static_cast<float>(in_row));
  const auto slot = [&](int i) {
    const float x = area.min.x + (width + between) * static_cast<float>(i % in_row);
    const float y = area.min.y + (height + 6.0F) * static_cast<float>(i / in_row);
    return Rect{{x, y}, {x + width, y + height}};
  };
  const auto& options = snapshot.document->layers[static_cast<std::size_t>(place.layer) - 1];
  const auto first = static_cast<int>(lab::first_column(options));
  const auto row = static_cast<int>(place.row), column = static_cast<int>(place.column);
  app::ChooseParameter wanted{place.layer, row, column};
  bool chosen = false;
  const auto count = [&](const Counter& of, const Text& shown, const Rect& rect, int& into) {
    if (const auto next = counter(frame, of, shown, rect)) into = *next, chosen = true;
  };
  count({"slice-layer",
         "The layer whose W or b the parameter is of. A link clicked in the network is chosen as "
         "well.",
         place.layer, 1, snapshot.layers()},
        Text("layer ") + std::to_string(place.layer), slot(0), wanted.layer);
  count({"slice-row", "The unit that the parameter belongs to → a row of W[l].", row, 0,
         snapshot.units(place.layer) - 1},
        Text("unit ") + std::to_string(row + 1), slot(1), wanted.row);
  count({"slice-column", "The input that the weight takes → a column of W[l]; before the first, b.",
         column, first, snapshot.units(place.layer - 1) - 1},
        column < 0 ? Text("bias") : Text("input ") + std::to_string(column + 1), slot(2),
        wanted.column);
  if (chosen) frame.actions.push_back(wanted);
  constexpr float kFit = 50.0F;
  Rect reach = slot(3);
  reach.max.x -= kFit + 4.0F;
  ImGui::SetCursorScreenPos(reach.min);
  const auto next = ladder(frame,
                           {"slice-reach", "range",
                            "How far the curve goes to both sides → small: the curve becomes its "
                            "tangent; wide: the whole valley. The wheel over the curve does the "
                            "same.",
                            true, reach.width()},
                           view.reach, kReaches, Text("±") + trimmed(view.reach));
  if (next && may_be(*next, 0.0, 1e6, "range"))
    frame.actions.push_back(app::set_view<&app::View::slice_reach>(next->value));
  ImGui::SetCursorScreenPos({reach.max.x + 4.0F, reach.min.y});
  const double step = std::abs(view.slice.next - view.slice.value);
  if (text_button(
          frame,
          {"slice-fit", "step",
           "So near that the step w → w − α·dJ/dw fills the picture; once more: wide again.",
           std::isfinite(step) && step > 0.0},
          {kFit, height}))
    frame.actions.push_back(app::set_view<&app::View::slice_reach>(
        snapshot.view.slice_reach == fitting(step) ? 0.0 : fitting(step)));
  return narrow ? 2.0F * height + 6.0F : height;
}

/// Is there a lower J on the way than at both ends of the step?
bool crosses_valley(const lab::LossSlice& slice) {
  const double low = std::min(slice.value, slice.next), high = std::max(slice.value, slice.next);
  for (std::size_t i = 0; i < slice.values.size(); ++i)
    if (slice.values[i] > low && slice.values[i] < high &&
        slice.costs[i] < std::min(slice.cost, slice.next_cost))
      return true;
  return false;
}

Text verdict(const lab::LossSlice& slice) {
  if (!std::isfinite(slice.cost) || !std::isfinite(slice.slope))
    return "Not a number: there is no slope to follow.";
  if (!std::isfinite(slice.next_cost) || slice.next_cost > slice.cost)
    return "This step overshoots: J rises. A smaller α would descend.";
  if (crosses_valley(slice))
    return "The step jumps over the valley: J falls, but lies lower between.";
  if (slice.slope == 0.0) return "The slope is 0: this parameter stays where it is.";
  return "Downhill: J falls along this parameter.";
}

void draw_arrow(ImDrawList& list, ImVec2 from, ImVec2 to, ImU32 colour) {
  const ImVec2 d{to.x - from.x, to.y - from.y};
  const float length = std::hypot(d.x, d.y);
  if (length < 1.0F) return;
  const ImVec2 u{d.x / length, d.y / length};
  const float head = std::min(9.0F, length * 0.6F);
  const ImVec2 neck{to.x - u.x * head, to.y - u.y * head};
  list.AddLine(from, neck, colour, 2.0F);
  list.AddTriangleFilled(to, {neck.x - u.y * head * 0.5F, neck.y + u.x * head * 0.5F},
                         {neck.x + u.y * head * 0.5F, neck.y - u.x * head * 0.5F}, colour);
}

using app::figure::kBall_px;

class Picture {
 public:
  Picture(Frame& frame, const Rect& area, const app::SliceView& view, const StepperType& type)
      : frame_(frame),
        view_(view),
        slice_(view.slice),
        list_(*ImGui::GetWindowDrawList()),
        small_(type_of(frame.theme, false, type.small_px)) {
    make_slice_figure(view, figure());
    framed_ = frame_plot(theme(), figure().x, figure().y, area,
                         {.tick_height_px = 34.0F, .most_y = 6, .most_x = 7});
  }

  void draw() {
    if (!framed_.fits()) return;
    draw_axes(list_, theme(), framed_);
    for (const app::figure::Series& series : figure().series)
      draw_series(list_, theme(), plot_, series);
    draw_step();
    answer_pointer();
  }

 private:
  const Theme& theme() const { return frame_.theme; }
  /// Its buffers are used again.
  static app::figure::Figure& figure() {
    static app::figure::Figure made;
    return made;
  }

  ImVec2 at(double value, double cost) const {
    return {plot_.x_within(value), plot_.y_within(cost)};
  }

  void draw_step() {
    if (!std::isfinite(slice_.cost)) return;
    const ImVec2 now = at(slice_.value, slice_.cost);
    const ImVec2 next = at(slice_.next, slice_.next_cost);
    const bool finite = std::isfinite(slice_.next) && std::isfinite(slice_.next_cost);
    if (finite) {
      draw_arrow(list_, now, next, theme().colour.accent);
      list_.AddCircle(next, 6.0F, theme().colour.accent, 0, 2.0F);
    }
    draw_marks(list_, theme(), plot_, figure());
    // Below the curve, on the side where it rises: nothing else is drawn there.
    const float side = slice_.slope > 0.0 ? 1.0F : -1.0F;
    const Text& name = figure().x_name;
    const float width = small_.size(name.view()).x;
    const float x = side > 0.0F ? now.x + 11.0F : now.x - 11.0F - width;
    small_.draw(list_,
                {std::clamp(x, plot_.area.min.x + 2.0F,
                            std::max(plot_.area.min.x + 2.0F, plot_.area.max.x - width)),
                 std::min(plot_.area.max.y - small_.px, now.y + 4.0F)},
                theme().colour.text, name.view());
  }

  /// The parameter where the pointer is, in as many digits as a pixel is worth; within the curve.
  double value_under_pointer() const {
    const double share = plot_.x_share(ImGui::GetIO().MousePos.x);
    const double value = plot_.x.value_at(std::clamp(share, 0.02, 0.98));
    const double pixel = plot_.x.span() / static_cast<double>(std::max(plot_.area.width(), 1.0F));
    const double digit = std::pow(10.0, std::floor(std::log10(pixel)));
    return std::round(value / digit) * digit;
  }

  /// A drag along the curve rolls the ball to where the pointer is: it sets the parameter, all the
  /// way as one edit. Wherever it begins, for while training plays the ball is hard to catch.
  bool drag_ball() {
    const ImGuiIO& io = ImGui::GetIO();
    const ImVec2 ball = at(slice_.value, slice_.cost);
    const float reach = theme().touch ? 30.0F : 16.0F;
    bool& grabbed = *ImGui::GetStateStorage()->GetBoolRef(ImGui::GetID("ball"), false);
    const bool near = std::hypot(io.MousePos.x - ball.x, io.MousePos.y - ball.y) <= reach;
    if (ImGui::IsItemActivated())
      grabbed = std::isfinite(slice_.value) && std::isfinite(slice_.cost);
    const bool let_go = ImGui::IsItemDeactivated();
    if (grabbed && (ImGui::IsItemActive() || let_go)) {
      const double value = value_under_pointer();
      const auto row = static_cast<int>(view_.wish.place.row),
                 column = static_cast<int>(view_.wish.place.column);
      // While training plays, it would move away under a pointer that holds still.
      float& sent = *ImGui::GetStateStorage()->GetFloatRef(ImGui::GetID("ball-sent"), 0.0F);
      const bool news =
          let_go || frame_.snapshot.playing || ImGui::IsItemActivated() || sent != io.MousePos.x;
      const bool moved = io.MouseDragMaxDistanceSqr[0] > 9.0F && news;
      if (moved) sent = io.MousePos.x;
      if (moved && column < 0)
        frame_.actions.push_back(app::SetBias{view_.wish.place.layer, row, value, !let_go});
      else if (moved)
        frame_.actions.push_back(
            app::SetWeight{view_.wish.place.layer, row, column, value, !let_go});
      list_.AddCircle(ball, kBall_px + 4.0F, theme().colour.accent, 0, 2.0F);
      ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    }
    const bool dragging = grabbed && ImGui::IsItemActive();
    if (let_go) grabbed = false;
    if (near && ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    if (std::isfinite(ball.x) && std::isfinite(ball.y))
      register_widget(
          frame_, "slice-ball", view_.name, "handle", exact(slice_.value).view(),
          {{ball.x - kBall_px, ball.y - kBall_px}, {ball.x + kBall_px, ball.y + kBall_px}});
    return dragging;
  }

  void answer_pointer() {
    plot_item(frame_, {"plot-slice", view_.name, exact(slice_.slope).view()}, plot_.area, figure());
    if (drag_ball() || !ImGui::IsItemHovered()) return;
    const ImGuiIO& io = ImGui::GetIO();
    if (io.MouseWheel != 0.0F)
      frame_.actions.push_back(app::set_view<&app::View::slice_reach>(
          view_.reach * std::pow(1.25, -static_cast<double>(io.MouseWheel))));
    const double value = plot_.x_at(io.MousePos.x);
    const double cost = app::figure::cost_near(slice_, value);
    draw_upright(list_, plot_, io.MousePos.x, theme().colour.grid_strong);
    const std::array<CardLine, 2> lines{{{Text(view_.name.c_str()), number(value, 4), 0},
                                         {"J", number(cost, 5), theme().colour.forward}}};
    card(frame_, theme().touch ? "" : "drag the ball to set it", lines);
  }

  Frame& frame_;
  const app::SliceView& view_;
  const lab::LossSlice& slice_;
  ImDrawList& list_;
  Type small_;
  FramedPlot framed_;
  const Plot& plot_ = framed_.plot;
};

void draw_slice_story(Frame& frame, const Rect& rect, const app::SliceView& view,
                      const StepperType& type) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const lab::LossSlice& slice = view.slice;
  const Text name(view.name.c_str());
  const char* slope = view.wish.place.column < 0 ? "dJ/db" : "dJ/dw";
  const Text step = name + " − α·" + slope + " = " + number(slice.value, 4) + " − " +
                    trimmed(view.alpha) + "·" + factor_of(slice.slope) + " = " +
                    number(slice.next, 4);
  const Text costs = Text(slope) + " = " + number(slice.slope, 4) + "   J " +
                     number(slice.cost, 5) + " → " + number(slice.next_cost, 5) + "  (" +
                     signed_number(slice.next_cost - slice.cost, 2) + ")";
  const Text said = verdict(slice);
  const bool bad = said.view().starts_with("This step") || said.view().starts_with("Not");
  const float least = theme.metric.small_px - 1.0F;
  const Text& longer = step.view().size() > costs.view().size() ? step : costs;
  const Type line = fitted(theme, false, longer.view(), rect.width(), 1, type.line_px, least);
  const Type small = type_of(theme, false, type.small_px);
  ImVec2 pen = rect.min;
  const auto write = [&](const Type& letters, ImU32 colour, std::string_view text) {
    pen.y += letters.draw(list, pen, colour, text, rect.width()) + 1.0F;
  };
  write(line, theme.colour.text, step.view());
  write(line, theme.colour.text, costs.view());
  const float verdict_y = pen.y;
  write(small, bad ? theme.colour.danger : theme.colour.text_soft, said.view());
  Text over("J over ");
  over += view.over;
  const float width = small.size(said.view()).x + 24.0F;
  if (width + small.size(over.view()).x < rect.width())
    small.draw(list, {rect.min.x + width, verdict_y}, theme.colour.text_faint, over.view());
  else
    write(small, theme.colour.text_faint, over.view());
  register_widget(frame, "slice-story", step.view(), "text", costs.view(), rect);
  register_widget(frame, "slice-verdict", said.view(), "text", over.view(),
                  {{rect.min.x, verdict_y}, {rect.max.x, verdict_y + small.px}});
}

}  // namespace

void draw_stepper_slice(Frame& frame, const Rect& area) {
  const app::SliceView* view = frame.snapshot.slice.get();
  if (view == nullptr) {
    if (frame.snapshot.stepping == nullptr) return draw_needs_pause(frame, area);
    const std::string_view text = "J along this parameter is being computed.";
    draw_words(area, frame.theme.fonts.body, frame.theme.colour.text_soft, text);
    return register_widget(frame, "slice-verdict", text, "text", "", area);
  }
  const float head = draw_slice_choice(frame, area);
  const StepperType type = page_type(frame, area);
  const float story = 2.0F * type.line_px + 2.0F * type.small_px + 22.0F;
  const float below = area.max.y - story;
  Picture(frame, {{area.min.x, area.min.y + head + 6.0F}, {area.max.x, below}}, *view, type).draw();
  draw_slice_story(frame, {{area.min.x, below + 6.0F}, area.max}, *view, type);
  if (frame.pointer.layer == 0) frame.pointer.layer = view->wish.place.layer;
}

}  // namespace isobath::ui
