// SPDX-License-Identifier: MIT
// A user's way with a table of their own: dropped, looked at, its columns chosen, trained, undone.

import {readFileSync} from 'node:fs';
import {expect, expect_equal} from './check.mjs';
import {fresh_visits} from './visits.mjs';

const iris = '꽃잎 길이,petal,age,species\n' +
  '5.1,1.4,3,setosa\n4.9,1.3,,setosa\n5.0,1.5,4,setosa\n7.0,4.7,5,versicolor\n6.4,4.5,4,versicolor\n' +
  '6.9,4.9,4,versicolor\n6.3,6.0,2,virginica\n5.8,5.1,7,virginica\n7.1,5.9,6,virginica\n';

const has = async (visit, id) => (await visit.widgets()).some((widget) => widget.id === id);

async function story(test, visit, name, to_panel) {
  await test('a dropped table says what it is and fits the network to it', async () => {
    await visit.drop('iris.csv', iris);
    await visit.until('it is opened', async () =>
      (await visit.call('document')).data.source === 'table');
    await to_panel();
    await visit.until('the strip is there', () => has(visit, 'table-strip'));
    const strip = await visit.widget('table-strip');
    expect_equal([strip.label, strip.value],
      ['iris.csv', '9 rows · 3 inputs → species (3)'], 'the strip');
    const {network, loss} = await visit.call('document');
    expect_equal([network.layers.at(-1).activation, network.layers.at(-1).units, loss],
      ['softmax', 3, 'categorical_cross_entropy'], 'the output');
    await visit.settle();
    await visit.picture(`${name}-table-strip`);
  });

  await test('its columns are chosen on a card, in one edit, which is undone', async () => {
    await visit.click('table-change');
    await visit.until('the card is there', () => has(visit, 'table-card'));
    await visit.settle();
    await visit.picture(`${name}-table-card`);
    await visit.press('Escape');
    await visit.until('Escape has closed it', async () => !(await has(visit, 'table-card')));
    await visit.click('table-change');
    await visit.until('the card is there again', () => has(visit, 'table-card'));
    await visit.click('column-3-drop');
    await visit.until('it is left out', async () =>
      (await visit.widget('table-outcome')).value === '2 inputs → species (3)');
    await visit.click('table-take');
    await visit.until('the card is gone', async () => !(await has(visit, 'table-card')));
    expect_equal((await visit.widget('table-strip')).value, '9 rows · 2 inputs → species (3)',
      'the strip');
    await visit.call('step', 3);
    await visit.click('undo');
    await visit.until('it is as before', async () =>
      (await visit.widget('table-strip')).value.includes('3 inputs'));
  });

  await test('Korean as a spreadsheet writes it is read', async () => {
    // 이름,값 / 똠방 / 펲시 / 햏자 in CP949, beyond what EUC-KR has.
    const bytes = '\xc0\xcc\xb8\xa7,\xb0\xaa\n\x8cc\xb9\xe6,2.5\n\xbc\x84\xbd\xc3,4.5\n\xc1d\xc0\xda,1.5\n';
    await visit.drop('cp949.csv', [...bytes].map((character) => character.charCodeAt(0)));
    await visit.until('it is opened', async () =>
      (await visit.call('document')).data.file === 'cp949.csv');
    const {table} = (await visit.call('document')).data;
    expect_equal(table[0].name, '이름', 'the column');
    expect_equal(table[0].words.toSorted(), ['똠방', '펲시', '햏자'].toSorted(), 'its words');
    await visit.click('undo');
  });

  await test('what is no table is told, and the table stays', async () => {
    await visit.drop('sheet.xlsx', 'PK\u0003\u0004 and more that is no text');
    await visit.until('it is told', async () =>
      (await visit.widgets()).some(({value}) => String(value).includes('sheet.xlsx')));
    expect((await visit.call('document')).data.source === 'table', 'the table stays');
  });
}

/** The bytes of C++'s literal between quotes. */
function bytes_of(literal) {
  const escapes = {n: '\n', t: '\t', r: '\r', '"': '"', '\\': '\\', "'": "'", 0: '\0'};
  const bytes = [];
  for (const [, octal, hex, sign, plain] of literal.matchAll(
    /\\([0-7]{3})|\\x([0-9a-fA-F]{2})|\\(.)|([^\\]+)/gsu)) {
    if (octal !== undefined) bytes.push(parseInt(octal, 8));
    else if (hex !== undefined) bytes.push(parseInt(hex, 16));
    else bytes.push(...Buffer.from(sign === undefined ? plain : escapes[sign]));
  }
  return bytes;
}

/** The tables of tests/data/table_cases.hpp: [name, bytes, what is expected]. */
function cases_of(list) {
  const text = readFileSync(new URL('../data/table_cases.hpp', import.meta.url), 'utf8');
  const begin = text.indexOf(`${list}[] = {`);
  const literal = '"((?:[^"\\\\]|\\\\.)*)"(?:sv)?';
  const lines = text.slice(begin, text.indexOf('\n};', begin))
    .matchAll(new RegExp(`^ +\\{${literal}, ${literal}, ${literal}\\},$`, 'gm'));
  return [...lines].map(([, name, table, expected]) =>
    [name, bytes_of(table), Buffer.from(bytes_of(expected)).toString()]);
}

