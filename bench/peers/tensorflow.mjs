// SPDX-License-Identifier: MIT
// TensorFlow.js: float32, operation by operation with automatic differentiation, one thread.
// BACKEND=cpu|wasm.
import {createRequire} from 'node:module';
import {dirname} from 'node:path';
import {examplesOf, measurePeer} from './timing.mjs';

const require = createRequire(import.meta.url);
const tf = require('@tensorflow/tfjs');
const backend = process.env.BACKEND ?? 'cpu';
if (backend === 'wasm') {
  const name = '@tensorflow/tfjs-backend-wasm';
  require(name).setWasmPaths(dirname(require.resolve(name)) + '/');
}
await tf.setBackend(backend);
await tf.ready();

await measurePeer((units, batch) => {
  tf.disposeVariables();
  const examples = examplesOf(units, batch);
  const outputs = units.at(-1);
  const x = tf.tensor2d(examples.x); // [examples, inputs]
  const y = outputs === 1 // [examples, outputs]
    ? tf.tensor2d(examples.classes.map((label) => [label]))
    : tf.oneHot(tf.tensor1d(examples.classes, 'int32'), outputs).toFloat();
  const layers = units.slice(1).map((count, l) => ({
    weights: tf.variable(tf.randomNormal([units[l], count], 0, Math.sqrt(2 / (units[l] + count)),
      'float32', l + 1)),
    bias: tf.variable(tf.zeros([count])),
  }));
  const cost = () => {
    let a = x;
    for (const [l, {weights, bias}] of layers.entries()) {
      const z = tf.add(tf.matMul(a, weights), bias);
      a = l + 1 < layers.length ? tf.tanh(z) : z;
    }
    return outputs === 1 ? tf.losses.sigmoidCrossEntropy(y, a) : tf.losses.softmaxCrossEntropy(y, a);
  };
  const optimizer = tf.train.sgd(0.01);
  return {
    step: () => optimizer.minimize(cost),
    parameters: layers.reduce((sum, {weights, bias}) => sum + weights.size + bias.size, 0),
    loss: () => tf.tidy(() => cost().dataSync()[0]),
  };
});
