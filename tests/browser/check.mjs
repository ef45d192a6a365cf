// SPDX-License-Identifier: MIT
// Tests one after the other, and the line that sums them up.

/**
 * A real browser on a busy machine misses a moment now and then, so what fails is tried once more.
 * What passed only then is told at the end: it is to be made independent of the machine's pace.
 */
export class Checks {
  passed = 0;
  failed = 0;
  unsteady = [];

  async test(name, body) {
    const begin = Date.now();
    const seconds = () => `${((Date.now() - begin) / 1000).toFixed(1)} s`;
    for (const attempt of [1, 2]) {
      try {
        await body();
        ++this.passed;
        if (attempt === 2) this.unsteady.push(name);
        console.log(`  ok      ${name} (${seconds()})`);
        return;
      } catch (error) {
        const mark = attempt === 1 ? 'again ' : 'FAILED';
        console.log(`  ${mark}  ${name} (${seconds()})\n          ${error.stack ?? error}`);
      }
    }
    ++this.failed;
  }

  /** Prints the sum and returns the exit status. */
  sum_up() {
    for (const name of this.unsteady) console.log(`at the second attempt only: ${name}`);
    console.log(`${this.passed} passed, ${this.failed} failed`);
    return this.failed === 0 && this.passed > 0 ? 0 : 1;
  }
}

export function expect(condition, what) {
  if (!condition) throw new Error(what);
}

export function expect_equal(seen, wanted, what) {
  const [a, b] = [JSON.stringify(seen), JSON.stringify(wanted)];
  if (a !== b) throw new Error(`${what}: ${a} instead of ${b}`);
}
