// SPDX-License-Identifier: MIT
// Fingers as a pointer: a tap clicks, a drag drags, two fingers turn the wheel where they are, and
// a finger that rests points without pressing, which shows what hovering shows.
#pragma once

#include <utility>
#include <vector>

namespace isobath::platform {

/// How long a finger must rest to point, and how far it may stray meanwhile.
inline constexpr double kLongPress_ms = 450.0;
/// And for how many frames at least.
inline constexpr int kLeastTicks = 4;
inline constexpr float kStray_px = 7.0F;
/// Steps of the wheel for twice the distance between two fingers.
inline constexpr float kWheelPerDoubling = 6.0F;

class Touch {
 public:
  enum class Phase { moved, pressed, released };
  struct Event {
    enum class Kind { point, press, release, wheel, leave } kind;
    float x = 0.0F, y = 0.0F;
    float wheel = 0.0F;  // > 0: closer
  };

  /// A finger `id` at x, y in logical pixels.
  void finger(Phase phase, int id, float x, float y, double now_ms);
  /// Time goes on.
  void tick(double now_ms);
  /// What the pointer does; emptied by being taken.
  std::vector<Event> take() { return std::exchange(events_, {}); }
  /// Is a finger down whose meaning only time will tell?
  bool waiting() const { return state_ == State::undecided; }
  bool pointing() const { return state_ == State::pointing; }

 private:
  enum class State { none, undecided, dragging, pointing, pinching, over };
  struct Finger {
    int id;
    float x, y;
  };
  void press(float x, float y, double now_ms);
  void move();
  void lift();
  void emit(Event::Kind kind, float x, float y, float wheel = 0.0F) {
    events_.push_back({kind, x, y, wheel});
  }
  float span_px() const;

  State state_ = State::none;
  std::vector<Finger> fingers_;
  float from_x_ = 0.0F, from_y_ = 0.0F;
  int ticks_ = 0;  // since it was set down
  double since_ms_ = 0.0;
  float last_span_px_ = 0.0F;
  std::vector<Event> events_;
};

}  // namespace isobath::platform
