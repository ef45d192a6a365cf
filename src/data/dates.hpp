// SPDX-License-Identifier: MIT
// Dates as people write them, as days since 1970-01-01 of the Gregorian calendar.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "data/sheet.hpp"

namespace isobath::data {

/// The day, with the time of day as its fraction: 2024-01-03, 2024.1.3, 2024/1/3 15:30, 2024년 1월
/// 3일, 3 Jan 2024, Jan 3, 2024; and, as `order` says, 1/2/2024, 1.2.2024, 1-2-24. Nothing where
/// there is no such day or it is written in another order.
std::optional<double> read_date(std::string_view text, DateOrder order);

/// Of which orders it is a date: a bit 1 << order for each.
unsigned date_orders(std::string_view text);

/// The first day of year 0 and the last of year 9999: others are no days here.
inline constexpr double kFirstDay = -719'528.0, kLastDay = 2'932'896.0;

/// 2024-01-03. The day is one of those, as it is for date_part.
std::string date_text(double day);

/// Year, month, day and weekday, Monday being 1.
inline constexpr std::array<std::string_view, 4> kDateParts{"year", "month", "day", "weekday"};
double date_part(double day, std::size_t part);

}  // namespace isobath::data
