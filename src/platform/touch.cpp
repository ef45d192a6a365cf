// SPDX-License-Identifier: MIT
// What fingers mean, event by event.
#include "platform/touch.hpp"

#include <algorithm>
#include <cmath>

namespace isobath::platform {

float Touch::span_px() const {
  return std::max(1.0F, std::hypot(fingers_[0].x - fingers_[1].x, fingers_[0].y - fingers_[1].y));
}

void Touch::press(float x, float y, double now_ms) {
  if (fingers_.size() == 1) {
    state_ = State::undecided;
    from_x_ = x;
    from_y_ = y;
    since_ms_ = now_ms;
    ticks_ = 0;
    // Whatever lies there may light up, but is not pressed yet.
    emit(Event::Kind::point, x, y);
    return;
  }
  if (fingers_.size() > 2 || state_ == State::over) return;
  if (state_ == State::dragging) emit(Event::Kind::release, fingers_[0].x, fingers_[0].y);
  state_ = State::pinching;
  last_span_px_ = span_px();
}

void Touch::move() {
  const Finger& first = fingers_.front();
  switch (state_) {
    case State::undecided:
      if (std::hypot(first.x - from_x_, first.y - from_y_) <= kStray_px) return;
      state_ = State::dragging;
      emit(Event::Kind::press, from_x_, from_y_);
      [[fallthrough]];
    case State::dragging:
    case State::pointing:
      emit(Event::Kind::point, first.x, first.y);
      return;
    case State::pinching: {
      const float span = span_px();
      emit(Event::Kind::wheel, (first.x + fingers_[1].x) * 0.5F, (first.y + fingers_[1].y) * 0.5F,
           std::log2(span / last_span_px_) * kWheelPerDoubling);
      last_span_px_ = span;
      return;
    }
    case State::none:
    case State::over:
      return;
  }
}

void Touch::lift() {
  const Finger finger = fingers_.front();
  switch (state_) {
    case State::undecided:
      emit(Event::Kind::press, finger.x, finger.y);
      [[fallthrough]];
    case State::dragging:
      emit(Event::Kind::release, finger.x, finger.y);
      emit(Event::Kind::leave, finger.x, finger.y);
      break;
    case State::pinching:
      emit(Event::Kind::leave, finger.x, finger.y);
      break;
    case State::pointing:  // stays, to be read without the finger upon it
    case State::none:
    case State::over:
      break;
  }
}

void Touch::finger(Phase phase, int id, float x, float y, double now_ms) {
  const auto known = std::ranges::find(fingers_, id, &Finger::id);
  if (phase == Phase::pressed) {
    if (known == fingers_.end()) fingers_.push_back({id, x, y});
    return press(x, y, now_ms);
  }
  if (known == fingers_.end()) return;
  known->x = x;
  known->y = y;
  if (phase == Phase::moved) return move();
  if (fingers_.size() <= 2 || state_ != State::pinching) lift();
  fingers_.erase(known);
  // The finger that is left after a pinch means nothing any more.
  state_ = fingers_.empty() ? State::none : State::over;
}

void Touch::tick(double now_ms) {
  // Where a frame takes long, a finger that was lifted meanwhile is not known of yet.
  if (state_ == State::undecided && ++ticks_ >= kLeastTicks && now_ms - since_ms_ >= kLongPress_ms)
    state_ = State::pointing;
}

}  // namespace isobath::platform
