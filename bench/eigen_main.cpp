// SPDX-License-Identifier: MIT
// isobath_bench_eigen: the speed of the step in Eigen alone. A program of its own, for it is
// compiled for this processor's vectors, which what is compiled for any processor must not meet.
//   isobath_bench_eigen BUDGET_MS NAME:UNITS:BATCH...    UNITS as in 2-4-2-1 or 2-64x20-1
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/kernels/processor.hpp"
#include "eigen_step.hpp"
#include "lab/multiply_add.hpp"
#include "lab/rounds.hpp"

namespace {

using namespace isobath;

struct Task {
  std::string name;
  std::vector<int> units;
  int batch = 0;
};

/// A number above 0 from the front of `text`, which it is taken from.
std::optional<int> take_number(std::string_view& text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || value < 1) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

bool take(std::string_view& text, char sign) {
  if (!text.starts_with(sign)) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Task> read_task(std::string_view text) {
  Task task;
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  task.name = text.substr(0, colon);
  text.remove_prefix(colon);
  while (take(text, task.units.empty() ? ':' : '-')) {
    const auto units = take_number(text);
    const auto times = take(text, 'x') ? take_number(text) : 1;
    if (!units || !times) return std::nullopt;
    task.units.insert(task.units.end(), static_cast<std::size_t>(*times), *units);
  }
  if (!take(text, ':') || task.units.size() < 2) return std::nullopt;
  const auto batch = take_number(text);
  if (!batch || !text.empty()) return std::nullopt;
  task.batch = *batch;
  return task;
}

/// Any numbers of the right size will do for time: Xavier weights, inputs of variance 1.
bench::EigenStep make_step(const Task& task) {
  bench::EigenStep network(task.units, task.batch, 0.01F);
  std::srand(1);  // for Eigen's Random, uniform in ±1 with variance 1/3
  network.x.setRandom();
  network.x *= std::sqrt(3.0F);
  for (auto& layer : network.layers) {
    const auto fan = static_cast<float>(layer.weights.rows() + layer.weights.cols());
    layer.weights.setRandom();
    layer.weights *= std::sqrt(6.0F / fan);
  }
  for (int example = 0; example < task.batch; ++example) {
    if (network.y.rows() == 1)
      network.y(0, example) = static_cast<float>(example % 2);
    else
      network.y(example % network.y.rows(), example) = 1.0F;
  }
  return network;
}

void measure(const Task& task, double budget_ms) {
  bench::EigenStep network = make_step(task);
  const lab::Pair rates = lab::measure_in_turns(
      [&](std::int64_t steps) {
        for (std::int64_t i = 0; i < steps; ++i) network.step();
      },
      lab::multiply_add_loop, budget_ms);
  const double limit = rates.limit * static_cast<double>(lab::multiply_add_operations());
  const bool finite = network.layers.back().a.allFinite();
  std::printf("{\"name\":\"%s\",\"steps_per_second\":%.6g,\"limit_gflops\":%.6g,\"diverged\":%s}\n",
              task.name.c_str(), rates.work, 1e-9 * limit, finite ? "false" : "true");
  std::fflush(stdout);
}

}  // namespace

int main(int count, char** values) {
#if defined(__AVX512F__)
  if (!core::has_avx512()) {
    std::fprintf(stderr, "isobath_bench_eigen: this processor has no AVX-512\n");
    return 1;
  }
#elif defined(__AVX2__)
  if (!core::has_avx2()) {
    std::fprintf(stderr, "isobath_bench_eigen: this processor has no AVX2 with fma\n");
    return 1;
  }
#endif
  const double budget_ms = count > 1 ? std::atof(values[1]) : 0.0;
  if (budget_ms <= 0.0 || count < 3) {
    std::fprintf(stderr, "isobath_bench_eigen BUDGET_MS NAME:UNITS:BATCH...\n");
    return 2;
  }
  for (int i = 2; i < count; ++i) {
    const auto task = read_task(values[i]);
    if (!task) {
      std::fprintf(stderr, "isobath_bench_eigen: \"%s\" is not NAME:UNITS:BATCH\n", values[i]);
      return 2;
    }
    measure(*task, budget_ms);
  }
  return 0;
}
