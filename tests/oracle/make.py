# SPDX-License-Identifier: MIT
"""Writes pytorch.json: what PyTorch computes, in double, for networks that the core computes too.

    python3 tests/oracle/make.py > tests/oracle/pytorch.json

The file is committed, so neither building nor testing needs Python. Everything here is PyTorch's own:
its activation functions, losses, automatic differentiation and optimizers. Where the course writes an
optimizer in another form, the arguments are converted (docs/numbers.md). Made with PyTorch 1.13.
"""
import json
import math

import torch
from torch.nn import functional

torch.set_default_dtype(torch.double)
torch.manual_seed(20241)

ACTIVATIONS = {
    "linear": lambda z: z,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky_relu": lambda z: functional.leaky_relu(z, 0.01),
    "elu": functional.elu,
    "selu": torch.selu,
    "gelu": functional.gelu,
    "silu": functional.silu,
    "softplus": functional.softplus,
    "sin": torch.sin,
    "mish": functional.mish,
    "softmax": lambda z: torch.softmax(z, dim=0),
}
LAST = {  # outputs and their activation; None: the hidden layers' own
    "binary_cross_entropy": (1, "sigmoid"),
    "categorical_cross_entropy": (3, "softmax"),
    "squared_error": (2, None),
}
RATE, MOMENTUM, BETA2, EPSILON = 0.05, 0.8, 0.95, 1e-6


def optimizer(name, tensors):
    heavy = {"lr": RATE * (1 - MOMENTUM), "momentum": MOMENTUM}
    return {
        "gradient_descent": lambda: torch.optim.SGD(tensors, lr=RATE),
        "momentum": lambda: torch.optim.SGD(tensors, **heavy),
        "nesterov": lambda: torch.optim.SGD(tensors, nesterov=True, **heavy),
        "rmsprop": lambda: torch.optim.RMSprop(tensors, lr=RATE, alpha=BETA2, eps=EPSILON),
        "adam": lambda: torch.optim.Adam(tensors, lr=RATE, betas=(MOMENTUM, BETA2), eps=EPSILON),
    }[name]()


def targets(loss, outputs, count):
    if loss == "binary_cross_entropy":
        return torch.randint(0, 2, (1, count)).double()
    if loss == "categorical_cross_entropy":
        return functional.one_hot(torch.randint(0, outputs, (count,)), outputs).T.double()
    return torch.randn(outputs, count)


def forward(case, weights, biases, x):
    a, all_a = x, []
    for layer, w, b in zip(case["layers"], weights, biases):
        z = w @ a + b
        a = ACTIVATIONS[layer["activation"]](z)
        all_a.append(a)
    return z, all_a


def cost(case, weights, biases, x, y):
    z, all_a = forward(case, weights, biases, x)
    m = x.shape[1]
    if case["loss"] == "binary_cross_entropy":
        loss = functional.binary_cross_entropy_with_logits(z, y, reduction="sum") / m
    elif case["loss"] == "categorical_cross_entropy":
        loss = functional.cross_entropy(z.T, y.argmax(dim=0))
    else:
        loss = functional.mse_loss(all_a[-1], y, reduction="sum") / (2 * m)
    return loss + sum(case["l2"] / (2 * m) * (w * w).sum() + case["l1"] / m * w.abs().sum()
                      for w in weights)


def flat(tensors):
    return [[float(v) for v in t.detach().reshape(-1)] for t in tensors]


def make(hidden, depth, width, loss, count=5, optimizer_name=None, l1=0.0, l2=0.0):
    outputs, last = LAST[loss]
    layers = [{"units": width, "activation": hidden} for _ in range(depth - 1)]
    layers.append({"units": outputs, "activation": last or hidden})
    case = {"inputs": 2, "layers": layers, "loss": loss, "l1": l1, "l2": l2}
    units = [2] + [layer["units"] for layer in layers]
    size = math.sqrt(2.0) if hidden == "relu" else 1.0  # so that deep layers do not die
    weights = [(size * torch.randn(n, p) / math.sqrt(p)).requires_grad_()
               for p, n in zip(units, units[1:])]
    biases = [(0.1 * torch.randn(n, 1)).requires_grad_() for n in units[1:]]
    x, y = torch.randn(2, count), targets(loss, outputs, count)
    case.update(count=count, x=flat([x])[0], y=flat([y])[0], w=flat(weights), b=flat(biases))
    if optimizer_name is None:
        j = cost(case, weights, biases, x, y)
        j.backward()
        case.update(a=flat(forward(case, weights, biases, x)[1]), cost=float(j),
                    dw=flat([w.grad for w in weights]), db=flat([b.grad for b in biases]))
        return case
    case.update(optimizer=optimizer_name, learning_rate=RATE, momentum=MOMENTUM, beta2=BETA2,
                epsilon=EPSILON, costs=[])
    steps = optimizer(optimizer_name, weights + biases)
    for _ in range(5):
        steps.zero_grad()
        j = cost(case, weights, biases, x, y)
        case["costs"].append(float(j))
        j.backward()
        steps.step()
    case.update(w_after=flat(weights), b_after=flat(biases))
    return case


passes = [make(hidden, 3, 4, loss, l1=l1, l2=l2)
          for hidden in ACTIVATIONS if hidden != "softmax"
          for loss, l1, l2 in [("binary_cross_entropy", 0.0, 0.7),
                               ("categorical_cross_entropy", 0.3, 0.0),
                               ("squared_error", 0.2, 0.4)]]
passes += [make(hidden, depth, width, loss)
           for hidden in ("tanh", "relu")
           for depth, width in ((1, 1), (20, 6), (2, 12))
           for loss in LAST]
trainings = [make("tanh", 3, 4, loss, 9, name, l1, l2)
             for name in ("gradient_descent", "momentum", "nesterov", "rmsprop", "adam")
             for loss, l1, l2 in [("binary_cross_entropy", 0.0, 0.0),
                                  ("categorical_cross_entropy", 0.02, 0.1),
                                  ("squared_error", 0.0, 0.5)]]
lines = [",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
         for cases in (passes, trainings)]
print('{"made_with":"PyTorch %s","passes":[\n%s\n],"trainings":[\n%s\n]}' % (
    torch.__version__, *lines))
