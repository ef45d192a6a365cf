// SPDX-License-Identifier: MIT
// Boxes with a sentence each, one above the other.
#include "ui/notices.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <utility>

#include "say/common.hpp"
#include "say/notices.hpp"
#include "ui/controls/controls.hpp"

namespace isobath::ui {
namespace {

constexpr double kTold_s = 12.0;
constexpr float kWidest = 620.0F;
constexpr int kDeep = 8;        // layers; deeper networks are offered width
constexpr int kWideUnits = 32;  // units

struct Told {
  std::string sentence;
  double until_s = 0.0;
  Tone tone = Tone::refused;
};
Told told;
std::string undone;  // the session's notice that was told last
int undone_number = 0;

/// The offer of width: once in a visit, when the depth first passes kDeep by hand.
enum class Offer : int { waiting, due, shown, over };

Offer offer() {
  return static_cast<Offer>(ImGui::GetStateStorage()->GetInt(ImGui::GetID("offer-of-width")));
}
void set_offer(Offer next) {
  ImGui::GetStateStorage()->SetInt(ImGui::GetID("offer-of-width"), static_cast<int>(next));
}

/// Does an action of this frame make the network deep?
bool deepens(const app::Actions& actions, int layers) {
  return layers <= kDeep && std::ranges::any_of(actions, [layers](const app::Action& action) {
           const auto* field = app::action_if<app::SetField>(action);
           return (app::action_if<app::AddLayer>(action) && layers == kDeep) ||
                  (field && field->field == "network.depth" &&
                   std::atoi(field->value.c_str()) >= kDeep);
         });
}

void renew_offer(const Frame& frame) {
  const auto& layers = frame.snapshot.document->layers;
  const bool deep = frame.snapshot.layers() > kDeep;
  const bool narrow = std::any_of(layers.begin(), layers.end() - 1,
                                  [](const auto& layer) { return layer.units < kWideUnits; });
  const Offer now = offer();
  if (now == Offer::waiting && deepens(frame.actions, frame.snapshot.layers()))
    set_offer(Offer::due);
  else if (now == Offer::due && deep)
    set_offer(narrow ? Offer::shown : Offer::over);
  else if (now == Offer::shown && !(deep && narrow))
    set_offer(Offer::over);
}

struct Notice {
  const char* id;
  std::string_view sentence;
  ImU32 colour;
  const char* button = nullptr;  // beside the sentence, if something is offered
  const char* tip = nullptr;     // what the button does
  /// How much is done of what is told, 0 to 1. Then there is nothing to close.
  std::optional<double> progress = {};
};

class Stack {
 public:
  Stack(Frame& frame, const Rect& area)
      : frame_(frame),
        width_(std::min(area.width() - 2.0F * frame.theme.metric.gap_px, kWidest)),
        left_(std::round(area.centre().x - width_ * 0.5F)),
        foot_(area.max.y - frame.theme.metric.gap_px) {}

  enum class Pressed { none, button, close };

  Pressed draw(const Notice& notice) {
    const Theme& theme = frame_.theme;
    const float side = theme.touch ? 36.0F : 26.0F;
    const Face font = theme.fonts.body;
    const float button =
        notice.button ? text_size(theme.fonts.small, notice.button).x + 24.0F : 0.0F;
    const float close = notice.progress ? 0.0F : side;
    const float whole = width_ - 14.0F - close - 10.0F;
    const bool below = button > 0.0F && whole - button < 220.0F;
    const float room = below || button == 0.0F ? whole : whole - button - 8.0F;
    const ImVec2 text = text_size(font, notice.sentence, room);
    const float height =
        std::max(text.y, below ? 0.0F : side) + 14.0F + (below ? side + 4.0F : 0.0F);
    const Rect box{{left_, std::round(foot_ - height)}, {left_ + width_, foot_}};
    foot_ = box.min.y - 6.0F;
    ImGui::SetCursorScreenPos(box.min);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0.0F, 0.0F));
    ImGui::BeginChild(notice.id, box.size(), ImGuiChildFlags_NavFlattened,
                      ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollbar |
                          ImGuiWindowFlags_NoScrollWithMouse);
    ImGui::PopStyleVar();
    // ImGui may draw a child's ground below what this one is to cover.
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(box.min, box.max, mixed(theme.colour.panel, notice.colour, 0.14F),
                       theme.metric.rounding_px);
    list.AddRect(box.min, box.max, notice.colour, theme.metric.rounding_px);
    list.AddRectFilled(box.min, {box.min.x + 4.0F, box.max.y}, notice.colour,
                       theme.metric.rounding_px, ImDrawFlags_RoundCornersLeft);
    register_widget(frame_, notice.id, notice.sentence, "text", notice.sentence, box);
    Pressed pressed = Pressed::none;
    const float top = below ? box.min.y + 7.0F : box.centre().y - text.y * 0.5F;
    list.AddText(font.font, font.px, {box.min.x + 14.0F, std::round(top)}, theme.colour.text,
                 notice.sentence.data(), notice.sentence.data() + notice.sentence.size(), room);
    const Text id(notice.id);
    if (notice.button) {
      ImGui::SetCursorScreenPos(
          below ? ImVec2(box.min.x + 14.0F, box.max.y - side - 7.0F)
                : ImVec2(box.max.x - close - 12.0F - button, box.centre().y - side * 0.5F));
      if (text_button(frame_, {(id + "-take").c_str(), notice.button, notice.tip}, {button, side},
                      Weight::strong))
        pressed = Pressed::button;
    }
    if (notice.progress) draw_progress(box, static_cast<float>(*notice.progress), notice.colour);
    ImGui::SetCursorScreenPos({box.max.x - side - 4.0F, box.min.y + 4.0F});
    if (!notice.progress &&
        icon_button(frame_, {(id + "-dismiss").c_str(), "dismiss", say::notices::close_esc()},
                    Icon::close, {side, side}, Weight::quiet))
      pressed = Pressed::close;
    // Who reads needs the time for it.
    hovered_ = ImGui::IsWindowHovered();
    leave_cursor();
    ImGui::EndChild();
    return pressed;
  }
  bool hovered() const { return hovered_; }

