// SPDX-License-Identifier: MIT
// The panels of the wide screen, and whether they are drawn.

import {expect} from './check.mjs';
import {crop, is_drawn, look} from './pixels.mjs';

export const PANELS = ['panel-data', 'panel-hyperparameters', 'panel-network', 'panel-scope',
  'panel-output', 'panel-cost'];

export async function panels_are_drawn(visit, picture, ids) {
  for (const id of ids) {
    const seen = crop(picture, await visit.widget(id), visit.scale);
    expect(is_drawn(seen), `${id} is blank: ${JSON.stringify(look(seen))}`);
  }
}
