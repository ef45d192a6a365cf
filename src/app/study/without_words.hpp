// SPDX-License-Identifier: MIT
// What of a document decides how its studies come out.
#pragma once

#include "document/document.hpp"

namespace isobath::app {

/// Without title, note, study and saved training: what studies of it have in common.
inline document::Document without_words(document::Document document) {
  document.title.clear();
  document.note.clear();
  document.study = {};
  document.parameters = nullptr;
  document.progress = nullptr;
  return document;
}

}  // namespace isobath::app
