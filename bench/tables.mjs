// SPDX-License-Identifier: MIT
// Tables as text for a terminal and as Markdown, and numbers as people read them. A table is {title,
// head, rows, notes}; head and rows are lists of strings, the first column the rows' names.

// Three significant digits, with k or M, as src/lab/bench.cpp writes them.
export function shortNumber(value) {
  const [scaled, unit] = value >= 999500 ? [value / 1e6, ' M'] : value >= 999.5 ? [value / 1e3, ' k'] : [value, ''];
  return scaled.toFixed(scaled < 9.995 ? 2 : scaled < 99.95 ? 1 : 0) + unit;
}

export const percent = (share) => `${(100 * share).toFixed(share < 0.0995 ? 1 : 0)} %`;
export const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
export const milliseconds = (ms) => `${ms < 99.5 ? ms.toFixed(1) : ms.toFixed(0)} ms`;
export const times = (factor) => `${factor < 9.95 ? factor.toFixed(2) : factor.toFixed(0)} ×`;

const width = (text) => [...text].length;

export function toText({title, head, rows, notes = []}) {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => width(line[column] ?? ''))));
  const pad = (text, column) => {
    const blanks = ' '.repeat(widths[column] - width(text));
    return column === 0 ? text + blanks : blanks + text;
  };
  const format = (line) => head.map((_, column) => pad(line[column] ?? '', column)).join('   ').trimEnd();
  const rule = '-'.repeat(widths.reduce((sum, one) => sum + one, 3 * (widths.length - 1)));
  return [title, '', format(head), rule, ...rows.map(format), ...notes.map((note) => `  ${note}`), '']
    .join('\n');
}

const cell = (text) => text.replaceAll('|', '\\|');

export function toMarkdown({title, head, rows, notes = []}) {
  const line = (cells) => `| ${head.map((_, column) => cell(cells[column] ?? '')).join(' | ')} |`;
  const rule = `|${head.map((_, column) => (column === 0 ? '---' : '--:')).join('|')}|`;
  const below = notes.length ? ['', ...notes.map((note) => `- ${note}`)] : [];
  return [`### ${title}`, '', line(head), rule, ...rows.map(line), ...below, ''].join('\n');
}
