// SPDX-License-Identifier: MIT
// Measures, keeps the figures in build/bench/results.json and prints the tables. bench/run builds
// what is measured and calls this.
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {engines, listWorkloads} from './engines.mjs';
import {machine} from './machine.mjs';
import {measurePage, pageEngines} from './page.mjs';
import {disturbances, preface, tables} from './report.mjs';
import {toMarkdown, toText} from './tables.mjs';
import {inTurns} from './turns.mjs';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const resultsFile = join(root, 'build/bench/results.json');
const document = join(root, 'docs/speed.md');
const [begin, end] = ['<!-- bench/run --markdown writes from here -->', '<!-- to here -->'];

const turns = 3;

const say = (text) => console.error(text);

function refuse(sentence) {
  console.error(`bench/run: ${sentence}`);
  process.exit(2);
}

function readOptions(values) {
  const options = {budget_ms: 300, markdown: false, again: false, core: true, peers: true, page: true};
  for (let i = 0; i < values.length; i++) {
    const option = values[i];
    if (option === '--markdown') options.markdown = true;
    else if (option === '--again') options.again = true;
    else if (option === '--no-core') options.core = false;
    else if (option === '--no-peers') options.peers = false;
    else if (option === '--no-page') options.page = false;
    else if (option === '--budget-ms') {
      const text = values[++i] ?? '';
      options.budget_ms = Number(text);
      const fits = Number.isInteger(options.budget_ms) && options.budget_ms >= 10 && options.budget_ms <= 1000;
      if (!fits) refuse(`--budget-ms: "${text}" is not a whole number between 10 and 1000`);
    } else {
      refuse(`"${option}" is not one of --budget-ms N, --markdown, --again, --no-core, --no-peers, --no-page`);
    }
  }
  return options;
}

async function measure(options, command) {
  const dist = join(root, 'build/web/dist');
  const workloads = (await listWorkloads(root)).map(({name, series, network, batch, parameters, operations}) =>
    ({name, series, network, batch, parameters, operations}));
  const all = [...engines(root), ...(options.page ? pageEngines(dist) : [])]
    .filter(({peer}) => options.core && (options.peers || !peer));
  const results = {
    command,
    machine: machine(root),
    budget_ms: options.budget_ms,
    turns,
    workloads,
    engines: await inTurns(all, workloads, {turns, budgetMs: options.budget_ms, say}),
    page: options.page ? await measurePage(root, dist, say) : null,
  };
  mkdirSync(join(root, 'build/bench'), {recursive: true});
  writeFileSync(resultsFile, JSON.stringify(results, null, 1));
  return results;
}

function writeDocument(results) {
  const text = readFileSync(document, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${document} has no place for the tables`);
  const body = [...preface(results), ...disturbances(results)].map((line) => `${line}\n`);
  body.push(...tables(results).map(toMarkdown));
  writeFileSync(document, `${text.slice(0, from + begin.length)}\n\n${body.join('\n')}\n${text.slice(to)}`);
}

const values = process.argv.slice(2);
const options = readOptions(values);
const command = ['bench/run', ...values.filter((value) => value !== '--again')].join(' ');
const results = options.again ? JSON.parse(readFileSync(resultsFile, 'utf8')) : await measure(options, command);
console.log([...preface(results), ...disturbances(results), ''].join('\n'));
for (const table of tables(results)) console.log(toText(table));
if (options.markdown) {
  writeDocument(results);
  say('docs/speed.md has these tables now.');
}