async function every_kind(test, visit) {
  await test('every kind of table is read when it is dropped', async () => {
    const cases = cases_of('kReadTables');
    expect(cases.length >= 40, `only ${cases.length} tables`);
    for (const [i, [name, bytes]] of cases.entries()) {
      const file = `read ${i}.csv`;
      await visit.drop(file, bytes);
      await visit.until(`"${name}" is opened`, async () =>
        (await visit.call('document')).data.file === file);
    }
  });

  await test('every malformed table is refused in one sentence, and the document stays', async () => {
    const cases = cases_of('kRefusedTables');
    expect(cases.length >= 15, `only ${cases.length} tables`);
    const before = await visit.call('document');
    for (const [i, [name, bytes, expected]] of cases.entries()) {
      const file = `refused ${i}.csv`;
      await visit.drop(file, bytes);
      await visit.until(`"${name}" is told`, async () => {
        const told = (await visit.widgets()).find(({id}) => id === 'message');
        return told && (told.value === `${file}: ${expected}` ||
          told.value === `${file}: this is not a link, a document or a table.`);
      });
    }
    expect_equal(await visit.call('document'), before, 'the document');
  });
}

/** Drops a table of numbers that is made in the page, `rows` × `columns`. */
async function drop_large(visit, name, rows, columns) {
  await visit.page.evaluate((file, height, width) => {
    const lines = [Array.from({length: width}, (_, j) => `c${j}`).join(',')];
    for (let i = 0; i < height; ++i)
      lines.push(Array.from({length: width}, (_, j) => ((i * 31 + j * 17) % 1000) / 8).join(','));
    const data = new DataTransfer();
    data.items.add(new File([lines.join('\n')], file));
    document.getElementById('canvas').dispatchEvent(
      new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));
  }, name, rows, columns);
}

async function large_tables(test, visit) {
  await test('a large table is read while the page lives, and can be cancelled', async () => {
    await visit.call('open', {isobath: 1});
    await drop_large(visit, 'large.csv', 60000, 40);
    await visit.until('its progress is told', () => has(visit, 'reading'));
    await visit.press('Escape');
    await visit.until('it is cancelled', async () => !(await has(visit, 'reading')));
    await visit.settle();
    expect_equal((await visit.call('document')).data.source ?? 'circle', 'circle', 'the data');
    await drop_large(visit, 'large.csv', 20000, 40);
    await visit.until('it is opened', async () =>
      (await visit.widgets()).some(({id, label}) => id === 'undo' && label) &&
      (await visit.call('record')).step === 0 &&
      (await visit.widgets()).some(({id, value}) => id === 'table-strip' &&
        /^20.000 rows · 39 inputs/.test(value)), 60000);
  });
}

async function drawing(test, visit, name) {
  const middle = async (share_x, share_y) => {
    const {x, y, width, height} = await visit.widget('plot-output');
    return [x + share_x * width, y + share_y * height];
  };
  const press_at = async (share_x, share_y) => {
    await visit.page.mouse.move(...await middle(share_x, share_y), {steps: 3});
    await visit.settle_input(2);
    await visit.page.mouse.down();
    await visit.settle_input(2);
    await visit.page.mouse.up();
    await visit.settle_input(2);
  };

  await test('what was learned stays while examples are drawn', async () => {
    await visit.call('open', {isobath: 1, data: {source: 'moons'}});
    await visit.call('step', 50);
    await visit.click('brush-1');
    await press_at(0.3, 0.3);
    await visit.until('it is a table', async () =>
      (await visit.call('document')).data.source === 'table');
    expect_equal((await visit.call('record')).step, 50, 'the step');
    await visit.call('step', 5);
    expect_equal((await visit.call('record')).step, 55, 'the step');
    await visit.click('brush-1');
  });

  await test('examples are drawn on empty paper', async () => {
    await visit.click('brush-paper');
    await visit.settle();
    await visit.picture(`${name}-paper-empty`);
    await press_at(0.25, 0.25);
    await press_at(0.75, 0.75);
    await visit.click('brush-1');
    await press_at(0.25, 0.75);
    await visit.picture(`${name}-paper`);
    await press_at(0.75, 0.25);
    await visit.until('four are the data', async () =>
      (await visit.call('document')).data.x?.length === 4);
    expect_equal((await visit.call('document')).data.y, [[0], [0], [1], [1]], 'their classes');
    await visit.call('step', 200);
    await visit.settle();
    await visit.picture(`${name}-paper-learned`);
  });
}

export async function table_tests(checks, browser, server, name) {
  const wide = await fresh_visits(checks, browser, server, {});
  await story(wide.test, wide.visit, name, async () => {});
  await every_kind(wide.test, wide.visit);
  await large_tables(wide.test, wide.visit);
  await drawing(wide.test, wide.visit, name);
  await wide.close();
}

export async function table_phone_tests(checks, browser, server) {
  const phone = await fresh_visits(checks, browser, server, {width: 390, height: 844});
  await story(phone.test, phone.visit, 'phone', async () => {
    if (!(await has(phone.visit, 'table-strip'))) await phone.visit.click('tab-data');
  });
  await phone.close();
}
