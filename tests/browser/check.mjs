// SPDX-License-Identifier: MIT
// Tests one after the other, and the line that sums them up.

export class Checks {
  passed = 0;
  failed = 0;

  async test(name, body) {
    const begin = Date.now();
    try {
      await body();
      ++this.passed;
      console.log(`  ok      ${name} (${((Date.now() - begin) / 1000).toFixed(1)} s)`);
    } catch (error) {
      ++this.failed;
      console.log(`  FAILED  ${name}\n          ${error.stack ?? error}`);
    }
  }

  /** Prints the sum and returns the exit status. */
  sum_up() {
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
