// SPDX-License-Identifier: MIT
#include "app/study/map_compare.hpp"

#include <algorithm>
#include <utility>

namespace isobath::app {

bool ComparedCells::has(MapPlace x, MapPlace y) const {
  return std::ranges::any_of(cells_, [&](const Cell& cell) { return cell.x == x && cell.y == y; });
}

void ComparedCells::add(MapPlace x, MapPlace y, document::Document document) {
  if (cells_.size() == kMost) cells_.erase(cells_.begin());
  std::size_t number = 0;
  while (std::ranges::any_of(cells_, [&](const Cell& cell) { return cell.number == number; }))
    ++number;
  Cell& cell = cells_.emplace_back();
  cell.x = x;
  cell.y = y;
  cell.number = number;
  cell.document = std::move(document);
  changed_ = true;
}

void ComparedCells::remove(MapPlace x, MapPlace y) {
  changed_ =
      std::erase_if(cells_, [&](const Cell& cell) { return cell.x == x && cell.y == y; }) > 0 ||
      changed_;
}

bool ComparedCells::renew(lab::JobPool& pool, std::int64_t steps,
                          const std::shared_ptr<lab::SweepDataStore>& data, bool& enough) {
  for (Cell& cell : cells_) {
    if (cell.made) continue;
    if (!cell.ticket) {
      cell.curve = std::make_shared<lab::LossCurve>(cell.document, steps, kCellCurvePoints,
                                                    document::Measure::train_loss, data);
      cell.ticket = pool.start(cell.curve);
    }
    if (!cell.ticket.ended()) continue;
    if (cell.ticket.failed())
      enough = false;
    else
      cell.costs = cell.curve->values();
    cell.made = changed_ = true;
    cell.ticket.cancel();
    cell.curve.reset();
  }
  return std::exchange(changed_, false);
}

void ComparedCells::stop() {
  for (Cell& cell : cells_) {
    cell.ticket.cancel();
    cell.curve.reset();  // a thread may still be at its last piece: the next one is another
  }
}

bool ComparedCells::busy() const {
  return std::ranges::any_of(cells_,
                             [](const Cell& cell) { return static_cast<bool>(cell.ticket); });
}

}  // namespace isobath::app
