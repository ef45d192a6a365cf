// SPDX-License-Identifier: MIT
// ConvNetJS: doubles, one example after the other. It has no sigmoid with cross-entropy, so one
// output is a softmax of two classes, which is the same function.
import {createRequire} from 'node:module';
import {examplesOf, measurePeer} from './timing.mjs';

const convnet = createRequire(import.meta.url)('convnetjs');

await measurePeer((units, batch) => {
  const {x, classes} = examplesOf(units, batch);
  const network = new convnet.Net();
  network.makeLayers([
    {type: 'input', out_sx: 1, out_sy: 1, out_depth: units[0]},
    ...units.slice(1, -1).map((count) => ({type: 'fc', num_neurons: count, activation: 'tanh'})),
    {type: 'softmax', num_classes: Math.max(2, units.at(-1))},
  ]);
  const trainer = new convnet.Trainer(network,
    {method: 'sgd', learning_rate: 0.01, momentum: 0, batch_size: batch, l2_decay: 0});
  const examples = x.map((values) => new convnet.Vol(values));
  return {
    step: () => examples.forEach((example, i) => trainer.train(example, classes[i])),
    parameters: network.getParamsAndGrads().reduce((sum, {params}) => sum + params.length, 0),
    loss: () => {
      const sum = examples.reduce((total, example, i) =>
        total - Math.log(network.forward(example, false).w[classes[i]]), 0);
      return sum / batch;
    },
  };
});