 private:
  /// Along the lower edge.
  void draw_progress(const Rect& box, float share, ImU32 colour) const {
    constexpr float kHeight = 3.0F;
    const float left = box.min.x + 4.0F, top = box.max.y - kHeight;
    ImGui::GetWindowDrawList()->AddRectFilled(
        {left, top}, {left + (box.max.x - left) * std::clamp(share, 0.0F, 1.0F), box.max.y},
        colour);
  }

  Frame& frame_;
  float width_, left_, foot_;
  bool hovered_ = false;
};

/// Nothing that was told outlives its screen.
void forget_with_context() {
  static ImGuiID hook = 0;
  static const ImGuiContext* context = nullptr;
  if (hook != 0 && context == ImGui::GetCurrentContext()) return;
  context = ImGui::GetCurrentContext();
  ImGuiContextHook at_end;
  at_end.Type = ImGuiContextHookType_Shutdown;
  at_end.Callback = [](ImGuiContext*, ImGuiContextHook*) {
    told = {};
    undone.clear();
    undone_number = 0;
    hook = 0;
  };
  hook = ImGui::AddContextHook(ImGui::GetCurrentContext(), &at_end);
}

}  // namespace

void tell(std::string sentence, Tone tone) {
  forget_with_context();
  told = {std::move(sentence), ImGui::GetTime() + kTold_s, tone};
}

double told_for_s() {
  return told.sentence.empty() ? 0.0 : std::max(0.001, told.until_s - ImGui::GetTime());
}

namespace {

/// What was just undone is told until it is of no account any more.
void tell_undone(const app::Snapshot& snapshot) {
  const std::string& notice = snapshot.notice;
  if (notice == undone && snapshot.notices == undone_number) return;
  if (!notice.empty())
    tell(notice, snapshot.notice_is_refusal ? Tone::refused : Tone::done);
  else if (told.sentence == undone)
    told = {};
  undone = notice;
  undone_number = snapshot.notices;
}

}  // namespace

void draw_notices(Frame& frame, const Rect& area) {
  const app::Snapshot& snapshot = frame.snapshot;
  tell_undone(snapshot);
  const Colours& c = frame.theme.colour;
  Stack stack(frame, area);
  if (snapshot.reading) {
    const Text told =
        text_of(say::notices::reading(percent(snapshot.reading->progress), snapshot.reading->name));
    const auto pressed =
        stack.draw({"reading", told.view(), c.accent, say::notices::cancel(),
                    say::notices::the_data_stay_what(), snapshot.reading->progress});
    if (pressed == Stack::Pressed::button) frame.actions.push_back(app::CancelReading{});
  }
  if (!snapshot.message.empty()) {
    // That a training diverged is no error of the program, but it is one of the training.
    const bool alarming = snapshot.message_is_error || snapshot.record.diverged;
    if (stack.draw({"message", snapshot.message, alarming ? c.danger : c.accent}) ==
        Stack::Pressed::close)
      frame.actions.push_back(app::DismissMessage{});
  }
  if (!told.sentence.empty() && ImGui::GetTime() >= told.until_s) told = {};
  if (!told.sentence.empty()) {
    const auto pressed =
        stack.draw({"told", told.sentence, told.tone == Tone::done ? c.accent : c.danger});
    if (stack.hovered()) told.until_s = std::max(told.until_s, ImGui::GetTime() + 2.0);
    if (pressed == Stack::Pressed::close) told = {};
  }
  renew_offer(frame);
  if (offer() != Offer::shown) return;
  const auto pressed = stack.draw({"offer", say::notices::offer(), c.accent,
                                   say::notices::make_hidden_layers_32(), say::common::one_edit()});
  if (pressed == Stack::Pressed::none) return;
  set_offer(Offer::over);
  if (pressed == Stack::Pressed::button)
    frame.actions.push_back(app::SetField{"network.width", std::to_string(kWideUnits)});
}

bool dismiss_notice(Frame& frame) {
  if (frame.snapshot.reading)
    frame.actions.push_back(app::CancelReading{});
  else if (offer() == Offer::shown)
    set_offer(Offer::over);
  else if (!told.sentence.empty())
    told = {};
  else if (!frame.snapshot.message.empty())
    frame.actions.push_back(app::DismissMessage{});
  else if (frame.snapshot.view.paper)
    frame.actions.push_back(app::EmptyPaper{false});
  else
    return false;
  return true;
}

}  // namespace isobath::ui
