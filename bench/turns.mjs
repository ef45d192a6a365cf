// SPDX-License-Identifier: MIT
// Engines measured in turns: whatever slows the machine for a while meets them all.

// Of each workload the line whose rate is the middle one; of an even number the slower of two.
export function middleLines(measured) {
  return measured[0].map(({name}) => {
    const lines = measured.flat().filter((line) => line.name === name)
      .sort((a, b) => a.steps_per_second - b.steps_per_second);
    return lines[(lines.length - 1) >> 1];
  });
}

// {name, peer, place, run} → {name, peer, place, lines} or {..., failed: sentence}. The standing
// workloads are measured every time, and so are, of our own engines only, maps; the series, of these
// too, the first time.
export async function inTurns(engines, workloads, {turns, budgetMs, say}) {
  const standing = workloads.filter(({series}) => series === 'standing');
  const again = workloads.filter(({series}) => series === 'standing' || series === 'maps');
  const measured = engines.map(({name, peer = false, place}) => ({name, peer, place, all: [], failed: null}));
  for (let turn = 0; turn < turns; turn++) {
    for (const [i, {name, peer, place, run}] of engines.entries()) {
      if (measured[i].failed) continue;
      say(`${turn + 1}/${turns} ${name} (${place}) ...`);
      const lines = await run(peer ? standing : turn > 0 ? again : workloads, budgetMs);
      if (lines.failed) measured[i].failed = lines.failed;
      else measured[i].all.push(lines);
    }
  }
  return measured.map(({name, peer, place, all, failed}) =>
    ({name, peer, place, ...(failed ? {failed} : {lines: middleLines(all)})}));
}
