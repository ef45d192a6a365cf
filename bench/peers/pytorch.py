# SPDX-License-Identifier: MIT
# PyTorch, eager, float32, one thread: arguments BUDGET_MS and the workloads as JSON
# [{"name", "network", "batch"}, ...]; a line of JSON for each.
import json
import statistics
import sys
import time

import torch

ROUNDS = 7
PORTION_S = 0.001


def units_of(network):
    units = []
    for part in network.split("-"):
        count, _, times = part.partition("x")
        units += [int(count)] * int(times or 1)
    return units


def steps_per_second(step, budget_ms):
    """As src/lab/rounds.hpp measures."""
    portion = 1

    def one_round():
        nonlocal portion
        begin = now = time.perf_counter()
        done = 0
        while True:
            before = now
            for _ in range(portion):
                step()
            done += portion
            now = time.perf_counter()
            if now - before < PORTION_S:
                portion *= 2
            if now - begin >= budget_ms / 1000 / (ROUNDS + 1):
                return done / (now - begin)

    one_round()
    return statistics.median(one_round() for _ in range(ROUNDS))


def prepare(units, batch):
    torch.manual_seed(1)
    layers = []
    for below, count in zip(units, units[1:]):
        linear = torch.nn.Linear(below, count)
        torch.nn.init.xavier_normal_(linear.weight)
        torch.nn.init.zeros_(linear.bias)
        layers += [linear, torch.nn.Tanh()]
    model = torch.nn.Sequential(*layers[:-1])
    x = torch.randn(batch, units[0])
    if units[-1] == 1:
        y = torch.randint(0, 2, (batch, 1)).float()
        cost = torch.nn.BCEWithLogitsLoss()
    else:
        y = torch.randint(0, units[-1], (batch,))
        cost = torch.nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)

    def step():
        optimizer.zero_grad()
        loss = cost(model(x), y)
        loss.backward()
        optimizer.step()

    def loss():
        with torch.no_grad():
            return float(cost(model(x), y))

    return step, sum(p.numel() for p in model.parameters()), loss


def main():
    torch.set_num_threads(1)
    for task in json.loads(sys.argv[2]):
        step, parameters, loss = prepare(units_of(task["network"]), task["batch"])
        before = loss()
        rate = steps_per_second(step, float(sys.argv[1]))
        line = {"name": task["name"], "steps_per_second": rate, "parameters": parameters,
                "learns": loss() < before}
        print(json.dumps(line), flush=True)


main()
